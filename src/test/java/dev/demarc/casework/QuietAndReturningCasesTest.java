package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.casework.ReceivedMails.proved;
import static dev.demarc.casework.ReceivedMails.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.AnotherTransaction;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.casework.lifecycle.QuietCases;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.casework.rules.QuietRules;
import dev.demarc.casework.volume.CaseActivity;
import dev.demarc.shared.OwnWork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Cases that nobody wants to see for now, that end by themselves, grow, or come back. */
@DemarcTest
class QuietAndReturningCasesTest {

  @Inject Cases cases;
  @Inject Snoozes snoozes;
  @Inject QuietCases quiet;
  @Inject DataSource source;
  @Inject QuietRules quietRules;
  @Inject CaseActivity activity;
  @Inject ReceivedMails mails;
  @Inject EntityManager database;

  private final String address = freshAddress();

  private String report(String category, String severity) {
    return Api.submit(
            Map.of(
                "title",
                "About " + address,
                "category",
                category,
                "severity",
                severity,
                "sources",
                List.of(address)))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static void close(String key, String outcome) {
    json()
        .body(Map.of("outcome", outcome))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
  }

  private static ValidatableResponse snooze(String key, Map<String, ?> body) {
    return json().body(body).put("/api/v1/cases/" + key + "/snooze").then();
  }

  private static List<String> summaries(String key) {
    return client().get("/api/v1/cases/" + key + "/timeline?limit=200").path("items.summary");
  }

  private UUID id(String key) {
    return QuarkusTransaction.requiringNew().call(() -> cases.find("key", key).firstResult().id);
  }

  private void sql(String statement, String key) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database.createNativeQuery(statement).setParameter("id", id(key)).executeUpdate());
  }

  @Test
  void a_snooze_ends_with_more_new_reports_than_it_names() {
    var key = report("port-scan", "low");
    snooze(key, Map.of("moreThan", 1, "reason", "known scanner"))
        .statusCode(200)
        .body("marks.snoozedReports", is(2));
    report("port-scan", "low");
    getCase(key).then().body("marks.snoozedAt", notNullValue());
    report("port-scan", "low");
    getCase(key).then().body("marks.snoozedAt", nullValue());
    assertThat(summaries(key))
        .contains(
            "wants to see this case no more until more than 1 new reports come",
            "ended the snooze because so many new reports came; it has 3 now");
  }

  @Test
  void a_snooze_ends_by_itself_at_its_time_and_once() {
    var key = report("port-scan", "low");
    var until = Instant.now().plus(1, ChronoUnit.DAYS);
    snooze(key, Map.of("until", until.toString())).statusCode(200);
    assertThat(OwnWork.call(() -> snoozes.endIfPast(id(key)))).isPresent();
    sql("update incident_case set snoozed_until = now() - interval '1 s' where id = :id", key);
    assertThat(OwnWork.call(() -> snoozes.endIfPast(id(key)))).isEmpty();
    assertThat(OwnWork.call(() -> snoozes.endIfPast(id(key)))).isEmpty();
    assertThat(summaries(key))
        .filteredOn(s -> s.startsWith("ended the snooze because its time is past"))
        .hasSize(1);
  }

  @Test
  void a_snooze_ends_by_hand_by_an_answer_and_with_the_case() {
    var key = report("port-scan", "low");
    client().delete("/api/v1/cases/" + key + "/snooze").then().statusCode(409);
    snooze(key, Map.of("moreThan", 5)).statusCode(200);
    client()
        .delete("/api/v1/cases/" + key + "/snooze")
        .then()
        .statusCode(200)
        .body("marks.snoozedAt", nullValue());
    snooze(key, Map.of("moreThan", 5)).statusCode(200);
    close(key, "resolved");
    getCase(key).then().body("marks.snoozedAt", nullValue());
    snooze(key, Map.of("moreThan", 5)).statusCode(409);

    var reporter = someone();
    var mailed = mails.open(proved(reporter), reporter);
    snooze(mailed, Map.of("moreThan", 5)).statusCode(200);
    mails.receive(proved(reporter), reporter, "Re: [" + mailed + "] x", "It goes on.");
    getCase(mailed).then().body("marks.snoozedAt", nullValue());
    assertThat(summaries(mailed)).contains("ended the snooze because an answer came");
  }

  @Test
  void a_snooze_that_would_never_end_is_refused() {
    var key = report("port-scan", "low");
    snooze(key, Map.of()).statusCode(422).body("errors.field", hasItem("until"));
    snooze(key, Map.of("until", "2020-01-01T00:00:00Z")).statusCode(422);
    snooze(key, Map.of("until", "2099-01-01T00:00:00Z")).statusCode(422);
    snooze(key, Map.of("moreThan", -1)).statusCode(422);
  }

  @Test
  void a_case_that_swells_says_so_until_it_does_not() {
    String key = null;
    for (int i = 0; i < 11; i++) {
      key = report("port-scan", "low");
    }
    getCase(key).then().body("marks.growingSince", notNullValue()).body("marks.growingFrom", is(1));
    assertThat(summaries(key))
        .filteredOn(s -> s.startsWith("sees this case grow from 1 to 11 reports since"))
        .hasSize(1);
    var of = id(key);
    assertThat(OwnWork.call(() -> activity.endGrowthIfOver(of))).isPresent();
    sql("update case_activity set hour = hour - interval '2 days' where case_id = :id", key);
    assertThat(OwnWork.call(() -> activity.endGrowthIfOver(of))).isEmpty();
    getCase(key).then().body("marks.growingSince", nullValue());
    assertThat(summaries(key))
        .contains("sees this case grow no more: 0 of its 11 reports came within the last day");
  }

  @Test
  void a_closed_case_takes_a_report_or_opens_again_as_the_rules_say() {
    var rule = "/api/v1/recurrence-rules/botnet/";
    json()
        .body(Map.of("action", "take", "withinHours", 24))
        .put(rule + "false-positive")
        .then()
        .statusCode(200)
        .body("items.outcome", hasItem("false-report"));
    json().body(Map.of("action", "reopen")).put(rule + "resolved").then().statusCode(200);
    try {
      var key = report("botnet", "low");
      close(key, "false-positive");
      assertThat(report("botnet", "low")).isEqualTo(key);
      getCase(key).then().body("status", is("closed")).body("reportCount", is(2));
      assertThat(summaries(key).toString()).contains("it stays closed: the rule for botnet");
      var worse = report("botnet", "critical");
      assertThat(worse).isNotEqualTo(key);
      getCase(worse).then().body("marks.regressedAt", nullValue());
      assertThat(summaries(worse).toString()).contains("a new case because the report says");

      close(worse, "resolved");
      assertThat(report("botnet", "low")).isEqualTo(worse);
      getCase(worse)
          .then()
          .body("status", is("open"))
          .body("marks.regressedAt", notNullValue())
          .body("workItems.status", hasItem("new"));
      assertThat(summaries(worse).toString())
          .contains("reopened the case because a report about it came: the rule for botnet");
    } finally {
      client().delete(rule + "false-positive").then().statusCode(200);
      client().delete(rule + "resolved").then().statusCode(200);
    }
    client()
        .get("/api/v1/recurrence-rules/changes?limit=4")
        .then()
        .body("items[1].category", is("botnet"))
        .body("items[1].was", containsString("joins the closed case within 1 day"));
  }

  @Test
  void a_rule_that_says_nothing_is_refused_and_names_the_field() {
    refused("recurrence-rules/botnet/nothing", Map.of("action", "take"), "outcome");
    refused("recurrence-rules/nothing/all", Map.of("action", "take"), "category");
    refused("recurrence-rules/all/all", Map.of("action", "keep"), "action");
    refused("recurrence-rules/all/all", Map.of("action", "take", "withinHours", 0), "withinHours");
    refused("quiet-rules/all", Map.of("outcome", "resolved"), "afterHours");
    refused("quiet-rules/all", Map.of("afterHours", 9000, "outcome", "resolved"), "afterHours");
    refused("quiet-rules/all", Map.of("afterHours", 9, "outcome", "gone"), "outcome");
  }

  private static void refused(String path, Map<String, ?> body, String field) {
    json()
        .body(body)
        .put("/api/v1/" + path)
        .then()
        .statusCode(422)
        .body("errors.field", hasItem(field));
  }

  @Test
  void a_quiet_case_closes_by_itself_once_and_says_why() {
    var key = report("open-proxy", "low");
    var fresh = freshCase();
    json()
        .body(Map.of("afterHours", 200, "outcome", "no-action-needed", "untouched", true))
        .put("/api/v1/quiet-rules/open-proxy")
        .then()
        .statusCode(200);
    try {
      sql(
          "update incident_case set updated_at = now() - interval '201 h', last_report_at = now() -"
              + " interval '201 h' where id = :id",
          key);
      OwnWork.run(() -> quiet.close(quietRules.all()));
      OwnWork.run(() -> quiet.close(quietRules.all()));
    } finally {
      client().delete("/api/v1/quiet-rules/open-proxy").then().statusCode(200);
    }
    getCase(key).then().body("status", is("closed")).body("outcome", is("no-action"));
    getCase(fresh).then().body("status", is("open"));
    List<Map<String, String>> closed =
        client()
            .get("/api/v1/cases/" + key + "/timeline?limit=200")
            .path("items.findAll { it.kind == 'closed' }");
    assertThat(closed).hasSize(1);
    assertThat(closed.get(0).get("body"))
        .contains("the rule for open proxy closes cases after 200 hours of quiet");
  }

  @Test
  void a_quiet_case_that_another_holds_keeps_none_behind_it_open() throws Exception {
    var held = report("open-proxy", "low");
    var behind = freshCase();
    json()
        .body(Map.of("afterHours", 200, "outcome", "no-action-needed", "untouched", true))
        .put("/api/v1/quiet-rules/open-proxy");
    try (var another = AnotherTransaction.begin(source)) {
      quietFor(202, held);
      quietFor(201, behind);
      another.one("select 1 from incident_case where key = '" + held + "' for no key update");
      OwnWork.run(() -> quiet.close(quietRules.all()));
      getCase(behind).then().body("status", is("closed"));
      getCase(held).then().body("status", is("open"));
    } finally {
      client().delete("/api/v1/quiet-rules/open-proxy").then().statusCode(200);
    }
  }

  private void quietFor(int hours, String key) {
    sql(
        "update incident_case set updated_at = now() - interval '"
            + hours
            + " h', last_report_at = now() - interval '201 h' where id = :id",
        key);
  }

  @Test
  void the_job_that_closes_quiet_cases_is_there_before_any_rule_is() {
    assertThat(quietRules.all()).isEmpty();
    long jobs =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    (Long)
                        database
                            .createNativeQuery(
                                "select count(*) from scheduled_tasks where task_name ="
                                    + " 'close-quiet-cases'",
                                Long.class)
                            .getSingleResult());
    assertThat(jobs).isEqualTo(1);
  }

  private static String freshCase() {
    return Api.submit(
            Map.of(
                "title",
                "Open resolver",
                "category",
                "open-proxy",
                "sources",
                List.of(freshAddress())))
        .path("caseKey");
  }
}
