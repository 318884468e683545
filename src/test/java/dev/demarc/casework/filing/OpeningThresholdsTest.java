package dev.demarc.casework.filing;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A case opens from so many reports on; the rule is for a category that no other test reports. */
@DemarcTest
class OpeningThresholdsTest {

  private static final String RULE = "/api/v1/opening-rules/fraud";
  private static final String WAITING = "/api/v1/waiting-reports";

  @BeforeEach
  void three_within_a_day() {
    json()
        .body(Map.of("reports", 3, "withinHours", 24))
        .put(RULE)
        .then()
        .statusCode(200)
        .body("items.category", hasItem("fraud"));
  }

  @AfterEach
  void without_the_rule_again() {
    client().delete(RULE).then().statusCode(200);
  }

  private static ValidatableResponse fraud(String address) {
    return Api.submit(
            Map.of(
                "title",
                "Fake shop at " + address,
                "category",
                "fraud",
                "service",
                "EC2",
                "sources",
                List.of(address)))
        .then();
  }

  private static String report(String address) {
    return fraud(address).body("caseKey", nullValue()).extract().path("id");
  }

  private static ValidatableResponse state(String report) {
    return client().get("/api/v1/reports/" + report).then().statusCode(200);
  }

  private static String caseOf(String report) {
    return client().get("/api/v1/reports/" + report).path("caseKey");
  }

  private static void untilIn(String key, String report) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> key.equals(caseOf(report)));
  }

  @Test
  void fewer_reports_wait_where_people_see_them_and_join_the_case_that_enough_open() {
    var address = freshAddress();
    var first = report(address);
    var second = report(address);
    state(second).body("setAside", containsString("2 of 3 reports"));
    var here = "items.find { it.reportId == '" + first + "' }.";
    client()
        .get(WAITING)
        .then()
        .statusCode(200)
        .body(here + "together", is(2))
        .body(here + "wanted", is(3))
        .body(here + "title", containsString(address));
    // of another matter
    var other = report(freshAddress());

    String key = fraud(address).body("caseKey", notNullValue()).extract().path("caseKey");
    untilIn(key, first);
    untilIn(key, second);
    client().get("/api/v1/cases/" + key).then().body("reportCount", is(3));
    client()
        .get(WAITING)
        .then()
        .body("items.reportId", not(hasItem(first)))
        .body("items.reportId", hasItem(other));
    // the case is open: what comes now joins it at once
    fraud(address).body("caseKey", is(key));

    client().post(WAITING + "/" + other + "/case").then().statusCode(202);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> caseOf(other) != null);
    client().post(WAITING + "/" + other + "/case").then().statusCode(404);
  }

  @Test
  void a_rule_may_be_for_those_only_whose_reports_were_often_false() {
    json()
        .body(Map.of("reports", 3, "withinHours", 24, "falseShare", 50))
        .put(RULE)
        .then()
        .statusCode(200);
    var who = "often" + System.nanoTime() + "@x.example";
    String key = from(who).body("caseKey", notNullValue()).extract().path("caseKey");
    json()
        .body(Map.of("outcome", "false-report", "reason", "no-evidence"))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
    from(who).body("caseKey", nullValue()).body("setAside", containsString("1 of 3"));
    from("new" + who).body("caseKey", notNullValue());
    client()
        .queryParam("case", key)
        .get("/api/v1/routing/trials")
        .then()
        .body("parts[0].facts.reporterRecord.falseReports", is(1))
        .body("parts[0].facts.reporterRecord.settled", is(1));
  }

  private static ValidatableResponse from(String reporter) {
    return Api.submit(
            Map.of(
                "title", "Fake shop",
                "category", "fraud",
                "service", "EC2",
                "reporter", Map.of("email", reporter),
                "sources", List.of(freshAddress())))
        .then();
  }

  @Test
  void what_is_wrong_with_a_rule_is_told() {
    for (var wrong :
        List.of(
            Map.of("reports", 1, "withinHours", 24),
            Map.of("reports", 3, "withinHours", 0),
            Map.of("reports", 3, "withinHours", 24, "falseShare", 101),
            Map.of("reports", 3))) {
      json().body(wrong).put(RULE).then().statusCode(422);
    }
    json()
        .body(Map.of("reports", 3, "withinHours", 24))
        .put("/api/v1/opening-rules/child-abuse")
        .then()
        .statusCode(422)
        .body("detail", containsString("never waits"));
  }
}
