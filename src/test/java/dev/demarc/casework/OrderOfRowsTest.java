package dev.demarc.casework;

import static dev.demarc.AnotherTransaction.result;
import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import dev.demarc.AnotherTransaction;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.Smtp;
import dev.demarc.shared.DatabaseFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Two transactions that hold the same rows hold them in one order: a report's filing, mails, cases
 * by their ids, the timeline. In each test another holds the earlier one and takes the later one
 * when somebody waits for it.
 */
@DemarcTest
class OrderOfRowsTest {

  @Inject DataSource database;
  @Inject Cases cases;
  @Inject ReceivedMails mails;

  private AnotherTransaction another() throws Exception {
    return AnotherTransaction.begin(database);
  }

  private static String id(AnotherTransaction in, String key) throws Exception {
    return in.one("select id from incident_case where key = '" + key + "'");
  }

  private static void hold(AnotherTransaction in, String caseId) throws Exception {
    in.one("select 1 from incident_case where id = '" + caseId + "' for no key update");
  }

  private static Response takeBackLatest(String key) {
    String change = getCase(key).path("undoable[0].id");
    return client().delete("/api/v1/cases/" + key + "/changes/" + change);
  }

  @Test
  void a_change_is_taken_back_beside_the_delivery_of_its_mail() throws Exception {
    var key = newCase();
    json()
        .body(Map.of("queue", "abuse-desk"))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    try (var delivery = another()) {
      var on = id(delivery, key);
      assertThat(
              delivery.one(
                  "select id from outbox where change_id is not null and case_id = '"
                      + on
                      + "' for no key update"))
          .isNotNull();
      var takenBack = delivery.whileWaits(() -> takeBackLatest(key));
      delivery.one(
          "update incident_case set mails_counted = mails_counted where id = '" + on + "'");
      delivery.commit();
      result(takenBack).then().statusCode(200);
    }
  }

  @Test
  void a_mail_comes_back_beside_its_own_delivery() throws Exception {
    var key = newCase();
    try (var delivery = another()) {
      var on = id(delivery, key);
      var messageId = delivery.one("select message_id from outbox where case_id = '" + on + "'");
      delivery.one("select id from outbox where case_id = '" + on + "' for no key update");
      var bounced = delivery.whileWaits(() -> bounce(messageId));
      delivery.one(
          "update incident_case set mails_counted = mails_counted where id = '" + on + "'");
      // what the delivery says of the mail stays beside what the bounce says
      delivery.one(
          "update outbox set unconfirmed = 7 where message_id = '" + messageId + "' returning id");
      delivery.commit();
      client().get("/api/v1/reports/" + result(bounced)).then().body("caseKey", is(key));
      assertThat(
              delivery.one(
                  "select status || ' ' || unconfirmed from outbox where message_id = '"
                      + messageId
                      + "'"))
          .isEqualTo("BOUNCED 7");
    }
  }

  @Test
  void a_mail_of_a_merged_case_comes_back_to_the_case_it_went_into() throws Exception {
    var from = newCase();
    var into = newCase();
    merge(from, into).then().statusCode(200);
    try (var another = another()) {
      var messageId =
          another.one(
              "select message_id from outbox where case_id = '" + id(another, from) + "' limit 1");
      client().get("/api/v1/reports/" + bounce(messageId)).then().body("caseKey", is(into));
    }
  }

  private String bounce(String messageId) {
    return mails.receive(
        "",
        "From: MAILER-DAEMON@x.example\nSubject: Undelivered\nAuto-Submitted: auto-replied\n"
            + "MIME-Version: 1.0\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
        "--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
            + "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n--b\n"
            + "Content-Type: message/rfc822\n\nFrom: demarc@demarc.example\nMessage-ID: <"
            + messageId
            + ">\n\nx\n--b--\n");
  }

  @Test
  void a_report_is_put_on_a_case_beside_its_own_filing() throws Exception {
    var key = newCase();
    var report =
        mails.receive(
            "Auto-Submitted: auto-replied\n", "a@x.example", "Out of office", "Back on Monday.");
    try (var filing = another()) {
      var on = id(filing, key);
      assertThat(
              filing.one(
                  "select 1 from filing where set_aside is not null and report_id = '"
                      + report
                      + "' for no key update"))
          .isNotNull();
      var joined =
          filing.whileWaits(
              () ->
                  json().body(Map.of("report", report)).post("/api/v1/cases/" + key + "/reports"));
      hold(filing, on);
      filing.commit();
      result(joined).then().statusCode(200);
    }
  }

  @Test
  void whoever_holds_two_cases_holds_the_older_one_first() throws Exception {
    var older = newCase();
    var newer = newCase();
    for (var pair : List.of(List.of(older, newer), List.of(newer, older))) {
      inOrder(older, newer, () -> link(pair.get(0), pair.get(1)));
      inOrder(older, newer, () -> takeBackLatest(pair.get(0)));
      inOrder(older, newer, () -> merge(pair.get(0), pair.get(1)));
      inOrder(older, newer, () -> takeBackLatest(pair.get(1)));
      inOrder(older, newer, () -> merge(pair.get(0), pair.get(1)));
      inOrder(older, newer, () -> client().delete("/api/v1/cases/" + pair.get(0) + "/merge"));
    }
  }

  private static Response link(String one, String other) {
    return json()
        .body(Map.of("kind", "related", "other", other, "reason", "one campaign"))
        .post("/api/v1/cases/" + one + "/links");
  }

  private static Response merge(String from, String into) {
    return json().body(Map.of("into", into)).post("/api/v1/cases/" + from + "/merge");
  }

  /** Another holds the older case when it begins, and then the newer one. */
  private void inOrder(String older, String newer, java.util.function.Supplier<Response> work)
      throws Exception {
    try (var another = another()) {
      var second = id(another, newer);
      hold(another, id(another, older));
      var done = another.whileWaits(work);
      hold(another, second);
      another.commit();
      assertThat(result(done).statusCode()).isBetween(200, 201);
    }
  }

  @Test
  void a_merge_of_many_is_taken_back_in_the_same_order() throws Exception {
    var keys = List.of(newCase(), newCase(), newCase());
    String batch =
        json()
            .body(Map.of("into", keys.get(1), "cases", List.of(keys.get(2), keys.get(0))))
            .post("/api/v1/cases/merges")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    inOrder(keys.get(0), keys.get(1), () -> client().delete("/api/v1/cases/merges/" + batch));
  }

  @Test
  void of_two_who_take_one_merge_back_one_does() throws Exception {
    var from = newCase();
    var into = newCase();
    merge(from, into).then().statusCode(200);
    try (var another = another()) {
      hold(another, id(another, from));
      var first = CompletableFuture.supplyAsync(() -> unmerge(from));
      var second = CompletableFuture.supplyAsync(() -> unmerge(from));
      another.awaitWaiting(2);
      another.commit();
      assertThat(List.of(result(first).statusCode(), result(second).statusCode()))
          .containsExactlyInAnyOrder(200, 409);
      assertThat(
              another.one(
                  "select string_agg(i.reports::text, ',') from case_indicator i join incident_case"
                      + " c on c.id = i.case_id where c.key = '"
                      + into
                      + "'"))
          .matches("1(,1)*");
    }
  }

  private static Response unmerge(String key) {
    return client().delete("/api/v1/cases/" + key + "/merge");
  }

  @Test
  void where_a_case_went_into_an_older_one_that_another_holds_nobody_waits() throws Exception {
    var older = newCase();
    var newer = newCase();
    merge(newer, older).then().statusCode(200);
    try (var another = another()) {
      var merged = UUID.fromString(id(another, newer));
      hold(another, id(another, older));
      var begun = Instant.now();
      assertThatThrownBy(
              () ->
                  QuarkusTransaction.requiringNew()
                      .run(() -> cases.follow(cases.takeById(merged).orElseThrow())))
          .satisfies(e -> assertThat(DatabaseFailure.of(e)).contains(DatabaseFailure.LOCKED));
      // long before the time that a lock is waited for
      assertThat(begun).isAfter(Instant.now().minusSeconds(2));
      another.commit();
      String found =
          QuarkusTransaction.requiringNew()
              .call(() -> cases.follow(cases.takeById(merged).orElseThrow()).key);
      assertThat(found).isEqualTo(older);
    }
  }

  @Test
  void what_waits_for_nobody_is_filed_within_seconds_once_nobody_holds_it() throws Exception {
    var older = newCase();
    var newer = newCase();
    merge(newer, older).then().statusCode(200);
    try (var another = another()) {
      var merged = id(another, newer);
      var messageId =
          another.one("select message_id from outbox where case_id = '" + merged + "' limit 1");
      hold(another, id(another, older));
      String report =
          client()
              .contentType("message/rfc822")
              .header("Prefer", "respond-async")
              .body(
                  Smtp.crlf(
                      "From: a@x.example\nTo: demarc@demarc.example\nSubject: Re: it\nIn-Reply-To: <"
                          + messageId
                          + ">\nMessage-ID: <"
                          + UUID.randomUUID()
                          + "@x.example>\n\nWe look into it.\n"))
              .post("/api/v1/reports")
              .then()
              .statusCode(202)
              .extract()
              .path("id");
      await()
          .until(
              () ->
                  another.one(
                          "select 1 from scheduled_tasks where task_instance = '"
                              + report
                              + "' and not picked and execution_time > clock_timestamp() + interval '1"
                              + " second'")
                      != null);
      another.commit();
      // a failed job is tried again after half a minute, and this is none
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> older.equals(client().get("/api/v1/reports/" + report).path("caseKey")));
    }
  }

  @Test
  void evidence_that_few_may_see_is_read_beside_the_removal_of_its_case() throws Exception {
    var answer =
        Api.submit(Map.of("title", "read " + UUID.randomUUID(), "category", "child-abuse"));
    String key = answer.path("caseKey");
    String report = answer.path("id");
    try (var removal = another()) {
      var on = id(removal, key);
      removal.one("select 1 from incident_case where id = '" + on + "' for update");
      var read = removal.whileWaits(() -> client().get("/api/v1/reports/" + report + "/raw"));
      removal.one("select 1 from timeline_head where case_id = '" + on + "' for update");
      removal.commit();
      result(read).then().statusCode(200);
    }
  }

  @Test
  void two_new_scopes_of_figures_are_named_one_after_the_other() throws Exception {
    var one = UUID.randomUUID();
    var other = UUID.randomUUID();
    try (var another = another()) {
      another.one("select figure_scope_of(array['" + one + "'])");
      var named =
          another.whileWaits(
              () -> {
                try (var own = another()) {
                  own.one("select figure_scope_of(array['" + other + "'])");
                  return own.one("select figure_scope_of(array['" + one + "'])");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      another.one("select figure_scope_of(array['" + other + "'])");
      another.commit();
      assertThat(result(named)).isNotNull();
    }
  }

  @Test
  void a_report_that_makes_enough_waits_for_none_of_those_that_wait() throws Exception {
    json()
        .body(Map.of("reports", 3, "withinHours", 24))
        .put("/api/v1/opening-rules/copyright")
        .then()
        .statusCode(200);
    try (var filing = another()) {
      var address = freshAddress();
      var first = infringement(address).path("id").toString();
      var second = infringement(address).path("id").toString();
      filing.one("select 1 from filing where report_id = '" + first + "' for no key update");
      var third = result(CompletableFuture.supplyAsync(() -> infringement(address)));
      String key = third.path("caseKey");
      assertThat(key).isNotNull();
      await().until(() -> key.equals(client().get("/api/v1/reports/" + second).path("caseKey")));
      // the one that another had is where people see it
      filing.commit();
      client().post("/api/v1/waiting-reports/" + first + "/case").then().statusCode(202);
      await().until(() -> key.equals(client().get("/api/v1/reports/" + first).path("caseKey")));
    } finally {
      client().delete("/api/v1/opening-rules/copyright");
    }
  }

  private static Response infringement(String address) {
    return Api.submit(
        Map.of(
            "title",
            "Copies at " + address,
            "category",
            "copyright",
            "service",
            "EC2",
            "sources",
            List.of(address)));
  }
}
