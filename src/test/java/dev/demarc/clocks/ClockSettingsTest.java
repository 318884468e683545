package dev.demarc.clocks;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.DemarcTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies and calendars are changed, tried, and refused with what is wrong where. */
@DemarcTest
class ClockSettingsTest {

  private static Map<String, Object> policy() {
    var policy = new HashMap<String, Object>();
    policy.put("name", "Of a test");
    policy.put("position", 5000);
    policy.put("categories", List.of("copyright"));
    policy.put(
        "targets",
        List.of(
            Map.of("measure", "acknowledge", "within", "30 min"),
            Map.of("measure", "resolve", "within", "8 h", "warnBefore", "1 h")));
    return policy;
  }

  private static Map<String, Object> calendar() {
    return Map.of(
        "name", "Berlin",
        "zone", "Europe/Berlin",
        "hours",
            Map.of(
                "thursday", List.of("09:00-17:00"),
                "friday", List.of("09:00-17:00"),
                "monday", List.of("09:00-17:00")));
  }

  @Test
  void a_calendar_is_kept_and_tried() {
    json()
        .body(calendar())
        .put("/api/v1/business-calendars/berlin-of-a-test")
        .then()
        .statusCode(200)
        .body("calendar.zone", is("Europe/Berlin"));
    client()
        .get("/api/v1/business-calendars/berlin-of-a-test/end?from=2026-11-27T16:00&length=8 h")
        .then()
        .statusCode(200)
        .body("local", is("2026-11-30T16:00+01:00"))
        .body("weekday", is("monday"))
        .body("end", is("2026-11-30T15:00:00Z"));
    client()
        .get("/api/v1/business-calendars/berlin-of-a-test/end?from=friday&length=8 h")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("from"));
  }

  @Test
  void a_calendar_without_hours_is_refused_and_nothing_is_changed() {
    json().body(calendar()).put("/api/v1/business-calendars/kept-of-a-test").then().statusCode(200);
    json()
        .body(Map.of("name", "None", "zone", "Mars/Olympus", "hours", Map.of("monday", List.of())))
        .put("/api/v1/business-calendars/kept-of-a-test")
        .then()
        .statusCode(422)
        .body("errors.field", hasItems("hours", "zone"))
        .body("detail", containsString("was not saved"));
    json()
        .body(Map.of("name", "None", "holidays", List.of("2026-12-25")))
        .put("/api/v1/business-calendars/kept-of-a-test")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("holidays[0]"))
        .body("errors[0].message", is("must be an object with date, name"));
    client()
        .get("/api/v1/business-calendars/kept-of-a-test")
        .then()
        .body("version", is(1))
        .body("calendar.name", is("Berlin"));
  }

  @Test
  void a_calendar_that_a_policy_goes_by_stays() {
    json().body(calendar()).put("/api/v1/business-calendars/used-of-a-test").then().statusCode(200);
    var policy = policy();
    policy.put("calendar", "used-of-a-test");
    policy.put("enabled", false);
    json().body(policy).put("/api/v1/clock-policies/uses-a-calendar").then().statusCode(200);
    client()
        .delete("/api/v1/business-calendars/used-of-a-test")
        .then()
        .statusCode(409)
        .body("detail", containsString("uses-a-calendar"));
    client().delete("/api/v1/clock-policies/uses-a-calendar").then().statusCode(204);
    client().delete("/api/v1/business-calendars/used-of-a-test").then().statusCode(204);
  }

  @Test
  void a_policy_that_warns_after_its_end_is_refused_with_the_severity() {
    var policy = policy();
    policy.put(
        "targets",
        List.of(
            Map.of(
                "measure", "resolve",
                "within", "8 h",
                "bySeverity", Map.of("critical", "30 min"),
                "warnBefore", "1 h")));
    json()
        .body(policy)
        .put("/api/v1/clock-policies/late-warning")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("targets[0].warnBefore"))
        .body("errors[0].message", containsString("critical"));
    client().get("/api/v1/clock-policies/late-warning").then().statusCode(404);
  }

  @Test
  void each_mistake_of_a_policy_is_named() {
    json()
        .body(
            Map.of(
                "name", "",
                "queues", List.of("nowhere"),
                "categories", List.of("weather"),
                "calendar", "never-made",
                "pausesOn", List.of("godot"),
                "targets",
                    List.of(
                        Map.of("measure", "acknowledge", "within", "9 h"),
                        Map.of("measure", "resolve", "within", "8 h"),
                        Map.of("measure", "celebrate", "within", "1 h"),
                        Map.of("measure", "update", "within", "soon")),
                "escalation",
                    List.of(
                        Map.of("after", "2 h", "to", List.of("person:nobody-of-that-name")),
                        Map.of("after", "1 h", "to", List.of("everybody")))))
        .put("/api/v1/clock-policies/full-of-mistakes")
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            hasItems(
                "name",
                "queues",
                "categories",
                "calendar",
                "pausesOn",
                "targets",
                "targets[2].measure",
                "targets[3].within",
                "escalation[0].to",
                "escalation[1].after",
                "escalation[1].to"));
  }

  @Test
  void a_change_against_an_older_version_changes_nothing_and_changes_are_kept() {
    var policy = policy();
    policy.put("enabled", false);
    json().body(policy).put("/api/v1/clock-policies/twice").then().body("version", is(1));
    policy.put("name", "Of another");
    json()
        .body(policy)
        .put("/api/v1/clock-policies/twice?version=1")
        .then()
        .statusCode(200)
        .body("version", is(2));
    json().body(policy).put("/api/v1/clock-policies/twice?version=1").then().statusCode(409);
    client()
        .get("/api/v1/clock-policies/changes?limit=200")
        .then()
        .statusCode(200)
        .body("items.findAll { it.slug == 'twice' }.now.name", hasItems("Of another", "Of a test"));
    client().delete("/api/v1/clock-policies/twice").then().statusCode(204);
  }

  @Test
  void it_says_which_policy_takes_some_work_and_why_those_before_it_do_not() {
    client()
        .get(
            "/api/v1/clock-policies/choice?queue=abuse-desk&category=spam&severity=critical&side=customer")
        .then()
        .statusCode(200)
        .body("policy", is("standard"))
        .body("promises.find { it.measure == 'resolve' }.within", is("1 h"))
        .body("others.policy", hasItem("phishing-and-fraud"))
        .body("others.policy", not(hasItem("nis2")))
        .body(
            "others.find { it.policy == 'scans' }.why",
            is("it is for category port-scan or intrusion-attempt only"));
    client()
        .get("/api/v1/clock-policies/choice?queue=abuse-desk&category=phishing&severity=high")
        .then()
        .body("policy", is("phishing-and-fraud"))
        .body("promises.find { it.measure == 'acknowledge' }.within", is("1 h"));
  }
}
