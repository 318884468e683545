package dev.demarc.intake;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import dev.demarc.Smtp;
import dev.demarc.intake.smtp.SmtpListener;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DemarcTest
class MailIntakeTest {

  @Inject SmtpListener listener;

  @Test
  void a_mail_that_was_answered_250_becomes_a_case_with_its_exact_bytes() throws IOException {
    var subject = "Port scan " + UUID.randomUUID();
    var mail = Smtp.crlf(mail(subject, "<" + UUID.randomUUID() + "@x.example>", "From 192.0.2.9"));
    assertThat(Smtp.send(listener.port(), "noc@x.example", "abuse@demarc.example", mail))
        .isEqualTo(250);
    var key = caseTitled(subject);
    String report = client().get("/api/v1/cases/" + key).path("reports[0].id");
    client()
        .get("/api/v1/reports/" + report)
        .then()
        .body("channel", is("smtp"))
        .body("format", is("mail"));
    assertThat(client().get("/api/v1/reports/" + report + "/raw").asByteArray()).isEqualTo(mail);
  }

  @Test
  void the_same_mail_delivered_twice_is_one_report() throws IOException {
    var subject = "Twice " + UUID.randomUUID();
    var mail = mail(subject, "<" + UUID.randomUUID() + "@x.example>", "From " + freshAddress());
    for (int i = 0; i < 3; i++) {
      assertThat(Smtp.send(listener.port(), "noc@x.example", "abuse@demarc.example", mail))
          .isEqualTo(250);
    }
    var key = caseTitled(subject);
    client().get("/api/v1/cases/" + key).then().body("reportCount", is(1));
  }

  @Test
  void a_mail_that_comes_by_two_ways_is_one_report() throws IOException {
    var subject = "Two ways " + UUID.randomUUID();
    var mail = mail(subject, "<" + UUID.randomUUID() + "@x.example>", "From " + freshAddress());
    for (var way : List.of("mx1.desk.example", "mx2.desk.example")) {
      var delivered = "Received: from x.example\n\tby " + way + "; today\n" + mail;
      assertThat(Smtp.send(listener.port(), "noc@x.example", "abuse@demarc.example", delivered))
          .isEqualTo(250);
    }
    client()
        .contentType("message/rfc822")
        .body(Smtp.crlf(mail))
        .post("/api/v1/reports")
        .then()
        .statusCode(200);
    var key = caseTitled(subject);
    client().get("/api/v1/cases/" + key).then().body("reportCount", is(1));
  }

  @Test
  void another_mail_under_the_same_message_id_is_another_report() throws IOException {
    var subject = "Reused " + UUID.randomUUID();
    var id = "<" + UUID.randomUUID() + "@x.example>";
    var address = freshAddress();
    Smtp.send(listener.port(), "a@x.example", "b@y.example", mail(subject, id, "from " + address));
    var key = caseTitled(subject);
    Smtp.send(
        listener.port(), "a@x.example", "b@y.example", mail(subject, id, "again from " + address));
    await()
        .untilAsserted(
            () -> client().get("/api/v1/cases/" + key).then().body("reportCount", is(2)));
  }

  @Test
  void a_mail_that_comes_again_over_rest_under_a_key_of_its_own_is_the_same_report()
      throws IOException {
    var subject = "Again " + UUID.randomUUID();
    var mail =
        Smtp.crlf(mail(subject, "<" + UUID.randomUUID() + "@x.example>", "From " + freshAddress()));
    Smtp.send(listener.port(), "noc@x.example", "abuse@demarc.example", mail);
    var key = caseTitled(subject);
    for (int i = 0; i < 2; i++) {
      client()
          .contentType("message/rfc822")
          .header("Idempotency-Key", UUID.randomUUID().toString())
          .body(mail)
          .post("/api/v1/reports")
          .then()
          .statusCode(200)
          .body("caseKey", is(key));
    }
    client().get("/api/v1/cases/" + key).then().body("reportCount", is(1));
  }

  @Test
  void a_message_id_that_no_database_takes_is_none() throws IOException {
    var subject = "Nul " + UUID.randomUUID();
    assertThat(
            Smtp.send(
                listener.port(),
                "a@x.example",
                "b@y.example",
                mail(subject, "<a\0b@x.example>", "From " + freshAddress())))
        .isEqualTo(250);
    caseTitled(subject);
  }

  @Test
  void a_mail_past_25_mebibytes_is_552() throws IOException {
    var large = new byte[Intake.MAX_BYTES + 2];
    java.util.Arrays.fill(large, (byte) 'a');
    for (int i = 70; i + 1 < large.length; i += 72) {
      large[i] = '\r';
      large[i + 1] = '\n';
    }
    assertThat(Smtp.send(listener.port(), "a@x.example", "b@y.example", large)).isEqualTo(552);
  }

  @Test
  void what_is_no_mail_at_all_is_kept_and_goes_to_people() throws IOException {
    var words = "zzz" + UUID.randomUUID().toString().replace("-", "");
    assertThat(
            Smtp.send(listener.port(), "", "b@y.example", "\n\n" + words + " no header anywhere\n"))
        .isEqualTo(250);
    await()
        .untilAsserted(
            () ->
                client()
                    .queryParam("q", words)
                    .get("/api/v1/cases")
                    .then()
                    .body("items.queues.flatten()", hasItem("abuse-desk")));
  }

  private static String caseTitled(String title) {
    return await()
        .until(
            () ->
                client()
                    .queryParam("q", "\"" + title + "\"")
                    .get("/api/v1/cases")
                    .<List<String>>path("items.key"),
            keys -> keys != null && !keys.isEmpty())
        .get(0);
  }

  private static String mail(String subject, String id, String text) {
    return """
    From: NOC <noc@x.example>
    To: abuse@demarc.example
    Subject: %s
    Message-ID: %s
    Date: Fri, 20 Nov 2026 10:00:00 +0000
    Content-Type: text/plain; charset=utf-8

    %s
    """
        .formatted(subject, id, text);
  }
}
