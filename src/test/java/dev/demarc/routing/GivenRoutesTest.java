package dev.demarc.routing;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.DemarcTest;
import dev.demarc.drafts.ReplyTemplates;
import dev.demarc.shared.Actor;
import dev.demarc.shared.OwnWork;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a routing rule gives acts: on clocks, playbook, priority, the text for the reporter. */
@DemarcTest
class GivenRoutesTest {

  private static final String VERSIONS = "/api/v1/routing/versions";

  @Inject ReplyTemplates templates;

  private final String tag = UUID.randomUUID().toString().substring(0, 8);
  private final String domain = "g" + tag + ".example";
  private final String policy = "given-" + tag;
  private final String playbook = "steps-" + tag;

  @AfterEach
  void the_first_version_is_in_force_again() {
    while (client().get(VERSIONS + "/in-force").<Integer>path("number") != 1) {
      client().delete(VERSIONS + "/in-force?reason=test").then().statusCode(200);
    }
    client().delete("/api/v1/clock-policies/" + policy);
    client().delete("/api/v1/playbooks/" + playbook);
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

  /** A policy and a playbook that no case goes by unless they are given. */
  private void known() {
    json()
        .body(
            Map.of(
                "name", "Given " + tag,
                "position", 90_000,
                "categories", List.of("child-abuse"),
                "targets", List.of(Map.of("measure", "resolve", "within", "3 h")),
                "escalation", List.of(Map.of("to", List.of("queue")))))
        .put("/api/v1/clock-policies/" + policy)
        .then()
        .statusCode(200);
    json()
        .body(
            Map.of(
                "name",
                "Steps " + tag,
                "position",
                90_000,
                "categories",
                List.of("child-abuse"),
                "templates",
                List.of(Map.of("slug", "own", "name", "Own", "to", "reporter", "body", "Hello")),
                "steps",
                List.of(Map.of("id", "look", "title", "Look", "who", "desk", "template", "own"))))
        .put("/api/v1/playbooks/" + playbook)
        .then()
        .statusCode(200);
  }

  private Map<String, Object> rule(String when, Map<String, ?> gives) {
    return Map.of("name", "given " + when, "when", "reporter:@" + domain + when, "gives", gives);
  }

  private static void inForce(List<Map<String, Object>> first) {
    var rules = new ArrayList<Object>(first);
    List<Object> others = client().get(VERSIONS + "/in-force").path("rules");
    rules.addAll(others);
    String id =
        json()
            .body(Map.of("name", "Try", "rules", rules))
            .post(VERSIONS)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    json()
        .body(Map.of("reason", "test", "unseen", true))
        .post(VERSIONS + "/" + id + "/activation")
        .then()
        .statusCode(200);
  }

  private static JsonPath clocks(String key) {
    return client().get("/api/v1/cases/" + key + "/clocks").then().extract().jsonPath();
  }

  private static String policyOf(String key) {
    return clocks(key).getString("live.find { it.measure == 'resolve' }.policy");
  }

  private static String playbookOf(String key) {
    return client().get("/api/v1/cases/" + key + "/playbook").path("slug");
  }

  private static List<String> told(String key, String kind) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == '" + kind + "' }.summary");
  }

  private static List<String> found(String filter) {
    return client()
        .queryParam("q", filter)
        .get("/api/v1/cases")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.key");
  }

  @Test
  void what_a_rule_gives_acts_and_follows_where_the_part_goes() {
    known();
    inForce(
        List.of(
            rule(
                " category:phishing",
                Map.of("queue", "abuse-desk", "priority", "low", "template", "not-ours")),
            rule(
                "",
                Map.of(
                    "queue", "abuse-desk",
                    "priority", "urgent",
                    "clockPolicy", policy,
                    "playbook", playbook,
                    "template", "fixed"))));
    var key = spam();
    assertThat(policyOf(key)).isEqualTo(policy);
    Instant due = Instant.parse(getCase(key).path("dueAt"));
    assertThat(due)
        .isCloseTo(Instant.now().plus(Duration.ofHours(3)), within(1, ChronoUnit.MINUTES));
    client()
        .get("/api/v1/outbox?limit=100")
        .then()
        .body(
            "items.find { it.subject.contains('" + key + "') }.bodyText",
            containsString(due.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 10)));
    assertThat(playbookOf(key)).isEqualTo(playbook);
    client()
        .get("/api/v1/cases/" + key + "/reply-templates")
        .then()
        .statusCode(200)
        .body("suggested.slug", is("fixed"))
        .body("others.slug", not(hasItem("fixed")));
    client()
        .get("/api/v1/cases/" + key + "/playbook/steps/look/message")
        .then()
        .body("body", is("Hello"))
        .body("suggested.slug", is("fixed"));
    assertThat(found("reporter:@" + domain + " priority:>=high")).containsExactly(key);
    assertThat(found("reporter:@" + domain + " priority:normal")).isEmpty();

    // handed over: the promise was made for the rule's queue, what is known of the work stays
    json()
        .body(Map.of("queue", "customer-security"))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    assertThat(policyOf(key)).isNotEqualTo(policy);
    assertThat(told(key, "clock-policy"))
        .singleElement()
        .asString()
        .contains("the policy " + policy + " was given for where it was routed before");
    assertThat(playbookOf(key)).isEqualTo(playbook);

    // decided otherwise: routed again, and all of it follows
    json()
        .body(Map.of("responsibility", "CUSTOMER", "category", "phishing", "reason", "A fake bank"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
    assertThat(playbookOf(key)).isEqualTo("phishing-page");
    assertThat(policyOf(key)).isEqualTo("phishing-and-fraud");
    client()
        .get("/api/v1/cases/" + key + "/reply-templates")
        .then()
        .body("suggested.slug", is("not-ours"));
    assertThat(found("reporter:@" + domain + " priority:low")).containsExactly(key);

    // taken back: as it was given before
    String change = getCase(key).path("undoable[0].id");
    client().delete("/api/v1/cases/" + key + "/changes/" + change).then().statusCode(200);
    assertThat(found("reporter:@" + domain + " priority:urgent")).containsExactly(key);
    assertThat(playbookOf(key)).isEqualTo(playbook);
  }

  @Test
  void what_is_not_there_is_refused_and_what_goes_later_falls_back_and_says_so() {
    known();
    for (var field : List.of("clockPolicy", "playbook", "template")) {
      json()
          .body(
              Map.of(
                  "rules",
                  List.of(rule("", Map.of("queue", "abuse-desk", field, "nothing-" + tag)))))
          .post(VERSIONS)
          .then()
          .statusCode(422)
          .body("errors.field", hasItem("rules[0].gives." + field));
    }
    inForce(
        List.of(
            rule(
                "",
                Map.of(
                    "queue", "abuse-desk",
                    "clockPolicy", policy,
                    "playbook", playbook))));
    client().delete("/api/v1/clock-policies/" + policy).then().statusCode(204);
    client().delete("/api/v1/playbooks/" + playbook).then().statusCode(204);
    var key = spam();
    assertThat(policyOf(key)).isNotEqualTo(policy).isNotNull();
    assertThat(playbookOf(key)).isEqualTo("spam");
    assertThat(told(key, "clock-policy"))
        .singleElement()
        .asString()
        .contains("the policy " + policy + " that the routing rules give is not there");
    assertThat(told(key, "playbook"))
        .filteredOn(told -> told.contains("is not there"))
        .singleElement()
        .asString()
        .contains("the playbook " + playbook, "went by the playbook spam");
  }

  @Test
  void a_text_for_the_reply_that_is_gone_is_missed_on_the_timeline_once() {
    var template = "gone-" + tag;
    var wanted = new ReplyTemplates.Wanted("Gone", "en", "We look into it.");
    OwnWork.run(() -> templates.save(template, wanted, null, null, Actor.SYSTEM));
    inForce(List.of(rule("", Map.of("queue", "abuse-desk", "template", template))));
    var before = spam();
    OwnWork.run(() -> templates.remove(template, Actor.SYSTEM));
    var after = spam();
    assertThat(told(after, "reply-template"))
        .singleElement()
        .asString()
        .contains("the template " + template, "“given”", "is not there");
    assertThat(told(before, "reply-template")).isEmpty();
    json()
        .body(Map.of("address", "soc@" + domain))
        .post("/api/v1/cases/" + before + "/participants")
        .then()
        .statusCode(200);
    for (var words : List.of("We look into it.", "It is done.")) {
      json()
          .body(Map.of("body", words, "visibility", "reporter"))
          .post("/api/v1/cases/" + before + "/notes")
          .then()
          .statusCode(201);
    }
    assertThat(told(before, "reply-template")).hasSize(1);
  }

  @Test
  void lists_by_priority_show_what_is_urgent_first_and_page_on() {
    inForce(
        List.of(
            rule(" category:phishing", Map.of("queue", "abuse-desk", "priority", "low")),
            rule("", Map.of("queue", "abuse-desk", "priority", "high"))));
    var low = spam();
    json()
        .body(Map.of("responsibility", "CUSTOMER", "category", "phishing", "reason", "x"))
        .post("/api/v1/cases/" + low + "/assessments");
    var keys = List.of(spam(), spam(), low);
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      var request =
          client().queryParam("q", "sort:priority reporter:@" + domain).queryParam("limit", 2);
      var page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/api/v1/cases")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("items.key"));
      cursor = page.getString("next");
    } while (cursor != null);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(keys).last().isEqualTo(low);
    client()
        .queryParam("q", "sort:priority reporter:@" + domain)
        .get("/api/v1/cases")
        .then()
        .body("items.priority", hasItem("high"));
    client()
        .queryParam("q", "sort:priority")
        .queryParam("cursor", "bm9uc2Vuc2U")
        .get("/api/v1/cases")
        .then()
        .statusCode(422);
  }
}
