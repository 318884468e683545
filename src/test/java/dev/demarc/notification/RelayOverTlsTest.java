package dev.demarc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.CertificateResource;
import dev.demarc.DemarcTest;
import dev.demarc.notification.relay.DeliveryAttempt;
import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.notification.relay.Relay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** STARTTLS as it is configured, and what follows where the relay has none after all. */
@DemarcTest
class RelayOverTlsTest {

  private static final String NOT_NOW = "454 4.7.0 TLS not available";

  private ScriptedRelay server;

  @BeforeEach
  void startRelay() throws Exception {
    server = new ScriptedRelay();
    server.extensions = List.of("STARTTLS", "AUTH PLAIN");
  }

  @AfterEach
  void stopRelay() throws Exception {
    server.close();
  }

  private DeliveryAttempt send(SSLSocketFactory trusting, String... settings) throws Exception {
    var more = new HashMap<>(Map.of("answer-timeout", "5s"));
    for (int i = 0; i < settings.length; i += 2) {
      more.put(settings[i], settings[i + 1]);
    }
    var relay =
        new Relay(
            TestRelay.settings(server.port(), more),
            () -> trusting,
            "demarc.example",
            new SettableClock());
    try {
      var mail = TestRelay.mail("1@example.org");
      return relay.send(mail, mail.to(), () -> {});
    } finally {
      relay.close();
    }
  }

  private static SSLSocketFactory trusted() throws Exception {
    return CertificateResource.context().getSocketFactory();
  }

  private static SSLSocketFactory unknown() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  @Test
  void starttls_is_used_where_it_is_offered() throws Exception {
    assertThat(send(trusted(), "username", "demarc", "password", "secret").verdict())
        .isEqualTo(Verdict.TAKEN);
    assertThat(server.heard())
        .startsWith(
            "EHLO demarc.example",
            "STARTTLS",
            "EHLO demarc.example",
            "AUTH PLAIN " + "ZGVtYXJjAGRlbWFyYwBzZWNyZXQ=");
  }

  @Test
  void a_certificate_that_is_not_trusted_ends_the_try_and_says_what_to_do() throws Exception {
    var handover = send(unknown());
    assertThat(handover.verdict()).isEqualTo(Verdict.RELAY_FAILS);
    assertThat(handover.words()).contains("STARTTLS", "demarc.relay.tls");
    assertThat(server.heard()).doesNotContain("MAIL FROM:<demarc@example.org>");
  }

  @Test
  void a_certificate_for_another_name_is_not_accepted() throws Exception {
    assertThat(send(trusted(), "host", "127.0.0.1").verdict()).isEqualTo(Verdict.RELAY_FAILS);
  }

  @Test
  void starttls_that_is_offered_and_refused_waits_unless_told_otherwise() throws Exception {
    server.answers("STARTTLS", NOT_NOW);
    var handover = send(trusted());
    assertThat(handover.verdict()).isEqualTo(Verdict.RELAY_FAILS);
    assertThat(handover.words()).contains(NOT_NOW);
    assertThat(server.heard()).containsExactly("EHLO demarc.example", "STARTTLS");
  }

  @Test
  void starttls_that_is_refused_goes_on_in_the_clear_where_told_so() throws Exception {
    server.answers("STARTTLS", NOT_NOW);
    assertThat(send(trusted(), "start-tls-refused", "CLEAR").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(server.heard())
        .startsWith(
            "EHLO demarc.example",
            "STARTTLS",
            "EHLO demarc.example",
            "MAIL FROM:" + "<demarc@example.org>");
  }

  @Test
  void a_password_is_not_told_to_a_relay_that_refuses_starttls() throws Exception {
    server.answers("STARTTLS", NOT_NOW);
    var handover =
        send(trusted(), "start-tls-refused", "CLEAR", "username", "demarc", "password", "secret");
    assertThat(handover.verdict()).isEqualTo(Verdict.RELAY_FAILS);
    assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void where_starttls_is_required_nothing_goes_without() throws Exception {
    server.extensions = List.of();
    var handover = send(trusted(), "start-tls", "REQUIRED");
    assertThat(handover.verdict()).isEqualTo(Verdict.RELAY_FAILS);
    assertThat(handover.words()).contains("STARTTLS is required");
    server.extensions = List.of("STARTTLS");
    server.answers("STARTTLS", NOT_NOW);
    assertThat(send(trusted(), "start-tls", "REQUIRED", "start-tls-refused", "CLEAR").verdict())
        .isEqualTo(Verdict.RELAY_FAILS);
  }

  @Test
  void where_starttls_is_disabled_it_is_not_asked_for() throws Exception {
    assertThat(send(trusted(), "start-tls", "DISABLED").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(server.heard()).doesNotContain("STARTTLS");
  }

  @Test
  void tls_may_begin_before_the_greeting() throws Exception {
    server.close();
    server = new ScriptedRelay(CertificateResource.context().getServerSocketFactory());
    assertThat(send(trusted(), "implicit-tls", "true").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(send(unknown(), "implicit-tls", "true").verdict()).isEqualTo(Verdict.RELAY_FAILS);
    assertThat(server.taken()).hasSize(1);
  }
}
