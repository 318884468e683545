package dev.demarc.casework;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.casework.ReceivedMails.about;
import static dev.demarc.casework.ReceivedMails.caseOf;
import static dev.demarc.casework.ReceivedMails.mailsTo;
import static dev.demarc.casework.ReceivedMails.proved;
import static dev.demarc.casework.ReceivedMails.someone;
import static dev.demarc.casework.ReceivedMails.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.access.Roles;
import dev.demarc.access.keys.ApiKeys;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom Demarc writes by itself when a report comes in, and what. */
@DemarcTest
class AcknowledgingReportsTest {

  @Inject ReceivedMails mails;
  @Inject ApiKeys keys;

  private final String sender = someone();

  @Test
  void an_acknowledgement_goes_to_the_sender_in_our_words_only() {
    var victim = someone();
    mails.receive(
        "Reply-To: " + victim + "\n",
        sender,
        "Win at http://evil.example now",
        "Scan by " + freshAddress() + ". Go to http://evil.example");
    assertThat(mailsTo(victim)).isEmpty();
    var mail = mailsTo(sender).get(0);
    assertThat(mail.getString("subject")).matches("\\[DM-\\d+-\\d+] Your report was received");
    for (var part : List.of("subject", "bodyText", "bodyHtml")) {
      assertThat(mail.getString(part)).doesNotContainIgnoringCase("evil").doesNotContain("Win");
    }
  }

  @Test
  void one_mailbox_gets_few_however_its_address_is_written() {
    var name = sender.replaceFirst("@.*", "");
    var domain = sender.replaceFirst(".*@", "");
    var last = "";
    for (var spelling :
        List.of(
            name + "@" + domain,
            name.toUpperCase() + "@" + domain,
            "X" + name.substring(1) + "@" + domain.toUpperCase(),
            name + "+1@" + domain,
            name + "+2@" + domain,
            name.charAt(0) + "." + name.substring(1) + "@" + domain)) {
      last = caseOf(mails.receive("", spelling, about(freshAddress()), "Stop it."));
    }
    var sent =
        Api.client()
            .get("/api/v1/outbox?limit=100")
            .jsonPath()
            .getList("items.recipient", String.class);
    assertThat(sent.stream().filter(to -> to.toLowerCase().endsWith("@" + domain)))
        .hasSizeBetween(3, 4);
    assertThat(timeline(last).getList("items.summary", String.class))
        .filteredOn(summary -> summary.contains("sent no acknowledgement"))
        .hasSize(1);
  }

  @Test
  void one_case_tells_once_that_acknowledgements_are_not_sent() {
    var name = sender.replaceFirst("@.*", "");
    var domain = sender.replaceFirst(".*@", "");
    var address = freshAddress();
    var key = "";
    for (int i = 0; i < 6; i++) {
      key = caseOf(mails.receive("", name + "+" + i + "@" + domain, about(address), "Stop " + i));
    }
    assertThat(timeline(key).getList("items.summary", String.class))
        .filteredOn(summary -> summary.contains("sent no acknowledgement"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-generated",
        "Precedence: bulk",
        "Precedence: list",
        "List-Id: <l.example>",
        "List-Post: <mailto:l@l.example>",
        "List-Unsubscribe: <mailto:l@l.example>",
        "Feedback-ID: 1:2:3:x",
        "Return-Path: <>",
        "X-Auto-Response-Suppress: All",
        "Auto-Submitted: no\nAuto-Submitted: auto-replied",
        "Precedence: first-class\nPrecedence: list",
        "Precedence: bulk; x",
        "List-Archive: <https://l.example/>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Mailing-List: contact l-help@l.example; run by ezmlm",
        "X-Mailing-List: l@l.example",
        "X-BeenThere: l@l.example",
        "X-Autoreply-From: l@l.example",
        "X-Mail-Autoreply: yes",
        "Sender: l-bounces@l.example",
        "Sender: owner-l@l.example",
      })
  void a_mail_by_a_program_is_not_acknowledged(String header) {
    mails.receive(header + "\n", sender, about(freshAddress()), "Stop it.");
    assertThat(mailsTo(sender)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-reply", "mailer-daemon", "postmaster", "root", "bounces+1"})
  void an_address_that_nobody_reads_is_not_written_to(String name) {
    var address = sender.replaceFirst(".*@", name + "@");
    mails.receive("", address, about(freshAddress()), "Stop it.");
    assertThat(mailsTo(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailer-daemon@l.example",
        "bounces+12=abuse=demarc.example@l.example",
        "l-bounces@l.example",
        "owner-l@l.example",
        "l-owner@l.example",
        "l-request@l.example",
      })
  void a_mail_that_goes_back_to_a_program_is_not_acknowledged(String envelopeFrom) {
    mails.receive(
        envelopeFrom, "From: " + sender + "\nSubject: " + about(freshAddress()) + "\n", "Stop it.");
    assertThat(mailsTo(sender)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SRS0=abcd=EF=x.example=ines@desk.example",
        "bounces+SRS=q1w2e=XY@desk.example",
        "ines+caf_=abuse=demarc.example@desk.example",
      })
  void a_mail_that_a_server_forwarded_is_acknowledged_to_whoever_wrote_it(String envelopeFrom) {
    mails.receive(
        envelopeFrom, "From: " + sender + "\nSubject: " + about(freshAddress()) + "\n", "Stop it.");
    assertThat(mailsTo(sender)).hasSize(1);
  }

  @Test
  void a_desk_that_is_named_like_a_list_is_written_to_where_the_mail_goes_back_to_it() {
    var desk = sender.replaceFirst(".*@", "takedown-request@");
    mails.receive("", desk, about(freshAddress()), "Stop it.");
    assertThat(mailsTo(desk)).hasSize(1);
  }

  @Test
  void a_mail_to_its_own_sender_is_not_acknowledged_however_the_address_is_written() {
    mails.receive(
        "X-A: b\nTo: " + sender.toUpperCase() + "\n", sender, about(freshAddress()), "Stop it.");
    assertThat(mailsTo(sender)).isEmpty();
  }

  @Test
  void a_mail_without_a_sender_to_return_it_to_or_that_its_domain_disowns_is_not_acknowledged() {
    mails.receive("", "From: " + sender + "\nSubject: " + about(freshAddress()) + "\n", "Stop.");
    mails.receive(
        "Authentication-Results: mx.demarc.example; dmarc=fail header.from=x.example\n",
        sender,
        about(freshAddress()),
        "Stop it.");
    mails.receive("X-A: b\nTo: " + sender + "\n", sender, about(freshAddress()), "Stop it.");
    assertThat(mailsTo(sender)).isEmpty();
  }

  @Test
  void a_feed_is_not_acknowledged() {
    mails.receive(
        sender,
        "From: "
            + sender
            + "\nSubject: complaint\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n",
        "--b\n\nx\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
            + "User-Agent: x/1\nVersion: 1\nSource-IP: "
            + freshAddress()
            + "\n\n--b\nContent-Type: message/rfc822\n\nFrom: a@b.example\nSubject: s\n\nx\n--b--");
    assertThat(mailsTo(sender)).isEmpty();
  }

  @Test
  void whom_an_api_key_names_is_written_to_only_where_the_operator_takes_its_word() {
    assertThat(report("Bearer test-key")).isEqualTo(201);
    assertThat(mailsTo(sender)).isEmpty();
    var vouching = keys.create("vouching", Roles.SUBMITTER, "test");
    assertThat(report("Bearer " + vouching)).isEqualTo(201);
    assertThat(mailsTo(sender)).hasSize(1);
  }

  private int report(String authorization) {
    return given()
        .header("Authorization", authorization)
        .contentType("application/json")
        .body(
            Map.of(
                "title",
                "Scan " + UUID.randomUUID(),
                "category",
                "port-scan",
                "sources",
                List.of(freshAddress()),
                "reporter",
                Map.of("email", sender)))
        .post("/api/v1/reports")
        .statusCode();
  }

  @Test
  void somebody_who_is_known_is_answered_more_often() {
    mails.open(proved(sender), sender);
    for (int i = 0; i < 4; i++) {
      mails.open("", sender);
    }
    assertThat(mailsTo(sender)).hasSize(5);
  }
}
