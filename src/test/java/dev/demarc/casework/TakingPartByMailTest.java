package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.casework.ReceivedMails.about;
import static dev.demarc.casework.ReceivedMails.acknowledgementTo;
import static dev.demarc.casework.ReceivedMails.caseOf;
import static dev.demarc.casework.ReceivedMails.kinds;
import static dev.demarc.casework.ReceivedMails.mailsTo;
import static dev.demarc.casework.ReceivedMails.messageIdOf;
import static dev.demarc.casework.ReceivedMails.messageIdTo;
import static dev.demarc.casework.ReceivedMails.participants;
import static dev.demarc.casework.ReceivedMails.proved;
import static dev.demarc.casework.ReceivedMails.someone;
import static dev.demarc.casework.ReceivedMails.timeline;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import dev.demarc.Smtp;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads what is sent to those who reported, and who writes on a case by mail. */
@DemarcTest
class TakingPartByMailTest {

  private static final String QUEUE = "customer-security@demarc.example";

  @Inject ReceivedMails mails;

  private final String reporter = someone();
  private final String outsider = someone();

  private static void write(String key, Map<String, ?> note, int status) {
    json().body(note).post("/api/v1/cases/" + key + "/notes").then().statusCode(status);
  }

  private static final Map<String, ?> TO_REPORTERS =
      Map.of("body", "for your eyes", "visibility", "reporter");

  private static boolean wasWrittenTo(String address) {
    return mailsTo(address).stream().anyMatch(mail -> mail.getString("kind").equals("note"));
  }

  @Test
  void who_opened_a_case_by_a_mail_that_our_server_checked_takes_part() {
    var key = mails.open(proved(reporter), reporter);
    assertThat(participants(key, true)).containsExactly(reporter);
    assertThat(timeline(key).getList("items.summary").toString())
        .contains("lets " + reporter + " take part", "DMARC");
    write(key, TO_REPORTERS, 201);
    assertThat(wasWrittenTo(reporter)).isTrue();
    assertThat(timeline(key).getList("items.summary")).contains("wrote to " + reporter);
  }

  @Test
  void a_mail_about_the_same_in_a_participants_name_gets_nothing_sent_elsewhere() {
    var address = freshAddress();
    var key = caseOf(mails.receive(proved(reporter), reporter, about(address), "Stop it."));
    var joined =
        mails.receive("Reply-To: " + outsider + "\n", reporter, about(address), "More of it.");
    assertThat(caseOf(joined)).isEqualTo(key);
    write(key, TO_REPORTERS, 201);
    assertThat(wasWrittenTo(outsider)).isFalse();
    assertThat(mailsTo(outsider)).isEmpty();
    assertThat(wasWrittenTo(reporter)).isTrue();
  }

  @Test
  void who_reports_the_same_thing_is_listed_and_takes_no_part() {
    var address = freshAddress();
    var key = caseOf(mails.receive(proved(reporter), reporter, about(address), "Stop it."));
    mails.receive(proved(outsider), outsider, about(address), "We see it too.");
    assertThat(participants(key, true)).containsExactly(reporter);
    assertThat(participants(key, false)).containsExactly(outsider);
    write(key, TO_REPORTERS, 201);
    assertThat(wasWrittenTo(outsider)).isFalse();
    write(
        key,
        Map.of("body", "you too", "visibility", "reporter", "recipients", List.of(outsider)),
        201);
    assertThat(wasWrittenTo(outsider)).isTrue();
  }

  @Test
  void who_reported_the_same_thing_and_answers_the_acknowledgement_takes_no_part_either() {
    var address = freshAddress();
    var key = caseOf(mails.receive(proved(reporter), reporter, about(address), "Stop it."));
    mails.receive(proved(outsider), outsider, about(address), "We see it too.");
    mails.receive(
        "In-Reply-To: <" + acknowledgementTo(outsider) + ">\n", outsider, "Re: x", "And now?");
    mails.receive(proved(outsider), outsider, "Re: [" + key + "] x", "Tell me more.");
    assertThat(kinds(key)).contains("reply");
    assertThat(participants(key, true)).containsExactly(reporter);
    write(
        key,
        Map.of("body", "you too", "visibility", "reporter", "recipients", List.of(outsider)),
        201);
    mails.receive(
        "In-Reply-To: <" + messageIdTo(outsider) + ">\n", outsider, "Re: x", "Thank you.");
    assertThat(participants(key, true)).containsExactlyInAnyOrder(reporter, outsider);
  }

  @Test
  void who_may_only_read_gets_an_answer_without_what_it_is_known_by() {
    mails.open(proved(reporter), reporter);
    var id = acknowledgementTo(reporter);
    var token = id.replaceFirst("@.*", "");
    var answer =
        mails.receive(
            "In-Reply-To: <" + id + ">\n", reporter, "Re: x", "You wrote from demarc+" + id + ".");
    var raw = "/api/v1/reports/" + answer + "/raw";
    assertThat(client().get(raw).asString()).contains(token);
    String reading =
        json()
            .body(Map.of("name", "reads-" + UUID.randomUUID(), "scopes", List.of("read")))
            .post("/api/v1/keys")
            .path("secret");
    var shown = given().header("Authorization", "Bearer " + reading).get(raw);
    shown.then().statusCode(200);
    assertThat(shown.asString()).contains("You wrote from demarc+").doesNotContain(token);
    assertThat(timeline(caseOf(answer)).getList("items.body").toString())
        .contains("You wrote from demarc+")
        .doesNotContain(token);
  }

  @Test
  void what_an_answer_is_known_by_is_shown_to_nobody_but_the_recipient() {
    mails.open(proved(reporter), reporter);
    var token = acknowledgementTo(reporter).replaceFirst("@.*", "");
    assertThat(client().get("/api/v1/outbox?limit=200").asString()).doesNotContain(token);
  }

  @Test
  void where_a_mail_asks_for_answers_is_shown_only() {
    var key = mails.open("Reply-To: " + outsider + "\n", reporter);
    client()
        .get("/api/v1/cases/" + key + "/participants")
        .then()
        .body("items[0].address", is(reporter))
        .body("items[0].takesPart", is(false))
        .body("items[0].replyTo", is(outsider));
    assertThat(mailsTo(outsider)).isEmpty();
  }

  @Test
  void a_note_to_reporters_of_whom_none_is_proved_asks_for_a_choice() {
    var key = mails.open("", reporter);
    json()
        .body(TO_REPORTERS)
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(409)
        .body("detail", containsString("Choose the recipients"));
    for (var recipients : List.of(List.of(), List.of(outsider), List.of("x"))) {
      write(key, Map.of("body", "b", "visibility", "reporter", "recipients", recipients), 422);
    }
    write(key, Map.of("body", "b", "visibility", "internal", "recipients", List.of(reporter)), 422);
    assertThat(wasWrittenTo(reporter)).isFalse();
  }

  @Test
  void an_answer_to_the_mail_that_only_its_sender_was_sent_proves_them() {
    var key = mails.open("", reporter);
    assertThat(participants(key, true)).isEmpty();
    var answer =
        mails.receive(
            "In-Reply-To: <" + acknowledgementTo(reporter) + ">\n", reporter, "Re: x", "Here.");
    assertThat(caseOf(answer)).isEqualTo(key);
    assertThat(participants(key, true)).containsExactly(reporter);
    assertThat(timeline(key).getString("items.find { it.kind == 'reply' }.visibility"))
        .isEqualTo("reporter");
  }

  @Test
  void an_answer_to_the_address_of_a_mail_needs_no_thread() {
    var key = mails.open("", reporter);
    var token = acknowledgementTo(reporter).replaceFirst("@.*", "");
    var answer =
        mails.receive(
            "X-A: b\nTo: Demarc <DEMARC+" + token.toUpperCase() + "@demarc.example>\n",
            reporter,
            "no key",
            "Here.");
    assertThat(caseOf(answer)).isEqualTo(key);
    assertThat(participants(key, true)).containsExactly(reporter);
  }

  @Test
  void whoever_else_holds_a_mail_writes_in_its_recipients_place_and_takes_no_part() {
    var key = mails.open("", reporter);
    mails.receive(
        "In-Reply-To: <" + acknowledgementTo(reporter) + ">\n", outsider, "Re: x", "As a friend.");
    assertThat(participants(key, true)).isEmpty();
    assertThat(participants(key, false)).containsExactly(reporter);
    var reply = timeline(key).getMap("items.find { it.kind == 'reply' }");
    assertThat(reply.get("actor")).isEqualTo(reporter);
    assertThat(reply.get("summary").toString()).contains("says that it is from " + outsider);
  }

  @Test
  void a_program_that_answers_proves_nobody() {
    var key = mails.open("", reporter);
    mails.receive(
        "Auto-Submitted: auto-replied\nIn-Reply-To: <" + acknowledgementTo(reporter) + ">\n",
        reporter,
        "Out of office",
        "I am away.");
    assertThat(participants(key, true)).isEmpty();
  }

  @Test
  void ids_that_were_guessed_answer_nothing() {
    var key = mails.open("", reporter);
    var own = client().get("/api/v1/outbox?limit=1").jsonPath().getString("items[0].id");
    for (var guessed :
        List.of(
            own + "@demarc.example",
            key.toLowerCase() + "@demarc.example",
            "0".repeat(32) + "@demarc.example",
            UUID.randomUUID() + "@demarc.example")) {
      var other =
          mails.receive(
              "References: <" + guessed + ">\n", outsider, about(freshAddress()), "Hello.");
      assertThat(caseOf(other)).isNotEqualTo(key);
    }
    assertThat(kinds(key)).doesNotContain("reply", "unproved-mail");
  }

  @Test
  void the_id_of_a_mail_about_another_case_leads_to_that_case_alone() {
    var key = mails.open(proved(reporter), reporter);
    var others = mails.open("", outsider);
    var answer =
        mails.receive(
            "In-Reply-To: <" + acknowledgementTo(outsider) + ">\n",
            outsider,
            "Re: [" + key + "] x",
            "To that one.");
    assertThat(caseOf(answer)).isEqualTo(others);
    assertThat(kinds(key)).doesNotContain("reply", "unproved-mail");
    assertThat(participants(key, false)).isEmpty();
  }

  @Test
  void a_name_and_a_key_alone_are_kept_visibly_and_change_nothing() {
    var key = mails.open(proved(reporter), reporter);
    var before = getCase(key).jsonPath();
    int mailsBefore = mailsTo(reporter).size() + mailsTo(QUEUE).size();
    var mail = mails.receive("", reporter, "Re: [" + key + "] x", "Send it all to me.");
    assertThat(caseOf(mail)).isEqualTo(key);
    var entry = timeline(key).getMap("items.find { it.kind == 'unproved-mail' }");
    assertThat(entry.get("visibility")).isEqualTo("internal");
    assertThat(entry.get("body")).isEqualTo("Send it all to me.");
    assertThat(entry.get("summary").toString()).contains("sender is not proved");
    var after = getCase(key).jsonPath();
    for (var field : List.of("version", "status", "dueAt", "updatedAt", "reportCount")) {
      assertThat((Object) after.get(field)).as(field).isEqualTo(before.get(field));
    }
    assertThat(mailsTo(reporter).size() + mailsTo(QUEUE).size()).isEqualTo(mailsBefore);
  }

  @Test
  void a_person_accepts_a_mail_and_its_sender_takes_part() {
    var key = mails.open("", reporter);
    var mail = mails.receive("", reporter, "Re: [" + key + "] x", "It is me.");
    client()
        .get("/api/v1/cases/" + key + "/reports")
        .then()
        .body("items.find { it.id == '" + mail + "' }.senderUnproved", is(true));
    var acceptance = "/api/v1/cases/" + key + "/reports/" + mail + "/acceptance";
    json().body(Map.of("version", 99)).post(acceptance).then().statusCode(409);
    json().body(Map.of()).post(acceptance).then().statusCode(200);
    assertThat(participants(key, true)).containsExactly(reporter);
    assertThat(kinds(key)).contains("participant");
    json().body(Map.of()).post(acceptance).then().statusCode(409);
    json()
        .body(Map.of())
        .post("/api/v1/cases/" + mails.open("", outsider) + "/reports/" + mail + "/acceptance")
        .then()
        .statusCode(404);
  }

  @Test
  void a_person_lets_somebody_take_part_and_ends_it() {
    var key = mails.open("", reporter);
    var list = "/api/v1/cases/" + key + "/participants";
    json().body(Map.of("address", outsider)).post(list).then().statusCode(200);
    json().body(Map.of("address", "a <b@c>")).post(list).then().statusCode(422);
    assertThat(participants(key, true)).containsExactly(outsider);
    client().delete(list + "/" + outsider).then().statusCode(200);
    client().delete(list + "/" + outsider).then().statusCode(404);
    assertThat(participants(key, true)).isEmpty();
  }

  @Test
  void nobody_unproved_writes_to_a_closed_case_or_opens_it() {
    var key = mails.open(proved(reporter), reporter);
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
    var before = kinds(key);
    var mail = mails.receive("", reporter, "Re: [" + key + "] x", "It goes on.");
    assertThat(caseOf(mail)).isNotEqualTo(key);
    var after = kinds(key);
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    // what became of the case's own mails may come meanwhile
    assertThat(after.subList(before.size(), after.size())).allMatch("mail"::equals);
    getCase(key).then().body("status", is("closed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: =?utf-8?q?%1$s?=",
        "From: desk: %1$s;",
        "From: <%1$s> <%2$s>",
        "From: <%2$s> <%1$s>",
        "From: %1$s, %2$s",
        "From: %1$s\nFrom: %2$s",
        "From: %2$s\nFrom: %1$s",
        "From: \"%1$s\" <%2$s>",
        "From: =?utf-8?q?%1$s?= <%2$s>",
        "From: %2$s (%1$s)",
        "From: %2$s\nSender: %1$s",
        "From: %2$s\nReply-To: %1$s",
        "From: %2$s\nCc: %1$s",
        "From: %2$s\nResent-From: %1$s",
        "From: %2$s\nReturn-Path: <%1$s>",
      })
  void whoever_only_looks_like_a_participant_is_none(String from) {
    var key = mails.open(proved(reporter), reporter);
    var header =
        proved(reporter)
            + String.format(from, reporter, outsider)
            + "\nSubject: Re: ["
            + key
            + "] x\n";
    var mail = mails.receive(outsider, header, "I am a participant.");
    assertThat(caseOf(mail)).isNotEqualTo(key);
    assertThat(kinds(key)).doesNotContain("reply", "unproved-mail");
    assertThat(participants(key, true)).containsExactly(reporter);
  }

  @Test
  void a_participants_mail_that_is_attached_speaks_for_nobody() {
    var key = mails.open(proved(reporter), reporter);
    var header =
        "From: "
            + outsider
            + "\nSubject: Fwd: ["
            + key
            + "] x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n";
    var attached =
        "--b\n\nsee\n--b\nContent-Type: message/rfc822\n\nFrom: "
            + reporter
            + "\nSubject: Re: ["
            + key
            + "] abuse report\n\nhello\n--b--\n";
    assertThat(caseOf(mails.receive(outsider, header, attached))).isNotEqualTo(key);
    assertThat(kinds(key)).doesNotContain("reply", "unproved-mail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Received: from a by evil.example; x\nAuthentication-Results: mx.demarc.example;",
        "Authentication-Results: mx.evil.example;",
        "Authentication-Results: mx.demarc.example; dmarc=fail header.from=x.example;",
        "X-Authentication-Results: mx.demarc.example;",
      })
  void authentication_that_is_not_our_servers_word_proves_nothing(String said) {
    var domain = reporter.substring(reporter.indexOf('@') + 1);
    var header = said + " dmarc=pass header.from=" + domain + "\n";
    var key = mails.open(header, reporter);
    assertThat(participants(key, true)).isEmpty();
    mails.receive(header, reporter, "Re: [" + key + "] x", "It is me.");
    assertThat(kinds(key)).contains("unproved-mail").doesNotContain("reply");
  }

  @Test
  void what_a_mail_handed_over_by_api_says_of_its_sender_is_the_callers_word() {
    var mail =
        proved(reporter)
            + "From: "
            + reporter
            + "\nMessage-ID: <"
            + UUID.randomUUID()
            + "@x.example>\nSubject: "
            + about(freshAddress())
            + "\n\nStop it.\n";
    String key =
        client()
            .contentType("message/rfc822")
            .body(Smtp.crlf(mail))
            .post("/api/v1/reports")
            .path("caseKey");
    assertThat(participants(key, true)).isEmpty();
    assertThat(participants(key, false)).containsExactly(reporter);
  }

  @Test
  void a_queues_name_alone_writes_nothing_that_is_trusted_and_is_never_acknowledged() {
    var key = mails.open("", reporter);
    mails.receive("", QUEUE, "Re: [" + key + "] x", "Closed, thanks.");
    mails.receive("", "demarc@demarc.example", "Re: [" + key + "] x", "From ourselves.");
    assertThat(kinds(key)).contains("unproved-mail").doesNotContain("reply");
    assertThat(participants(key, false)).containsExactly(reporter);
    assertThat(mailsTo("demarc@demarc.example")).isEmpty();
    assertThat(mailsTo(QUEUE)).noneMatch(mail -> mail.getString("kind").equals("acknowledgement"));
  }

  @Test
  void a_mail_of_ours_that_is_passed_on_to_the_intake_is_no_report() {
    var key = mails.open("", reporter);
    json().body(Map.of("outcome", "fixed")).post("/api/v1/cases/" + key + "/closure");
    var toTeam =
        client().get("/api/v1/outbox?limit=20").jsonPath().getList("items", Map.class).stream()
            .filter(mail -> mail.get("subject").toString().contains(key))
            .filter(mail -> mail.get("kind").equals("work-item"))
            .findFirst()
            .orElseThrow();
    var back =
        mails.receive(
            "Message-ID: <" + messageIdOf("" + toTeam.get("id")) + ">\nTo: " + QUEUE + "\n",
            "demarc@demarc.example",
            "" + toTeam.get("subject"),
            "" + toTeam.get("bodyText"));
    client()
        .get("/api/v1/reports/" + back)
        .then()
        .body("caseKey", nullValue())
        .body("setAside", containsString("Demarc's own"));
  }

  @Test
  void a_team_that_answers_from_its_mail_writes_an_internal_note() {
    var key = mails.open("", reporter);
    var toTeam =
        client().get("/api/v1/outbox?limit=20").jsonPath().getList("items", Map.class).stream()
            .filter(mail -> mail.get("subject").toString().contains(key))
            .filter(mail -> mail.get("kind").equals("work-item"))
            .findFirst()
            .orElseThrow();
    mails.receive(
        "In-Reply-To: <" + messageIdOf("" + toTeam.get("id")) + ">\n",
        someone(),
        "Re: x",
        "We are on it.");
    var reply = timeline(key).getMap("items.find { it.kind == 'reply' }");
    assertThat(reply.get("visibility")).isEqualTo("internal");
    assertThat(reply.get("actor")).isEqualTo(toTeam.get("recipient"));
    assertThat(participants(key, true)).isEmpty();
  }

  @Test
  void a_forged_bounce_marks_no_mail_as_come_back() {
    mails.open("", reporter);
    var sent = mailsTo(reporter).get(0);
    var header =
        "From: MAILER-DAEMON@evil.example\nSubject: Undelivered Mail Returned to Sender\n"
            + "References: <"
            + sent.getString("id")
            + "@demarc.example>\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n";
    var body =
        "--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
            + "Final-Recipient: rfc822; "
            + reporter
            + "\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\nFrom:"
            + " demarc@demarc.example\nTo: "
            + reporter
            + "\nMessage-ID: <"
            + sent.getString("id")
            + "@demarc.example>\n\nx\n--b--\n";
    mails.receive("", header, body);
    assertThat(mailsTo(reporter)).noneMatch(mail -> mail.getString("status").equals("bounced"));
  }

  @Test
  void who_takes_part_in_a_merged_case_takes_part_in_the_one_it_went_into() {
    var from = mails.open(proved(outsider), outsider);
    var into = mails.open(proved(reporter), reporter);
    json()
        .body(Map.of("into", into))
        .post("/api/v1/cases/" + from + "/merge")
        .then()
        .statusCode(200);
    assertThat(participants(into, true)).containsExactlyInAnyOrder(reporter, outsider);
    assertThat(timeline(into).getList("items.summary").toString()).contains(outsider);
    mails.receive(
        "In-Reply-To: <" + acknowledgementTo(outsider) + ">\n", outsider, "Re: x", "More.");
    assertThat(kinds(into)).contains("reply");
  }

  @Test
  void a_mail_with_nothing_but_the_key_of_a_merged_case_is_a_note_on_the_one_it_went_into() {
    for (var header : List.of(proved(outsider), "")) {
      var from = mails.open(header, outsider);
      var into = mails.open(proved(reporter), reporter);
      json()
          .body(Map.of("into", into))
          .post("/api/v1/cases/" + from + "/merge")
          .then()
          .statusCode(200);
      var answer = mails.receive(header, outsider, "Re: [" + from + "] Received", "It stopped.");
      assertThat(caseOf(answer)).isEqualTo(into);
    }
  }

  @Test
  void whose_reports_are_split_off_takes_part_in_the_new_case_only() {
    var address = freshAddress();
    var key = caseOf(mails.receive(proved(reporter), reporter, about(address), "Stop it."));
    var joined = mails.receive("", outsider, about(address), "Another matter.");
    json()
        .body(Map.of("address", outsider))
        .post("/api/v1/cases/" + key + "/participants")
        .then()
        .statusCode(200);
    String opened =
        json()
            .body(Map.of("reports", List.of(joined)))
            .post("/api/v1/cases/" + key + "/splits")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    assertThat(participants(key, true)).containsExactly(reporter);
    assertThat(participants(key, false)).isEmpty();
    assertThat(participants(opened, true)).containsExactly(outsider);
  }
}
