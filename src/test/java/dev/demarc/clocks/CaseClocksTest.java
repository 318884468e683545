package dev.demarc.clocks;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.shared.OwnWork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The clocks of a case run with its work, and ring once. */
@DemarcTest
class CaseClocksTest {

  @Inject ClockRinger ringer;
  @Inject CaseClocks clocks;

  private static JsonPath clocks(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/clocks")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String live(String key, String measure, String field) {
    return clocks(key).getString("live.find { it.measure == '" + measure + "' }." + field);
  }

  private static void change(String key, Map<String, ?> change) {
    json()
        .body(change)
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
  }

  private static void note(String key, String body) {
    json()
        .body(Map.of("body", body))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
  }

  private static List<String> told(String key, String kind) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == '" + kind + "' }.summary");
  }

  private static Instant due(String key) {
    return Instant.parse(getCase(key).path("workItems[0].dueAt"));
  }

  @Test
  void new_work_has_the_clocks_of_the_policy_for_it() {
    var key = newCase();
    var clocks = clocks(key);
    assertThat(clocks.getList("live.measure")).contains("acknowledge", "resolve");
    assertThat(clocks.getString("live[0].policy")).isEqualTo("scans");
    assertThat(Instant.parse(live(key, "resolve", "dueAt")))
        .isCloseTo(due(key), within(1, ChronoUnit.MILLIS));
    assertThat(clocks.getString("times[0].policy")).isEqualTo("scans");
    assertThat(clocks.getString("times[0].resolveDue")).isNotNull();
  }

  @Test
  void a_note_acknowledges_and_the_end_of_the_part_is_measured_against_the_policy() {
    var key = newCase();
    note(key, "Looking at it");
    var clocks = clocks(key);
    assertThat(clocks.getList("live.measure")).doesNotContain("acknowledge");
    assertThat(clocks.getString("ended.find { it.measure == 'acknowledge' }.state"))
        .isEqualTo("met");
    assertThat(clocks.getString("times[0].acknowledgedAt")).isNotNull();
    change(key, Map.of("status", "resolved"));
    clocks = clocks(key);
    assertThat(clocks.getList("live")).isEmpty();
    assertThat(clocks.getString("ended.find { it.measure == 'resolve' }.state")).isEqualTo("met");
    assertThat(clocks.getString("times[0].resolvedAt")).isNotNull();
    assertThat(clocks.getLong("times[0].resolveSeconds")).isBetween(0L, 120L);
  }

  @Test
  void taking_back_a_mistaken_end_goes_on_under_the_same_clock() {
    var key = newCase();
    var id = live(key, "resolve", "id");
    var due = live(key, "resolve", "dueAt");
    change(key, Map.of("status", "resolved"));
    change(key, Map.of("status", "in-progress"));
    assertThat(live(key, "resolve", "id")).isEqualTo(id);
    assertThat(live(key, "resolve", "dueAt")).isEqualTo(due);
    assertThat(clocks(key).getInt("times[0].reopened")).isEqualTo(1);
    assertThat(clocks(key).getString("times[0].resolvedAt")).isNull();
  }

  @Test
  void the_clock_stands_still_while_the_part_waits_on_another_side() {
    var key = newCase();
    var due = Instant.parse(live(key, "resolve", "dueAt"));
    var until = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    change(
        key,
        Map.of("status", "waiting", "waitingOn", "customer", "waitingUntil", until.toString()));
    client()
        .get("/api/v1/cases/" + key + "/clocks")
        .then()
        .body("live.find { it.measure == 'resolve' }.state", is("paused"))
        .body("live.find { it.measure == 'resolve' }.pauseReason", is("waiting on the customer"))
        .body("live.find { it.measure == 'resolve' }.remainingSeconds", notNullValue());
    // what is left begins when the wait is to end
    assertThat(due(key)).isBetween(due.plus(Duration.ofDays(2)), due.plus(Duration.ofDays(4)));
    change(key, Map.of("status", "in-progress"));
    assertThat(live(key, "resolve", "state")).isEqualTo("running");
    assertThat(due(key)).isCloseTo(due, within(2, ChronoUnit.MINUTES));
  }

  @Test
  void the_clock_runs_on_while_only_time_has_to_pass() {
    var key = newCase();
    var due = due(key);
    change(key, Map.of("status", "waiting", "waitingOn", "nobody"));
    assertThat(live(key, "resolve", "state")).isEqualTo("running");
    assertThat(due(key)).isEqualTo(due);
  }

  @Test
  void a_clock_warns_and_escalates_each_once_whoever_rings_it() throws Exception {
    var key = newCase();
    change(key, Map.of("assignee", "admin"));
    var id = UUID.fromString(live(key, "resolve", "id"));
    var due = Instant.parse(live(key, "resolve", "dueAt"));

    var warnAt = Instant.parse(live(key, "resolve", "warnAt"));
    assertThat(ringing(warnAt.minusSeconds(1))).doesNotContain(id);
    assertThat(ringing(warnAt.plusSeconds(1))).contains(id);
    ringBySeveral(id, warnAt.plusSeconds(1));
    assertThat(ringing(warnAt.plusSeconds(1))).doesNotContain(id);
    assertThat(told(key, "clock-warning"))
        .singleElement()
        .asString()
        .contains("Customer part: resolve", "told the queue Customer security");

    ringBySeveral(id, due.plusSeconds(1));
    assertThat(told(key, "clock-missed")).hasSize(1);
    assertThat(told(key, "escalated")).isEmpty();
    assertThat(mails(key)).filteredOn(subject -> subject.contains("Overdue")).hasSize(1);
    ringBySeveral(id, due.plus(Duration.ofMinutes(30)));
    assertThat(told(key, "escalated")).isEmpty();
    ringBySeveral(id, due.plus(Duration.ofHours(1)).plusSeconds(2));
    assertThat(told(key, "escalated")).hasSize(1);
    ringBySeveral(id, due.plus(Duration.ofDays(10)));
    assertThat(told(key, "escalated")).hasSize(1);

    assertThat(mails(key)).filteredOn(subject -> subject.contains("Ends soon")).hasSize(1);
    assertThat(mails(key)).filteredOn(subject -> subject.contains("Overdue")).hasSizeGreaterThan(1);
    change(key, Map.of("status", "resolved"));
    assertThat(clocks(key).getString("ended.find { it.measure == 'resolve' }.missedAt"))
        .isNotNull();
  }

  private static List<String> mails(String key) {
    return client()
        .get("/api/v1/outbox?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == 'clock' }.subject", String.class)
        .stream()
        .filter(subject -> subject.contains(key))
        .toList();
  }

  /** What the job would find then. */
  private List<UUID> ringing(Instant now) {
    return QuarkusTransaction.requiringNew().call(() -> clocks.ringing(now, 100_000));
  }

  private void ringBySeveral(UUID id, Instant now) throws Exception {
    var nodes = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> ring = () -> OwnWork.call(() -> ringer.ring(id, now));
      int rang = 0;
      for (var done : nodes.invokeAll(List.of(ring, ring, ring, ring))) {
        rang += done.get() ? 1 : 0;
      }
      assertThat(rang).isLessThanOrEqualTo(1);
    } finally {
      nodes.shutdown();
    }
  }

  @Test
  void what_is_decided_otherwise_goes_by_the_policy_for_that_and_time_used_stays_used() {
    var key = newCase();
    var began = Instant.parse(live(key, "resolve", "startedAt"));
    json()
        .body(
            Map.of(
                "responsibility", "CUSTOMER",
                "category", "denial-of-service",
                "reason", "It floods"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
    assertThat(live(key, "resolve", "policy")).isEqualTo("denial-of-service");
    var hours = Duration.between(began, due(key)).toMinutes() / 60.0;
    assertThat(hours).isBetween(0.9, 2.1);
  }

  /** A notice of AWS's that wants an answer within so many hours. */
  private static String notice(int hours) {
    var mail =
        "Authentication-Results: mx.example.org; dmarc=pass header.from=support.aws.com\r\n"
            + "From: AWS Trust & Safety <trustandsafety@support.aws.com>\r\n"
            + "To: abuse@demarc.example\r\n"
            + "Date: "
            + DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ROOT)
                .format(Instant.now().atOffset(ZoneOffset.UTC))
            + "\r\nMessage-ID: <"
            + UUID.randomUUID()
            + "@amazon.com>\r\nSubject: Your AWS Abuse Report [1"
            + (System.nanoTime() / 100) % 10_000_000_000L
            + "] [AWS ID 123456789012]\r\n\r\n"
            + "We received a report of port scanning from your resource "
            + Api.freshAddress()
            + ".\r\nPlease answer within "
            + hours
            + " hours.\r\n";
    return client()
        .contentType("message/rfc822")
        .body(mail.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  @Test
  void the_answer_that_a_source_wants_has_a_clock_and_an_extension_can_be_asked_for() {
    var key = notice(20);
    String by = getCase(key).path("replyBy");
    assertThat(live(key, "answer", "dueAt")).isEqualTo(by);
    var later = Instant.parse(by).plus(Duration.ofDays(2));
    json()
        .body(Map.of("until", Instant.parse(by).minusSeconds(60).toString()))
        .put("/api/v1/cases/" + key + "/extension-request")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("until"));
    json()
        .body(Map.of("until", later.toString(), "reason", "Logs come on Monday"))
        .put("/api/v1/cases/" + key + "/extension-request")
        .then()
        .statusCode(200)
        .body(
            "live.find { it.measure == 'answer' }.extensionAskedTo",
            is(later.truncatedTo(ChronoUnit.SECONDS).toString()));
    // it runs on until it is granted
    assertThat(live(key, "answer", "dueAt")).isEqualTo(by);
    assertThat(told(key, "extension"))
        .singleElement()
        .asString()
        .contains("asked for an extension");
    String side = getCase(key).path("workItems[0].side");
    json()
        .body(Map.of("dueAt", later.toString(), "reason", "AWS granted it"))
        .patch("/api/v1/cases/" + key + "/work-items/" + side)
        .then()
        .statusCode(200);
    assertThat(Instant.parse(live(key, "answer", "dueAt"))).isEqualTo(later);
    assertThat(live(key, "answer", "extensionAskedTo")).isNull();
    json().body(Map.of("outcome", "resolved")).post("/api/v1/cases/" + key + "/closure");
    assertThat(clocks(key).getString("ended.find { it.measure == 'answer' }.state"))
        .isEqualTo("met");
  }

  @Test
  void no_extension_is_asked_for_where_no_source_wants_an_answer() {
    json()
        .body(Map.of("until", Instant.now().plus(Duration.ofDays(3)).toString()))
        .put("/api/v1/cases/" + newCase() + "/extension-request")
        .then()
        .statusCode(409)
        .body("detail", containsString("No source wants an answer"));
    client().delete("/api/v1/cases/" + newCase() + "/extension-request").then().statusCode(409);
  }

  @Test
  void duties_beside_the_work_run_from_recorded_awareness_and_are_ended_by_hand() {
    var slug = "duty-" + System.nanoTime();
    json()
        .body(
            Map.of(
                "name",
                "Duty",
                "parallel",
                true,
                "starts",
                "awareness",
                "categories",
                List.of("authentication-failure"),
                "targets",
                List.of(
                    Map.of("measure", "notice", "name", "Early warning", "within", "24 h"),
                    Map.of("measure", "notice", "name", "Final report", "within", "P1M"))))
        .put("/api/v1/clock-policies/" + slug)
        .then()
        .statusCode(200);
    var key = newCase();
    json()
        .body(
            Map.of(
                "responsibility", "CUSTOMER",
                "category", "authentication-failure",
                "reason", "Mail is forged"))
        .post("/api/v1/cases/" + key + "/assessments");
    json()
        .body(Map.of("at", "2090-01-01T00:00:00Z"))
        .put("/api/v1/cases/" + key + "/awareness")
        .then()
        .statusCode(422);
    var since = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
    json()
        .body(Map.of("at", since.toString(), "reason", "A customer called"))
        .put("/api/v1/cases/" + key + "/awareness")
        .then()
        .statusCode(200)
        .body("awareAt", is(since.toString()))
        .body(
            "live.find { it.name == 'Early warning' }.dueAt",
            is(since.plus(Duration.ofDays(1)).toString()));
    var corrected = since.minus(Duration.ofHours(2));
    json()
        .body(Map.of("at", corrected.toString()))
        .put("/api/v1/cases/" + key + "/awareness")
        .then()
        .statusCode(200)
        .body(
            "live.find { it.name == 'Early warning' }.dueAt",
            is(corrected.plus(Duration.ofDays(1)).toString()));
    var clocks = clocks(key);
    String id = clocks.getString("live.find { it.name == 'Early warning' }.id");
    json()
        .body(Map.of("reason", "Sent by the form, reference 4711"))
        .post("/api/v1/cases/" + key + "/clocks/" + id + "/completion")
        .then()
        .statusCode(200)
        .body("ended.find { it.name == 'Early warning' }.state", is("met"))
        .body("live.name", hasItem("Final report"));
    json()
        .body(Map.of())
        .post("/api/v1/cases/" + key + "/clocks/" + id + "/completion")
        .then()
        .statusCode(409);
    // the duty outlasts the case
    json().body(Map.of("outcome", "resolved")).post("/api/v1/cases/" + key + "/closure");
    assertThat(clocks(key).getList("live.name")).containsExactly("Final report");
    client().delete("/api/v1/clock-policies/" + slug).then().statusCode(204);
  }

  @Test
  void the_clock_of_a_part_is_not_ended_by_hand() {
    var key = newCase();
    json()
        .body(Map.of())
        .post("/api/v1/cases/" + key + "/clocks/" + live(key, "resolve", "id") + "/completion")
        .then()
        .statusCode(409)
        .body("detail", containsString("change the part's status"));
    json()
        .body(Map.of())
        .post("/api/v1/cases/" + key + "/clocks/" + UUID.randomUUID() + "/completion")
        .then()
        .statusCode(404);
  }

  @Test
  void a_lead_who_sets_the_clock_is_followed() {
    var key = newCase();
    var later = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.MINUTES);
    change(key, Map.of("dueAt", later.toString(), "reason", "The customer is away"));
    assertThat(live(key, "resolve", "dueAt")).isEqualTo(later.toString());
    assertThat(live(key, "resolve", "setByHand")).isEqualTo("true");
    assertThat(due(key)).isEqualTo(later);
    getCase(key).then().body("replyBy", nullValue());
  }

  @Test
  void taking_back_that_somebody_took_a_part_has_it_wait_to_be_acknowledged_again() {
    var key = newCase();
    var due = live(key, "acknowledge", "dueAt");
    change(key, Map.of("assignee", "admin"));
    assertThat(clocks(key).getList("live.measure")).doesNotContain("acknowledge");
    takeBack(key);
    assertThat(live(key, "acknowledge", "dueAt")).isEqualTo(due);
    assertThat(clocks(key).getString("times[0].acknowledgedAt")).isNull();
    note(key, "Looking at it");
    change(key, Map.of("assignee", "admin"));
    takeBack(key);
    assertThat(clocks(key).getList("live.measure")).doesNotContain("acknowledge");
  }

  @Test
  void recorded_awareness_is_taken_back_with_the_clocks_that_it_began() {
    var key = newCase();
    var ofTheCase = "live.findAll { it.side == null }.name";
    var before = clocks(key).getList(ofTheCase);
    json()
        .body(Map.of("at", Instant.now().minusSeconds(3600).toString()))
        .put("/api/v1/cases/" + key + "/awareness")
        .then()
        .statusCode(200);
    assertThat(clocks(key).getString("awareAt")).isNotNull();
    takeBack(key);
    assertThat(clocks(key).getString("awareAt")).isNull();
    assertThat(clocks(key).getList(ofTheCase)).isEqualTo(before);
  }

  private static void takeBack(String key) {
    String latest = getCase(key).path("undoable[0].id");
    client()
        .delete("/api/v1/cases/" + key + "/changes/" + latest)
        .then()
        .statusCode(org.hamcrest.Matchers.lessThan(300));
  }
}
