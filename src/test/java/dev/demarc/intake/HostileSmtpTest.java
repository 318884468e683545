package dev.demarc.intake;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.DemarcTest;
import dev.demarc.intake.smtp.SmtpListener;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender may say, also one that means no good. */
@DemarcTest
class HostileSmtpTest {

  @Inject SmtpListener listener;
  @Inject Intake intake;
  @Inject TlsConfigurationRegistry certificates;

  private final String subject = "Hostile " + UUID.randomUUID();
  private SmtpListener own;

  @AfterEach
  void stopOwn() {
    if (own != null) {
      own.stop(null);
    }
  }

  private SpokenSmtp connect(SmtpSettings settings, Intake to) throws IOException {
    own = new SmtpListener(settings, to, certificates);
    own.start(null);
    return new SpokenSmtp(own.port());
  }

  private SpokenSmtp connect() throws IOException {
    return new SpokenSmtp(listener.port());
  }

  private static void begin(SpokenSmtp smtp) throws IOException {
    assertThat(smtp.say("MAIL FROM:<noc@x.example>")).startsWith("250");
    assertThat(smtp.say("RCPT TO:<abuse@demarc.example>")).startsWith("250");
  }

  private String mail() {
    return "Subject: " + subject + "\r\n\r\nFrom " + freshAddress() + "\r\n";
  }

  private byte[] rawOf(String answer) {
    assertThat(answer).startsWith("250 2.0.0 Stored as report ");
    return intake.raw(UUID.fromString(answer.strip().replaceAll(".* ", ""))).orElseThrow();
  }

  private void isFiledOnce() {
    await().atMost(Duration.ofSeconds(30)).until(() -> cases().size() == 1);
  }

  private List<String> cases() {
    return client().queryParam("q", "\"" + subject + "\"").get("/api/v1/cases").path("items.key");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n.\n", "\n.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r", "\r.\r\n", "\r.\n", "\n.\r"})
  void only_a_dot_between_two_line_ends_ends_a_mail(String nearly) throws IOException {
    try (var smtp = connect()) {
      begin(smtp);
      smtp.say("DATA");
      var smuggled = "MAIL FROM:<smuggled@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n";
      var raw = rawOf(smtp.say(bytes(mail() + "text" + nearly + smuggled + "more\r\n.\r\n")));
      // a dot behind a whole line end is the sender's, who doubles it
      var pending = nearly.startsWith("\r\n.") ? nearly.replace(".", "") : nearly;
      assertThat(new String(raw)).endsWith("text" + pending + smuggled + "more\r\n");
      assertThat(smtp.say("NOOP")).startsWith("250");
    }
    isFiledOnce();
  }

  @Test
  void doubled_dots_are_halved_in_every_line_also_the_first() throws IOException {
    try (var smtp = connect()) {
      begin(smtp);
      smtp.say("DATA");
      var raw = rawOf(smtp.say(bytes("..first\r\n" + mail() + "..\r\n...\r\na..b\r\n.\r\n")));
      assertThat(new String(raw)).startsWith(".first\r\n").endsWith("\r\n.\r\n..\r\na..b\r\n");
    }
  }

  @Test
  void what_follows_in_a_mail_that_is_too_large_is_no_command() throws IOException {
    var large = new byte[Intake.MAX_BYTES + 100];
    Arrays.fill(large, (byte) 'a');
    var tail = bytes("\r\nQUIT\r\nQUIT\r\nQUIT\r\n.\r\n");
    System.arraycopy(tail, 0, large, large.length - tail.length, tail.length);
    try (var smtp = connect()) {
      begin(smtp);
      smtp.say("DATA");
      assertThat(smtp.say(large)).startsWith("552");
      begin(smtp);
      smtp.say("DATA");
      assertThat(smtp.say(bytes(mail() + ".\r\n"))).startsWith("250");
    }
    isFiledOnce();
  }

  @Test
  void whoever_sends_without_end_is_hung_up_on() throws IOException {
    try (var smtp = connect()) {
      begin(smtp);
      smtp.say("DATA");
      var part = new byte[1024 * 1024];
      assertThatThrownBy(
              () -> {
                for (int sent = 0; sent < 10 * Intake.MAX_BYTES; sent += part.length) {
                  smtp.send(part);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void while_mails_cannot_be_stored_they_are_451_and_the_connection_stays_in_order()
      throws IOException {
    var failures =
        List.of(
            new Problem(ProblemType.UNAVAILABLE, "The store is away."),
            new IllegalStateException("no connection"));
    var next = failures.iterator();
    var away =
        new Intake(null, null, null, null, new DiskSpace(null, 0, Clock.systemUTC(), null)) {
          @Override
          public Receipt receive(Delivery delivery) {
            if (next.hasNext()) {
              throw next.next();
            }
            return intake.receive(delivery);
          }
        };
    try (var smtp = connect(SmtpSettings.plain(), away)) {
      for (int i = 0; i < failures.size(); i++) {
        begin(smtp);
        smtp.say("DATA");
        assertThat(smtp.say(bytes(mail() + ".\r\n"))).startsWith("451 4.3.0");
      }
      begin(smtp);
      smtp.say("DATA");
      assertThat(smtp.say(bytes(mail() + ".\r\n"))).startsWith("250");
    }
    isFiledOnce();
  }

  @Test
  void commands_that_come_all_at_once_are_answered_one_by_one() throws IOException {
    try (var smtp = connect()) {
      assertThat(smtp.say("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nRCPT TO:<>\r\nDATA"))
          .startsWith("250");
      assertThat(smtp.answer()).startsWith("250");
      assertThat(smtp.answer()).startsWith("553");
      assertThat(smtp.answer()).startsWith("354");
      assertThat(smtp.say(bytes(mail() + ".\r\nMAIL FROM:<c@x.example>\r\nQUIT\r\n")))
          .startsWith("250 2.0.0 Stored");
      assertThat(smtp.answer()).startsWith("250");
      assertThat(smtp.answer()).startsWith("221");
    }
    isFiledOnce();
  }

  @Test
  void a_mail_that_breaks_off_is_none_whichever_way_it_came() throws Exception {
    for (var start : List.of("DATA\r\n", "BDAT 10000 LAST\r\n", "BDAT 10000\r\n")) {
      try (var smtp = connect()) {
        begin(smtp);
        smtp.send(bytes(start + mail()));
      }
    }
    Thread.sleep(2000);
    assertThat(cases()).isEmpty();
  }

  @Test
  void chunks_that_nobody_asked_for_are_no_commands_and_rset_drops_those_before_it()
      throws IOException {
    try (var smtp = connect()) {
      assertThat(smtp.say("BDAT 6 LAST\r\nQUIT")).startsWith("503");
      begin(smtp);
      assertThat(smtp.say(bytes("bdat 7\r\nDropped"))).startsWith("250");
      assertThat(smtp.say("DATA")).startsWith("503");
      assertThat(smtp.say("RSET")).startsWith("250");
      begin(smtp);
      var mail = mail();
      assertThat(smtp.say(bytes("BDAT 5\r\n" + mail.substring(0, 5)))).startsWith("250");
      smtp.send(bytes("bdat " + (mail.length() - 5) + " last\r\n" + mail.substring(5)));
      assertThat(rawOf(smtp.answer())).isEqualTo(bytes(mail));
      assertThat(smtp.say("BDAT x\r\n")).startsWith("501");
      assertThat(smtp.isHungUp()).isTrue();
    }
    isFiledOnce();
  }

  @Test
  void an_announced_size_counts_wherever_it_stands_and_however_large_it_is() throws IOException {
    try (var smtp = connect()) {
      assertThat(smtp.say("MAIL FROM:<a@x.example> SIZE=26214401 BODY=8BITMIME")).startsWith("552");
      assertThat(smtp.say("MAIL FROM:<a@x.example> SIZE=" + "9".repeat(30))).startsWith("552");
      assertThat(smtp.say("MAIL FROM:<a@x.example> BODY=8BITMIME SIZE=-1")).startsWith("501");
      assertThat(smtp.say("MAIL FROM:<a@x.example> SIZE=26214400 BODY=8BITMIME")).startsWith("250");
    }
  }

  @Test
  void nul_is_no_part_of_an_address_and_of_a_mail_it_is_kept() throws IOException {
    try (var smtp = connect()) {
      assertThat(smtp.say("MAIL FROM:<a\0b@x.example>")).startsWith("553");
      assertThat(smtp.say("MAIL FROM:<a@x.example>")).startsWith("250");
      assertThat(smtp.say("RCPT TO:<a\0b@x.example>")).startsWith("553");
      assertThat(smtp.say("RCPT TO:<b@x.example>")).startsWith("250");
      smtp.say("DATA");
      var mail = mail() + "\0\1\2\u0080\u00ff\r\n";
      assertThat(rawOf(smtp.say(bytes(mail + ".\r\n")))).isEqualTo(bytes(mail));
    }
    isFiledOnce();
  }

  @Test
  void a_line_of_any_length_is_kept_in_a_mail_and_refused_as_a_command() throws IOException {
    try (var smtp = connect()) {
      begin(smtp);
      smtp.say("DATA");
      var mail = mail() + "x".repeat(100_000) + "\r\n";
      assertThat(rawOf(smtp.say(bytes(mail + ".\r\n")))).isEqualTo(bytes(mail));
      assertThat(smtp.say("NOOP " + "x".repeat(2000))).startsWith("501");
      assertThat(smtp.isHungUp()).isTrue();
    }
  }

  @Test
  void a_command_with_half_a_line_end_in_it_ends_the_connection() throws IOException {
    for (var half : List.of("NOOP\nMAIL FROM:<a@x.example>", "NOOP\rNOOP")) {
      try (var smtp = connect()) {
        assertThat(smtp.say(half)).startsWith("501");
        assertThat(smtp.isHungUp()).isTrue();
      }
    }
  }

  @Test
  void nobody_signs_in_or_learns_who_is_here() throws IOException {
    try (var smtp = connect()) {
      assertThat(smtp.say("EHLO tests.example")).doesNotContain("AUTH");
      assertThat(smtp.say("AUTH PLAIN AGEAYg==")).startsWith("502");
      assertThat(smtp.say("VRFY abuse")).startsWith("502");
      assertThat(smtp.say("EXPN abuse")).startsWith("502");
      assertThat(smtp.say("TURN")).startsWith("500");
    }
  }

  @Test
  void whoever_says_nothing_is_hung_up_on() throws IOException {
    var settings = SmtpSettings.plain().patience(Duration.ofSeconds(1), Duration.ofMinutes(1));
    try (var smtp = connect(settings, intake)) {
      assertThat(smtp.answer()).startsWith("421");
      assertThat(smtp.isHungUp()).isTrue();
    }
    try (var smtp = new SpokenSmtp(own.port())) {
      begin(smtp);
      smtp.say("DATA");
      assertThat(smtp.say(bytes("Subject: never ended"))).startsWith("421");
    }
  }

  @Test
  void a_byte_now_and_then_keeps_no_connection_open_for_ever() throws Exception {
    var settings = SmtpSettings.plain().patience(Duration.ofSeconds(10), Duration.ofSeconds(2));
    var began = Instant.now();
    try (var smtp = connect(settings, intake)) {
      begin(smtp);
      smtp.say("DATA");
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                try {
                  smtp.send(new byte[] {'x'});
                  return false;
                } catch (IOException hungUp) {
                  return true;
                }
              });
    }
    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void one_address_has_only_so_many_connections_and_gets_them_back() throws IOException {
    try (var first = connect(SmtpSettings.plain().connections(10, 2), intake);
        var second = new SpokenSmtp(own.port())) {
      assertThat(second.say("NOOP")).startsWith("250");
      try (var third = new SpokenSmtp(own.port())) {
        assertThat(third.greeting()).startsWith("421 4.7.0");
      }
      assertThat(first.say("QUIT")).startsWith("221");
      await().until(this::isGreeted);
    }
  }

  @Test
  void all_addresses_together_have_only_so_many_connections() throws IOException {
    try (var first = connect(SmtpSettings.plain().connections(1, 10), intake)) {
      begin(first);
      first.say("DATA");
      assertThat(isGreeted()).isFalse();
      assertThat(first.say(bytes(mail() + ".\r\n"))).startsWith("250");
      assertThat(first.say("QUIT")).startsWith("221");
      await().until(this::isGreeted);
    }
    isFiledOnce();
  }

  @Test
  void whoever_only_talks_is_sent_away_after_a_while() throws Exception {
    var settings = SmtpSettings.plain().idle(Duration.ofSeconds(1), Duration.ofMinutes(1));
    try (var smtp = connect(settings, intake);
        var withMail = new SpokenSmtp(own.port())) {
      begin(withMail);
      withMail.say("DATA");
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> smtp.say("NOOP").startsWith("421 4.4.2"));
      assertThat(smtp.isHungUp()).isTrue();
      assertThat(withMail.say(bytes(mail() + ".\r\n"))).startsWith("250");
      assertThat(withMail.say("NOOP")).startsWith("250");
    }
    isFiledOnce();
  }

  @Test
  void whoever_has_said_nothing_for_longest_gives_way_when_all_connections_are_taken()
      throws IOException {
    try (var withMail = connect(SmtpSettings.plain().connections(3, 10), intake);
        var first = new SpokenSmtp(own.port());
        var second = new SpokenSmtp(own.port())) {
      begin(withMail);
      withMail.say("DATA");
      assertThat(first.say("NOOP")).startsWith("250");
      assertThat(isGreeted()).isTrue();
      assertThat(first.answer()).startsWith("421 4.3.2");
      assertThat(first.isHungUp()).isTrue();
      assertThat(second.say("NOOP")).startsWith("250");
      assertThat(withMail.say(bytes(mail() + ".\r\n"))).startsWith("250");
    }
    isFiledOnce();
  }

  @Test
  void one_mail_may_take_only_so_long() throws IOException {
    var settings = SmtpSettings.plain().idle(Duration.ofMinutes(1), Duration.ofSeconds(1));
    try (var smtp = connect(settings, intake)) {
      begin(smtp);
      smtp.say("DATA");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  smtp.send(new byte[] {'x'});
                  Thread.sleep(100);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void an_address_that_sends_too_many_mails_is_told_to_wait_before_their_bytes_are_taken()
      throws IOException {
    var settings = SmtpSettings.plain().quota(TestQuota.ofOneAddress(2, 0));
    try (var smtp = connect(settings, intake)) {
      begin(smtp);
      smtp.say("DATA");
      assertThat(smtp.say(bytes(mail() + ".\r\n"))).startsWith("250");
      assertThat(smtp.say("MAIL FROM:<noc@x.example>")).startsWith("250");
      assertThat(smtp.say("MAIL FROM:<noc@x.example>")).startsWith("503");
      assertThat(smtp.say("RSET")).startsWith("250");
      try (var other = new SpokenSmtp(own.port())) {
        assertThat(other.say("MAIL FROM:<noc@x.example>")).startsWith("450 4.7.1 Too many mails");
        assertThat(other.say("RCPT TO:<abuse@demarc.example>")).startsWith("503");
        assertThat(other.say("DATA")).startsWith("503");
        assertThat(other.say("BDAT 6 LAST\r\nQUIT\r\n")).startsWith("503");
      }
    }
    isFiledOnce();
  }

  @Test
  void an_address_that_sends_too_many_bytes_is_told_to_wait() throws IOException {
    var settings = SmtpSettings.plain().quota(TestQuota.ofOneAddress(0, 26));
    try (var smtp = connect(settings, intake)) {
      for (int i = 0; i < 2; i++) { // a mail that is over costs what it held
        begin(smtp);
        smtp.say("DATA");
        assertThat(smtp.say(bytes("X-Number: " + i + "\r\n" + mail() + ".\r\n"))).startsWith("250");
      }
      begin(smtp);
      var large = "x".repeat(1022) + "\r\n";
      smtp.send(bytes("BDAT " + 2 * 1024 * large.length() + "\r\n"));
      for (int i = 0; i < 2 * 1024; i++) {
        smtp.send(bytes(large));
      }
      assertThat(smtp.answer()).startsWith("250");
      assertThat(smtp.say("RSET")).startsWith("250");
      assertThat(smtp.say("MAIL FROM:<noc@x.example>")).startsWith("450 4.7.1 Too many bytes");
      assertThat(smtp.say("MAIL FROM:<noc@x.example> SIZE=1000")).startsWith("250");
    }
  }

  private boolean isGreeted() throws IOException {
    try (var another = new SpokenSmtp(own.port())) {
      return another.greeting().startsWith("220");
    }
  }
}
