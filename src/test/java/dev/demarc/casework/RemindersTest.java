package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What other desks send again because nobody answered. */
@DemarcTest
class RemindersTest {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final String desk = "desk-" + UUID.randomUUID().toString().substring(0, 8) + ".example";
  private final String number = "C" + ThreadLocalRandom.current().nextInt(100_000, 999_999) + ":2B";

  private static String mail(String from, String subject, String text) {
    var date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(NOW.atOffset(ZoneOffset.UTC));
    var mail =
        ("From: Abuse desk <" + from + ">\r\nTo: abuse@demarc.example\r\nDate: " + date + "\r\n")
            + ("Subject: " + subject + "\r\nMessage-ID: <" + UUID.randomUUID() + "@x.example>\r\n")
            + ("\r\n" + text + "\r\n");
    return client()
        .contentType("message/rfc822")
        .body(mail.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private String first() {
    return mail(
        "abuse@" + desk,
        "Abuse [AbuseID:" + number + "]: Phishing",
        "A phishing page is at " + freshAddress() + ". Please answer within 24 hours.");
  }

  @Test
  void a_reminder_with_nothing_but_the_number_joins_the_case() {
    var key = first();
    var reminder = "Reminder: Abuse [AbuseID:" + number + "]: no answer yet";
    var text = "We have no answer from you. Without one we lock the server.";
    assertThat(mail("abuse@" + desk, reminder, text)).isEqualTo(key);
    assertThat(mail("noreply@" + desk, reminder, text)).isEqualTo(key);
  }

  @Test
  void the_same_number_of_another_sender_is_another_matter() {
    var key = first();
    var reminder = "Reminder: Abuse [AbuseID:" + number + "]: no answer yet";
    assertThat(mail("abuse@other-" + desk, reminder, "We have no answer.")).isNotEqualTo(key);
  }

  @Test
  void a_second_notice_without_a_number_joins_the_mail_whose_subject_it_repeats() {
    var subject = "Phishing page of the bank " + desk.replace(".example", "");
    var key =
        mail("abuse@" + desk, subject, "A phishing page is at " + freshAddress() + " since today.");
    assertThat(mail("abuse@" + desk, "Second notice: " + subject, "We have no answer."))
        .isEqualTo(key);
    assertThat(client().get("/api/v1/cases/" + key + "/timeline").asString())
        .contains("a further mail of " + desk + " under the same subject");
    assertThat(mail("abuse@other-" + desk, "Second notice: " + subject, "We have no answer."))
        .isNotEqualTo(key);
  }

  @Test
  void another_mail_under_the_same_subject_is_no_reminder() {
    var subject = "Phishing page of a bank, " + desk.replace(".example", "");
    var text = "A phishing page is at ";
    var key = mail("abuse@" + desk, subject, text + freshAddress());
    assertThat(mail("abuse@" + desk, subject, text + freshAddress())).isNotEqualTo(key);
  }

  @Test
  void the_deadline_that_a_sender_names_is_the_cases_and_told_as_theirs() {
    var key = first();
    assertThat(Instant.parse(getCase(key).path("replyBy")))
        .isEqualTo(NOW.plus(Duration.ofHours(24)));
    mail(
        "abuse@" + desk,
        "Reminder: [AbuseID:" + number + "]",
        "Please answer within 2 hours, or we lock the server.");
    assertThat(Instant.parse(getCase(key).path("workItems[0].dueAt")))
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(client().get("/api/v1/cases/" + key + "/timeline?limit=200").asString())
        .contains("when abuse@" + desk + " wants an answer");
  }

  @Test
  void a_stranger_whose_report_joins_moves_no_clock() {
    var address = freshAddress();
    var text = "Phishing page at http://" + address + "/login, please remove it.";
    var key = mail("abuse@" + desk, "Phishing on " + address, text);
    String due = getCase(key).path("workItems[0].dueAt");
    assertThat(mail("eve@other-" + desk, "Phishing on " + address, text + " Answer within 1 hour."))
        .isEqualTo(key);
    assertThat(getCase(key).<String>path("workItems[0].dueAt")).isEqualTo(due);
    assertThat(client().get("/api/v1/cases/" + key + "/timeline?limit=200").asString())
        .contains("left the clock as it is");
  }
}
