package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static dev.demarc.casework.ReceivedMails.participants;
import static dev.demarc.casework.ReceivedMails.proved;
import static dev.demarc.casework.ReceivedMails.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.routing.ReporterRecords;
import dev.demarc.routing.rules.ReporterRecord;
import dev.demarc.shared.OwnWork;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many cases become one, and several again. */
@DemarcTest
class MergingCasesTest {

  @Inject ReceivedMails mails;
  @Inject ReporterRecords records;

  private static String scan(String address, String severity) {
    return Api.submit(report(address, severity)).then().extract().path("caseKey");
  }

  private static Map<String, ?> report(String address, String severity) {
    return Map.of(
        "title",
        "Scan from " + address,
        "category",
        "port-scan",
        "severity",
        severity,
        "sources",
        List.of(address),
        "targets",
        List.of("198.51.100.77"));
  }

  private static Response merge(Map<String, ?> body) {
    return json().body(body).post("/api/v1/cases/merges");
  }

  private static ValidatableResponse merged(String from, String into) {
    return json()
        .body(Map.of("into", into))
        .post("/api/v1/cases/" + from + "/merge")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse undo(String key) {
    return client().delete("/api/v1/cases/" + key + "/merge").then();
  }

  private static void close(String key) {
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
  }

  private static List<String> summaries(String key) {
    return client().get("/api/v1/cases/" + key + "/timeline?limit=200").path("items.summary");
  }

  private static Map<String, Integer> indicators(String key) {
    List<Map<String, Object>> items =
        client().get("/api/v1/cases/" + key + "/indicators?limit=200").path("items");
    var counts = new HashMap<String, Integer>();
    items.forEach(
        i -> counts.put(i.get("value") + " " + i.get("role"), (Integer) i.get("reports")));
    return counts;
  }

  @Test
  void what_was_false_counts_for_those_whose_case_was_merged_into_the_false_one() {
    var reporter = someone();
    var report = new HashMap<String, Object>(report(freshAddress(), "low"));
    report.put("reporter", Map.of("email", reporter));
    String merged = Api.submit(report).then().extract().path("caseKey");
    var into = scan(freshAddress(), "low");
    merged(merged, into);
    json()
        .body(Map.of("outcome", "false-report", "reason", "ordinary-traffic"))
        .post("/api/v1/cases/" + into + "/closure")
        .then()
        .statusCode(201);
    assertThat(OwnWork.call(() -> records.of(reporter))).isEqualTo(new ReporterRecord(1, 1));
    client()
        .get("/api/v1/history?reporter=" + reporter)
        .then()
        .statusCode(200)
        .body("cases", is(1))
        .body("falseReports", is(1))
        .body("falseShare", is(1f));
  }

  @Test
  void many_cases_become_one_and_those_that_cannot_do_not_hold_up_the_others() {
    var first = scan(freshAddress(), "low");
    var second = scan(freshAddress(), "high");
    var third = scan(freshAddress(), "low");
    var closed = scan(freshAddress(), "low");
    close(closed);
    var wish =
        Map.of(
            "cases",
            List.of(third, closed, second, first, "DM-2026-999999"),
            "reason",
            "one scanner");
    json()
        .body(wish)
        .post("/api/v1/cases/merges/preview")
        .then()
        .statusCode(200)
        .body("into", is(first))
        .body("cases.key", contains(second, third))
        .body("refused.key", hasItem(closed))
        .body("reports", is(2))
        .body("reportsAfter", is(3))
        .body("indicatorsAdded", is(2))
        .body("severity", is("high"))
        .body("endingParts.key", contains(second, third));
    getCase(second).then().body("status", is("open"));

    merge(wish)
        .then()
        .statusCode(200)
        .body("into", is(first))
        .body("merged", contains(second, third))
        .body("refused.key", contains(closed, "DM-2026-999999"))
        .body("refused[0].detail", containsString("closed"))
        .body("reports", is(2));
    getCase(first)
        .then()
        .body("reportCount", is(3))
        .body("severity", is("high"))
        .body("title", containsString("Scan from"));
    assertThat(indicators(first)).containsEntry("198.51.100.77 target", 3);
    for (var key : List.of(second, third)) {
      getCase(key).then().body("status", is("merged")).body("mergedInto", is(first));
    }
    assertThat(summaries(first)).contains("merged " + second + ", " + third + " into this case");
    merge(wish)
        .then()
        .statusCode(409)
        .body("detail", containsString(second + " was merged into " + first));
  }

  @Test
  void what_a_search_finds_becomes_one_case() {
    var word = "campaign" + UUID.randomUUID().toString().replace("-", "");
    var into = newCase(word + " one");
    var other = newCase(word + " two");
    merge(Map.of("into", into, "filter", Map.of("status", "open", "q", word)))
        .then()
        .statusCode(200)
        .body("merged", contains(other));
  }

  @Test
  void a_wish_that_is_none_is_refused_and_says_why() {
    var key = newCase();
    merge(Map.of("cases", List.of(key)))
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("cases"));
    merge(Map.of("cases", List.of(key, "x"))).then().statusCode(422);
    merge(Map.of()).then().statusCode(422);
    merge(Map.of("into", key, "cases", List.of(newCase()), "versions", Map.of(key, 99)))
        .then()
        .statusCode(409)
        .body("type", is("urn:demarc:problem:out-of-date"));
    merge(Map.of("into", "DM-2026-999999", "cases", List.of(key))).then().statusCode(404);
  }

  @Test
  void a_merge_that_is_taken_back_leaves_both_cases_as_they_were() {
    var address = freshAddress();
    var from = scan(address, "critical");
    var into = scan(freshAddress(), "low");
    json()
        .body(Map.of("status", "in-progress"))
        .patch("/api/v1/cases/" + from + "/work-items/" + side(from))
        .then()
        .statusCode(200);
    var ours = indicators(into);
    var theirs = indicators(from);
    String due = getCase(into).path("dueAt");
    String id =
        merge(Map.of("into", into, "cases", List.of(from)))
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    assertThat(scan(address, "low")).isEqualTo(into);
    client()
        .delete("/api/v1/cases/merges/" + id)
        .then()
        .statusCode(200)
        .body("cases", contains(from));

    getCase(from)
        .then()
        .body("status", is("open"))
        .body("mergedInto", nullValue())
        .body("reportCount", is(1))
        .body("workItems.status", hasItem("in-progress"));
    assertThat(indicators(from)).isEqualTo(theirs);
    // the report that came meanwhile is there still, and what it names
    getCase(into).then().body("reportCount", is(2)).body("severity", is("critical"));
    assertThat(summaries(from)).anyMatch(s -> s.contains("reports that came since stay there"));
    client().delete("/api/v1/cases/merges/" + id).then().statusCode(404);
    undo(from).statusCode(409).body("detail", containsString("not merged"));

    var other = scan(freshAddress(), "high");
    var before = getCase(other).asString();
    var third = scan(freshAddress(), "critical");
    merged(third, other).body("severity", is("critical"));
    undo(third).statusCode(200).body("status", is("open"));
    getCase(other).then().body("severity", is("high")).body("reportCount", is(1));
    assertThat(due).isNotNull();
    assertThat(ours).isNotEmpty();
    assertThat(getCase(other).<String>path("dueAt"))
        .isEqualTo(io.restassured.path.json.JsonPath.from(before).get("dueAt"));
    assertThat(indicators(other)).hasSize(2).containsEntry("198.51.100.77 target", 1);
  }

  private static String side(String key) {
    return getCase(key).path("workItems[0].side");
  }

  @Test
  void later_reports_find_the_case_that_is_open_again() {
    var address = freshAddress();
    var from = scan(address, "low");
    var into = scan(freshAddress(), "low");
    merged(from, into);
    undo(from).statusCode(200);
    assertThat(scan(address, "low")).isEqualTo(from);
  }

  @Test
  void who_came_with_a_merged_case_leaves_with_it() {
    var theirs = someone();
    var ours = someone();
    var both = someone();
    var from = mails.open(proved(theirs), theirs);
    var into = mails.open(proved(ours), ours);
    for (var key : List.of(from, into)) {
      json()
          .body(Map.of("address", both))
          .post("/api/v1/cases/" + key + "/participants")
          .then()
          .statusCode(200);
    }
    merged(from, into);
    assertThat(participants(into, true)).containsExactlyInAnyOrder(theirs, ours, both);
    undo(from).statusCode(200);
    assertThat(participants(into, true)).containsExactlyInAnyOrder(ours, both);
    assertThat(participants(from, true)).containsExactlyInAnyOrder(theirs, both);
  }

  @Test
  void what_was_written_on_a_merged_case_is_read_on_the_one_it_went_into() {
    var from = newCase();
    var into = newCase();
    json()
        .body(Map.of("body", "ask the customer"))
        .post("/api/v1/cases/" + from + "/notes")
        .then()
        .statusCode(201);
    merged(from, into);
    var seen = new java.util.ArrayList<Map<String, Object>>();
    String cursor = null;
    do {
      var page =
          client()
              .queryParams(
                  cursor == null ? Map.of("limit", 2) : Map.of("limit", 2, "cursor", cursor))
              .get("/api/v1/cases/" + into + "/timeline");
      seen.addAll(page.path("items"));
      cursor = page.path("next");
    } while (cursor != null);
    assertThat(seen).extracting(e -> e.get("id")).doesNotHaveDuplicates();
    assertThat(seen)
        .filteredOn(e -> from.equals(e.get("mergedCase")))
        .extracting(e -> e.get("body"))
        .containsExactly("ask the customer");
    undo(from).statusCode(200);
    client()
        .get("/api/v1/cases/" + into + "/timeline?limit=200")
        .then()
        .body("items.mergedCase", not(hasItem(from)));
  }

  @Test
  void a_merge_is_not_taken_back_when_something_rests_on_it() {
    var from = scan(freshAddress(), "low");
    var into = scan(freshAddress(), "low");
    merged(from, into);
    close(into);
    undo(from).statusCode(409).body("detail", containsString("reopen it first"));
    client().delete("/api/v1/cases/" + into + "/closure").then().statusCode(200);
    var last = scan(freshAddress(), "low");
    merged(into, last);
    undo(from).statusCode(409).body("detail", containsString("take that back first"));
    undo(into).statusCode(200);
    String report = client().get("/api/v1/cases/" + into + "/reports").path("items[-1].id");
    json()
        .body(Map.of("reports", List.of(report)))
        .post("/api/v1/cases/" + into + "/splits")
        .then()
        .statusCode(201);
    undo(from).statusCode(409).body("detail", containsString("moved on"));
    undo(newCase()).statusCode(409);
    client()
        .header("If-Match", "\"" + (version(from) + 7) + "\"")
        .delete("/api/v1/cases/" + from + "/merge")
        .then()
        .statusCode(412);
    getCase(from).then().body("status", equalTo("merged")).body("reports", hasSize(0));
  }

  @Test
  void whoever_merged_or_split_takes_it_back_as_any_other_change() {
    var from = scan(freshAddress(), "critical");
    var into = scan(freshAddress(), "low");
    merged(from, into);
    var change = latestChange(into);
    client().delete(change).then().statusCode(200);
    getCase(from).then().body("status", is("open")).body("reportCount", is(1));
    getCase(into).then().body("severity", is("low")).body("reportCount", is(1));
    client().delete(change).then().statusCode(409);

    merged(from, into);
    String report = client().get("/api/v1/cases/" + into + "/reports").path("items[0].id");
    String opened =
        json()
            .body(Map.of("reports", List.of(report)))
            .post("/api/v1/cases/" + into + "/splits")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    client().delete(latestChange(into)).then().statusCode(200);
    getCase(opened).then().body("status", is("merged")).body("mergedInto", is(into));
    getCase(into).then().body("reportCount", is(2));
  }

  private static String latestChange(String key) {
    return "/api/v1/cases/"
        + key
        + "/changes/"
        + client().get("/api/v1/cases/" + key + "/changes").path("items[0].id");
  }
}
