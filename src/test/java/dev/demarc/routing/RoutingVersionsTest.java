package dev.demarc.routing;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.demarc.AnotherTransaction;
import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rules concern only reporters of a domain of their own, so that other tests are routed as ever.
 */
@DemarcTest
class RoutingVersionsTest {

  @Inject DataSource database;

  private static final String VERSIONS = "/api/v1/routing/versions";

  private final String domain = "r" + UUID.randomUUID().toString().substring(0, 8) + ".example";

  @AfterEach
  void the_first_version_is_in_force_again() {
    while (client().get(VERSIONS + "/in-force").<Integer>path("number") != 1) {
      client().delete(VERSIONS + "/in-force?reason=test").then().statusCode(200);
    }
  }

  private String spam() {
    return submit(
            Map.of(
                "title",
                "Spam from " + freshAddress(),
                "category",
                "spam",
                "service",
                "EC2",
                "reporter",
                Map.of("email", "soc@" + domain),
                "sources",
                List.of(freshAddress())))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static Map<String, Object> rule(String name, String when, Map<String, ?> gives) {
    return new HashMap<>(Map.of("name", name, "when", when, "gives", gives));
  }

  /** The rules in force behind some others. */
  private static List<Object> before(List<Object> first) {
    var rules = new ArrayList<>(first);
    List<Object> inForce = client().get(VERSIONS + "/in-force").path("rules");
    rules.addAll(inForce);
    return rules;
  }

  private static Response draft(List<Object> rules) {
    return json().body(Map.of("name", "Try", "rules", rules)).post(VERSIONS);
  }

  private static String drafted(Map<String, Object> first) {
    return draft(before(List.of(first))).then().statusCode(201).extract().path("id");
  }

  private static void activate(String id) {
    json()
        .body(Map.of("reason", "test", "unseen", true))
        .post(VERSIONS + "/" + id + "/activation")
        .then()
        .statusCode(200)
        .body("status", is("active"));
  }

  private static Response trial(String key, String version) {
    return client()
        .queryParam("case", key)
        .queryParam("version", version)
        .get("/api/v1/routing/trials");
  }

  @Test
  void the_rules_of_before_are_the_first_version() {
    client()
        .get(VERSIONS + "/in-force")
        .then()
        .body("number", is(1))
        .body("rules.when", contains("is:unsure", "part:aws", "part:customer"))
        .body("rules.gives.queue", contains("abuse-desk", "aws-liaison", "customer-security"))
        .body("otherwise.queue", is("abuse-desk"));
  }

  @Test
  void a_draft_routes_nothing_until_it_is_in_force_and_undo_takes_it_back() {
    var id =
        drafted(
            rule(
                "partner",
                "reporter:@" + domain + " category:spam",
                Map.of(
                    "queue", "abuse-desk",
                    "priority", "urgent",
                    "clockPolicy", "scans",
                    "playbook", "spam",
                    "watchers", List.of("watch@" + domain))));
    getCase(spam()).then().body("workItems.queue", everyItem(is("customer-security")));

    activate(id);
    var routed = spam();
    getCase(routed)
        .then()
        .body("workItems.queue", everyItem(is("abuse-desk")))
        .body("workItems.rule", everyItem(is("partner")));
    client()
        .get("/api/v1/outbox?limit=200")
        .then()
        .body("items.recipient", hasItem("watch@" + domain));
    client().get(VERSIONS + "/in-force").then().body("hits.partner", greaterThanOrEqualTo(1));

    client()
        .queryParam("reason", "Too much")
        .delete(VERSIONS + "/in-force")
        .then()
        .statusCode(200)
        .body("number", is(1));
    getCase(spam()).then().body("workItems.queue", everyItem(is("customer-security")));
    getCase(routed).then().body("workItems.queue", everyItem(is("abuse-desk")));
    client()
        .get(VERSIONS + "/changes")
        .then()
        .body("what", hasItem(containsString("out of force, version 1 is back")))
        .body("reason", hasItem("Too much"));
  }

  @Test
  void the_tester_says_which_rule_takes_a_case_and_why_the_others_do_not() {
    var key = spam();
    var id =
        drafted(
            rule("critical", "severity:critical env:production", Map.of("queue", "abuse-desk")));

    var part = "parts.find { it.side == 'customer' }.";
    trial(key, id)
        .then()
        .statusCode(200)
        .body("what", is(key))
        .body(part + "takenBy", is("work on the customer's side"))
        .body(part + "gives.queue", is("customer-security"))
        .body(
            part + "rules.state",
            contains("does-not-hold", "does-not-hold", "does-not-hold", "takes", "not-asked"))
        .body(part + "rules[0].outcomes.is", contains("severity is low", "there are no tags"))
        .body(part + "rules[0].outcomes.wants", hasItem("wants critical"))
        .body(part + "rules[2].outcomes.is", contains("this is the customer part"));
    trial("DM-1999-000001", null).then().statusCode(404);
  }

  @Test
  void the_tester_takes_a_pasted_report() {
    var id = drafted(rule("partner", "reporter:@" + domain, Map.of("queue", "abuse-desk")));
    json()
        .body(
            Map.of(
                "title",
                "Spam",
                "category",
                "spam",
                "service",
                "EC2",
                "reporter",
                Map.of("email", "x@" + domain)))
        .post("/api/v1/routing/trials?version=" + id)
        .then()
        .statusCode(200)
        .body("parts.takenBy", everyItem(is("partner")));
    client()
        .contentType("message/rfc822")
        .body(
            ("From: x@" + domain + "\r\nSubject: Spam\r\n\r\nYour host 192.0.2.1 sends spam.\r\n")
                .getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/routing/trials?version=" + id)
        .then()
        .statusCode(200)
        .body("parts.takenBy", everyItem(is("partner")));
  }

  @Test
  void a_replay_says_who_would_get_the_work_and_moves_none() {
    var key = spam();
    var id = drafted(rule("partner", "reporter:@" + domain, Map.of("queue", "abuse-desk")));
    json()
        .body(Map.of("reason", "try"))
        .post(VERSIONS + "/" + id + "/activation")
        .then()
        .statusCode(409)
        .body("detail", containsString("not been replayed"));

    json()
        .body(Map.of("cases", 2000))
        .post(VERSIONS + "/" + id + "/replays")
        .then()
        .statusCode(202);
    var latest = VERSIONS + "/" + id + "/replays/latest";
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !"running".equals(client().get(latest).path("status")));

    client()
        .get(latest)
        .then()
        .body("status", is("done"))
        .body("moved", is(1))
        .body("moves.'customer-security>abuse-desk'", is(1))
        .body("summary", containsString("1 from customer-security to abuse-desk"));
    client()
        .get(latest + "/moves")
        .then()
        .body("items.caseKey", contains(key))
        .body("items[0].toRule", is("partner"));
    getCase(key).then().body("workItems.queue", everyItem(is("customer-security")));
    json()
        .body(Map.of("reason", "seen"))
        .post(VERSIONS + "/" + id + "/activation")
        .then()
        .statusCode(200);
  }

  @Test
  void a_rule_that_can_never_hold_is_refused_and_the_one_in_its_way_is_named() {
    draft(
            before(
                List.of(
                    rule("spam", "category:spam", Map.of("queue", "abuse-desk")),
                    rule(
                        "bad spam",
                        "category:spam severity:>=high",
                        Map.of("queue", "abuse-desk")))))
        .then()
        .statusCode(422)
        .body("detail", containsString("rule 2 “bad spam” can never hold"))
        .body("detail", containsString("rule 1 “spam” before it"))
        .body("errors.field", contains("rules[1].when"));
    draft(before(List.of(rule("odd", "severity:high severity:low", Map.of("queue", "abuse-desk")))))
        .then()
        .statusCode(422)
        .body("detail", containsString("exclude each other"));
    var behind = new ArrayList<>(before(List.of()));
    behind.add(rule("late", "category:spam", Map.of("queue", "abuse-desk")));
    draft(behind)
        .then()
        .statusCode(422)
        .body("detail", containsString("together"))
        .body("detail", containsString("work on the customer's side"));
  }

  @Test
  void all_that_is_wrong_is_told_at_once_with_its_place() {
    draft(
            List.of(
                rule("one", "categroy:spam", Map.of("queue", "abuse-desk")),
                rule("one", "category:spam", Map.of("queue", "nowhere")),
                rule("three", "", Map.of("queue", "abuse-desk")),
                rule("four", "category:spam", Map.of()),
                rule(
                    "six",
                    "category:fraud",
                    Map.of("queue", "abuse-desk", "clockPolicy", "nowhere", "playbook", "nothing")),
                rule("five", "category:malware", Map.of("watchers", List.of("nobody at all")))))
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            hasItems(
                "rules[0].when",
                "rules[1].name",
                "rules[1].gives.queue",
                "rules[2].when",
                "rules[3].gives",
                "rules[4].gives.clockPolicy",
                "rules[4].gives.playbook",
                "rules[5].gives.watchers",
                "rules[5].gives.queue"))
        .body("errors[0].message", containsString("did you mean category?"))
        .body("detail", containsString("Nothing was changed"));
    json()
        .body(Map.of("rules", List.of(), "otherwise", Map.of("priority", "low")))
        .post(VERSIONS)
        .then()
        .statusCode(422)
        .body("errors.field", contains("otherwise.queue"));
  }

  @Test
  void a_draft_is_changed_beside_its_activation() throws Exception {
    var id = drafted(rule("partner", "reporter:@" + domain, Map.of("queue", "abuse-desk")));
    try (var activation = AnotherTransaction.begin(database)) {
      activation.one("lock table routing_version in share row exclusive mode");
      var changed =
          activation.whileWaits(
              () -> json().body(Map.of("name", "A", "version", 0)).put(VERSIONS + "/" + id));
      activation.one("select 1 from routing_version where id = '" + id + "' for no key update");
      activation.commit();
      AnotherTransaction.result(changed).then().statusCode(200);
    }
    client().delete(VERSIONS + "/" + id).then().statusCode(204);
  }

  @Test
  void a_draft_that_somebody_else_changed_is_not_overwritten() {
    var id = drafted(rule("partner", "reporter:@" + domain, Map.of("queue", "abuse-desk")));
    json().body(Map.of("name", "A", "version", 0)).put(VERSIONS + "/" + id).then().statusCode(200);
    json().body(Map.of("name", "B", "version", 0)).put(VERSIONS + "/" + id).then().statusCode(409);
    client().delete(VERSIONS + "/" + id).then().statusCode(204);
    client().get(VERSIONS + "/" + id).then().statusCode(404);
    assertThat(client().get(VERSIONS + "/in-force").<Integer>path("number")).isEqualTo(1);
  }
}
