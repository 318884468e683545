package dev.demarc;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.demarc.intake.smtp.SmtpListener;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The main job, end to end: a report comes in, is decided, and the team that owns it has the mail.
 */
@DemarcTest
class MainJobJourneyTest {

  private static final String CUSTOMER_TEAM = "customer-security@demarc.example";
  private static final String AWS_TEAM = "aws-liaison@demarc.example";

  @Inject SmtpListener listener;

  @Test
  void a_report_over_rest_reaches_the_team_that_owns_it_with_all_it_needs() throws Exception {
    var address = freshAddress();
    String key =
        submit(
                Map.of(
                    "title", "Compromised EC2 instance scans us",
                    "description",
                        "The guest OS was compromised. See http://evil.example/x <script>",
                    "category", "port-scan",
                    "service", "EC2",
                    "accountId", "123456789012",
                    "sources", List.of(address)))
            .then()
            .statusCode(201)
            .body("assessment.responsibility", is("CUSTOMER"))
            .extract()
            .path("caseKey");

    var mail = mailAbout(key, CUSTOMER_TEAM);
    var text = body(mail, "text/plain");
    assertThat(text)
        .contains(key, "What to do", "Due ", "EC2", "123456789012")
        .contains(address.replace(".", "[.]"))
        .contains("hxxp://evil[.]example/x")
        .doesNotContain("http://evil.example");
    assertThat(body(mail, "text/html"))
        .contains("&lt;script&gt;")
        .doesNotContain("<script>")
        .doesNotContain("http://evil.example");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.summary", hasItem("delivered a mail to " + CUSTOMER_TEAM));
  }

  @Test
  void a_mailed_report_is_acknowledged_and_the_answer_becomes_a_note() throws Exception {
    var reporter = "reporter-" + UUID.randomUUID() + "@x.example";
    var subject = "Our servers are scanned by " + freshAddress();
    var id = UUID.randomUUID() + "@x.example";
    assertThat(
            Smtp.send(
                listener.port(), reporter, "abuse@demarc.example", mail(reporter, subject, id, "")))
        .isEqualTo(250);

    var acknowledgement =
        await().until(() -> MailRelayResource.mailsTo(reporter), mails -> !mails.isEmpty()).get(0);
    assertThat(acknowledgement.getSubject()).startsWith("[DM-").doesNotContain(subject);
    assertThat(acknowledgement.getHeader("In-Reply-To")).containsExactly("<" + id + ">");
    assertThat(acknowledgement.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(acknowledgement.getHeader("Reply-To")[0])
        .matches("demarc\\+[0-9a-f]{32}@demarc\\.example");
    var key = acknowledgement.getSubject().substring(1, acknowledgement.getSubject().indexOf(']'));

    var answer =
        mail(
            reporter,
            "Re: " + acknowledgement.getSubject(),
            UUID.randomUUID() + "@x.example",
            "In-Reply-To: " + acknowledgement.getHeader("Message-ID")[0] + "\n");
    assertThat(Smtp.send(listener.port(), reporter, "abuse@demarc.example", answer)).isEqualTo(250);
    await()
        .untilAsserted(
            () ->
                client()
                    .get("/api/v1/cases/" + key + "/timeline")
                    .then()
                    .body("items.kind", hasItem("reply")));
    client().get("/api/v1/cases/" + key).then().body("reports", hasSize(2));
    assertThat(MailRelayResource.mailsTo(reporter)).hasSize(1);
  }

  @Test
  void the_key_of_a_case_in_the_subject_of_a_stranger_opens_a_case_of_its_own() throws Exception {
    var key = Api.newCase();
    var words = "stranger" + UUID.randomUUID().toString().replace("-", "");
    Smtp.send(
        listener.port(),
        "stranger@z.example",
        "abuse@demarc.example",
        mail("stranger@z.example", "[" + key + "] " + words, UUID.randomUUID() + "@z", ""));
    await()
        .untilAsserted(
            () ->
                client()
                    .queryParam("q", words)
                    .get("/api/v1/cases")
                    .then()
                    .body("items", hasSize(1))
                    .body("items.key", not(hasItem(key))));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.kind", not(hasItem("reply")));
  }

  @Test
  void an_automatic_mail_and_one_with_an_empty_sender_are_never_answered() throws Exception {
    var robot = "robot-" + UUID.randomUUID() + "@x.example";
    var nobody = "nobody-" + UUID.randomUUID() + "@x.example";
    var person = "person-" + UUID.randomUUID() + "@x.example";
    send(robot, robot, "Auto-Submitted: auto-generated\n");
    send(nobody, "", "");
    send(person, person, "");
    await().until(() -> !MailRelayResource.mailsTo(person).isEmpty());
    assertThat(MailRelayResource.mailsTo(robot)).isEmpty();
    assertThat(MailRelayResource.mailsTo(nobody)).isEmpty();
  }

  @Test
  void overruling_tells_the_queue_that_gets_the_work_and_the_one_that_loses_it() throws Exception {
    var key = Api.newCase();
    mailAbout(key, CUSTOMER_TEAM);
    json()
        .body(Map.of("responsibility", "AWS", "reason", "The host itself was at fault"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
    assertThat(body(mailAbout(key, AWS_TEAM), "text/plain"))
        .contains("The host itself was at fault");
    await()
        .until(
            () -> MailRelayResource.mailsTo(CUSTOMER_TEAM),
            mails ->
                mails.stream().anyMatch(m -> subject(m).startsWith("[" + key + "] No longer")));
  }

  @Test
  void the_samples_come_in_as_any_report_and_can_be_removed_again() {
    // the button and the option load the same files
    var samples =
        jakarta.enterprise.inject.spi.CDI.current().select(dev.demarc.ops.Samples.class).get();
    samples.load();
    assertThat(samples.loaded()).isTrue();
    client()
        .queryParam("limit", 200)
        .get("/api/v1/cases")
        .then()
        .body("items.title", hasItem(startsWith("Bucket acme-invoices-eu")))
        .body("items.responsibility", hasItems("AWS", "CUSTOMER", "SHARED"));
    samples.load();
    samples.remove();
    assertThat(samples.loaded()).isFalse();
    client()
        .queryParam("q", "acme-invoices-eu")
        .get("/api/v1/cases")
        .then()
        .body("items", hasSize(0));
  }

  private void send(String from, String envelopeFrom, String headers) throws Exception {
    assertThat(
            Smtp.send(
                listener.port(),
                envelopeFrom,
                "abuse@demarc.example",
                mail(from, "Scan by " + freshAddress(), UUID.randomUUID() + "@x", headers)))
        .isEqualTo(250);
  }

  private static Message mailAbout(String key, String team) {
    return await()
        .until(
            () ->
                MailRelayResource.mailsTo(team).stream()
                    .filter(mail -> subject(mail).startsWith("[" + key + "]"))
                    .toList(),
            mails -> !mails.isEmpty())
        .get(0);
  }

  private static String subject(Message mail) {
    try {
      return String.valueOf(mail.getSubject());
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String body(Part part, String type) throws Exception {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        var found = body(parts.getBodyPart(i), type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static String mail(String from, String subject, String id, String headers) {
    return "From: Somebody <"
        + from
        + ">\nTo: abuse@demarc.example\nSubject: "
        + subject
        + "\nMessage-ID: <"
        + id
        + ">\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
        + headers
        + "Content-Type: text/plain; charset=utf-8\n\nPlease have a look.\n";
  }
}
