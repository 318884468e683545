package dev.demarc.intake;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.DemarcTest;
import dev.demarc.intake.smtp.SmtpListener;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DemarcTest
class SmtpExtensionsTest {

  @Inject SmtpListener listener;
  @Inject Intake intake;
  @Inject TlsConfigurationRegistry certificates;

  private SmtpListener another(Optional<String> tls, boolean required, String... recipients) {
    var to =
        recipients.length == 0 ? Optional.<Set<String>>empty() : Optional.of(Set.of(recipients));
    return new SmtpListener(SmtpSettings.plain().to(to).tls(tls, required), intake, certificates);
  }

  private static void sends(SpokenSmtp smtp, String subject) throws IOException {
    assertThat(smtp.say("MAIL FROM:<noc@x.example>")).startsWith("250");
    assertThat(smtp.say("RCPT TO:<abuse@demarc.example>")).startsWith("250");
    assertThat(smtp.say("DATA")).startsWith("354");
    assertThat(smtp.say("Subject: " + subject + "\r\n\r\nFrom " + freshAddress() + "\r\n."))
        .startsWith("250 2.0.0 Stored");
  }

  private static void isFiled(String title) {
    await()
        .until(
            () ->
                client()
                    .queryParam("q", "\"" + title + "\"")
                    .get("/api/v1/cases")
                    .<List<String>>path("items.key"),
            keys -> keys.size() == 1);
  }

  @Test
  void says_what_it_can() throws Exception {
    try (var smtp = new SpokenSmtp(listener.port())) {
      assertThat(smtp.say("EHLO tests.example").lines().map(line -> line.substring(4)))
          .contains("SIZE " + Intake.MAX_BYTES, "8BITMIME", "SMTPUTF8", "STARTTLS");
    }
  }

  @Test
  void a_mail_after_starttls_is_taken_and_tls_begins_once() throws Exception {
    var subject = "Encrypted " + UUID.randomUUID();
    try (var smtp = new SpokenSmtp(listener.port())) {
      smtp.say("EHLO tests.example");
      assertThat(smtp.say("STARTTLS")).startsWith("220");
      assertThat(smtp.encrypt()).startsWith("TLSv1.");
      smtp.say("EHLO tests.example");
      assertThat(smtp.say("STARTTLS")).startsWith("454");
      sends(smtp, subject);
    }
    isFiled(subject);
  }

  @Test
  void what_was_said_in_the_clear_behind_starttls_counts_for_nothing() throws Exception {
    try (var smtp = new SpokenSmtp(listener.port())) {
      smtp.say("EHLO tests.example");
      smtp.say("STARTTLS\r\nMAIL FROM:<injected@x.example>");
      smtp.encrypt();
      assertThat(smtp.say("EHLO tests.example")).startsWith("250-");
      assertThat(smtp.say("MAIL FROM:<noc@x.example>")).startsWith("250");
    }
  }

  @Test
  void where_tls_is_required_nothing_is_taken_without() throws Exception {
    var strict = another(Optional.of("smtp"), true);
    strict.start(null);
    try (var smtp = new SpokenSmtp(strict.port())) {
      smtp.say("EHLO tests.example");
      assertThat(smtp.say("MAIL FROM:<noc@x.example>")).startsWith("530");
      smtp.say("STARTTLS");
      smtp.encrypt();
      smtp.say("EHLO tests.example");
      sends(smtp, "Strict " + UUID.randomUUID());
    } finally {
      strict.stop(null);
    }
  }

  @Test
  void a_listener_without_a_certificate_offers_no_tls_and_cannot_require_it() throws Exception {
    var open = another(Optional.empty(), false);
    open.start(null);
    try (var smtp = new SpokenSmtp(open.port())) {
      assertThat(smtp.say("EHLO tests.example")).doesNotContain("STARTTLS");
    } finally {
      open.stop(null);
    }
    assertThatThrownBy(() -> another(Optional.empty(), true).start(null))
        .hasMessageContaining("demarc.smtp.tls");
    assertThatThrownBy(() -> another(Optional.of("nowhere"), false).start(null))
        .hasMessageContaining("quarkus.tls.nowhere.key-store.pem.0.cert");
  }

  @Test
  void an_address_beyond_ascii_is_taken_and_kept() throws Exception {
    var subject = "Grüße " + UUID.randomUUID();
    var there = another(Optional.empty(), false, "missbrauch@größe.example");
    there.start(null);
    try (var smtp = new SpokenSmtp(there.port())) {
      smtp.say("EHLO tests.example");
      assertThat(smtp.say("MAIL FROM:<jürgen@größe.example> BODY=8BITMIME SMTPUTF8"))
          .startsWith("250");
      assertThat(smtp.say("RCPT TO:<Missbrauch@Größe.example>")).startsWith("250");
      smtp.say("DATA");
      var stored = smtp.say("Subject: " + subject + "\r\n\r\nFrom " + freshAddress() + "\r\n.");
      assertThat(stored).startsWith("250");
      var id = UUID.fromString(stored.strip().replaceAll(".* ", ""));
      assertThat(intake.find(id).orElseThrow().envelopeFrom()).isEqualTo("jürgen@größe.example");
      assertThat(new String(intake.raw(id).orElseThrow(), "UTF-8")).contains(subject);
    } finally {
      there.stop(null);
    }
  }

  @Test
  void other_recipients_and_what_announces_itself_too_large_are_refused() throws Exception {
    var there = another(Optional.empty(), false, "abuse@demarc.example");
    there.start(null);
    try (var smtp = new SpokenSmtp(there.port())) {
      smtp.say("EHLO tests.example");
      assertThat(smtp.say("MAIL FROM:<a@x.example> SIZE=26214401")).startsWith("552");
      assertThat(smtp.say("MAIL FROM:<a@x.example> SIZE=26214400")).startsWith("250");
      assertThat(smtp.say("RCPT TO:<other@demarc.example>")).startsWith("550");
      assertThat(smtp.say("RCPT TO:<Abuse@Demarc.example>")).startsWith("250");
    } finally {
      there.stop(null);
    }
  }

  @Test
  void chunks_are_taken_and_too_many_of_them_are_refused() throws Exception {
    var subject = "Chunks " + UUID.randomUUID();
    try (var smtp = new SpokenSmtp(listener.port())) {
      smtp.say("EHLO tests.example");
      smtp.say("MAIL FROM:<noc@x.example>");
      smtp.say("RCPT TO:<abuse@demarc.example>");
      var mail = "Subject: " + subject + "\r\n\r\nFrom " + freshAddress() + "\r\n";
      assertThat(smtp.say(("BDAT " + mail.length() + " LAST\r\n" + mail).getBytes()))
          .startsWith("250");
    }
    isFiled(subject);
    try (var smtp = new SpokenSmtp(listener.port())) {
      smtp.say("EHLO tests.example");
      smtp.say("MAIL FROM:<noc@x.example>");
      smtp.say("RCPT TO:<abuse@demarc.example>");
      var head = ("BDAT " + (Intake.MAX_BYTES + 1) + " LAST\r\n").getBytes();
      var chunk = java.util.Arrays.copyOf(head, head.length + Intake.MAX_BYTES + 1);
      java.util.Arrays.fill(chunk, head.length, chunk.length, (byte) 'a');
      assertThat(smtp.say(chunk)).startsWith("552");
    }
  }
}
