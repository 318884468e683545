package dev.demarc.playbooks;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cases go by playbooks, whose steps people tick off and events lead past. */
@DemarcTest
class CasePlaybooksTest {

  private static ValidatableResponse playbook(String key) {
    return client().get("/api/v1/cases/" + key + "/playbook").then().statusCode(200);
  }

  private static ValidatableResponse tick(String key, String step) {
    return json()
        .body(Map.of("note", "Did it"))
        .put("/api/v1/cases/" + key + "/playbook/steps/" + step + "/tick")
        .then();
  }

  private static List<String> told(String key, String kind) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == '" + kind + "' }.summary");
  }

  private static String state(String step) {
    return "steps.find { it.id == '" + step + "' }.state";
  }

  private static String phishing(String address) {
    return submit(
            Map.of(
                "title",
                "Phishing page of a bank at " + address,
                "description",
                "The page http://" + address + "/login steals passwords.",
                "category",
                "phishing",
                "service",
                "EC2",
                "sources",
                List.of("http://" + address + "/login")))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  @Test
  void a_case_goes_by_the_playbook_of_its_category_and_says_in_which_version() {
    playbook(newCase())
        .body("slug", is("port-scan-brute-force"))
        .body("version", notNullValue())
        .body("newer", nullValue())
        .body(state("evidence"), is("open"))
        .body(state("owner"), is("later"));
  }

  @Test
  void words_of_the_report_choose_a_playbook_of_their_own() {
    var key =
        submit(
                Map.of(
                    "title", "Mining at " + freshAddress(),
                    "description", "The instance was compromised and runs xmrig all day.",
                    "category", "compromised-resource",
                    "service", "EC2"))
            .path("caseKey");
    playbook((String) key).body("slug", is("mining"));
  }

  @Test
  void a_step_is_ticked_off_and_taken_back_with_entries_on_the_timeline() {
    var key = newCase();
    tick(key, "evidence")
        .statusCode(200)
        .body(state("evidence"), is("done"))
        .body(state("owner"), is("open"));
    tick(key, "evidence").statusCode(200);
    client()
        .delete("/api/v1/cases/" + key + "/playbook/steps/evidence/tick")
        .then()
        .statusCode(200)
        .body(state("evidence"), is("open"))
        .body(state("owner"), is("later"));
    assertThat(told(key, "step"))
        .satisfiesExactly(
            did -> assertThat(did).startsWith("did the step"),
            took -> assertThat(took).startsWith("took back the step"));
    tick(key, "no-such-step").statusCode(404).body("detail", containsString("has no step"));
  }

  @Test
  void a_tick_and_another_playbook_are_taken_back_as_any_other_change() {
    var key = newCase();
    var before =
        client().get("/api/v1/cases/" + key + "/playbook").jsonPath().getList("steps.state");
    tick(key, "evidence").statusCode(200);
    var ticked = latest(key);
    takeBack(key, ticked).statusCode(200);
    client().get("/api/v1/cases/" + key + "/playbook").then().body("steps.state", is(before));
    takeBack(key, ticked).statusCode(409);

    json()
        .body(Map.of("slug", "mining"))
        .put("/api/v1/cases/" + key + "/playbook")
        .then()
        .statusCode(200)
        .body("slug", is("mining"));
    takeBack(key, latest(key)).statusCode(200);
    client()
        .get("/api/v1/cases/" + key + "/playbook")
        .then()
        .body("slug", is("port-scan-brute-force"))
        .body("steps.state", is(before));

    tick(key, "evidence").statusCode(200);
    var first = latest(key);
    client().delete("/api/v1/cases/" + key + "/playbook/steps/evidence/tick");
    takeBack(key, first).statusCode(409).body("detail", containsString("went on since"));
  }

  private static String latest(String key) {
    return client().get("/api/v1/cases/" + key).path("undoable[0].id");
  }

  private static ValidatableResponse takeBack(String key, String change) {
    return client().delete("/api/v1/cases/" + key + "/changes/" + change).then();
  }

  @Test
  void a_report_that_joins_leads_past_the_step_that_waits_for_it() {
    var address = freshAddress();
    var key = phishing(address);
    playbook(key).body("slug", is("phishing-page"));
    tick(key, "preserve");
    tick(key, "kind");
    tick(key, "tell-owner").body(state("remove"), is("open"));
    assertThat(phishing(address)).isEqualTo(key);
    playbook(key).body(state("remove"), is("passed")).body(state("other-links"), is("open"));
    assertThat(told(key, "playbook")).anyMatch(entry -> entry.contains("because a report joined"));
  }

  @Test
  void somebody_goes_on_by_hand_only_where_that_is_offered() {
    var key = newCase();
    json()
        .body(Map.of("to", "mend"))
        .post("/api/v1/cases/" + key + "/playbook/steps/evidence/transition")
        .then()
        .statusCode(409)
        .body("detail", containsString("(ask-logs)"));
    json()
        .body(Map.of("to", "ask-logs"))
        .post("/api/v1/cases/" + key + "/playbook/steps/evidence/transition")
        .then()
        .statusCode(200)
        .body(state("evidence"), is("passed"))
        .body(state("ask-logs"), is("open"));
    client()
        .get("/api/v1/cases/" + key + "/playbook/steps/ask-logs/message")
        .then()
        .statusCode(200)
        .body("to", is("reporter"))
        .body("body", containsString("(case " + key + ")"));
  }

  @Test
  void a_text_that_nobody_would_get_is_not_sent_and_its_step_stays() {
    var key = newCase();
    json()
        .body(Map.of())
        .post("/api/v1/cases/" + key + "/playbook/steps/ask-logs/message")
        .then()
        .statusCode(409)
        .body("detail", containsString("Nobody takes part"));
    playbook(key).body(state("ask-logs"), is("later"));
  }

  @Test
  void what_is_decided_otherwise_goes_by_another_playbook_unless_a_step_was_done() {
    var key = newCase();
    decide(key, "copyright");
    playbook(key).body("slug", is("copyright"));
    tick(key, "complete").statusCode(200);
    decide(key, "spam");
    playbook(key).body("slug", is("copyright")).body("would", is("spam"));
    json()
        .body(Map.of("slug", "spam", "reason", "It is spam after all"))
        .put("/api/v1/cases/" + key + "/playbook")
        .then()
        .statusCode(200)
        .body("slug", is("spam"))
        .body("would", nullValue())
        .body(state("trace"), is("open"));
    json()
        .body(Map.of("slug", "no-such-playbook"))
        .put("/api/v1/cases/" + key + "/playbook")
        .then()
        .statusCode(422);
  }

  private static void decide(String key, String category) {
    json()
        .body(Map.of("responsibility", "CUSTOMER", "category", category, "reason", "It is"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
  }

  private static Map<String, Object> book() {
    var book = new HashMap<String, Object>();
    book.put("name", "Of a test");
    book.put("position", 90_000);
    book.put("categories", List.of("other"));
    book.put("words", List.of("of-this-test-only"));
    book.put(
        "steps",
        List.of(
            Map.of("id", "first", "who", "desk", "title", "First"),
            Map.of("id", "second", "who", "customer", "title", "Second")));
    return book;
  }

  @Test
  void a_new_version_counts_for_new_cases_and_the_old_ones_say_so() {
    var slug = "versions-of-a-test";
    json().body(book()).put("/api/v1/playbooks/" + slug + "?version=0").then().statusCode(200);
    var key = newCase();
    json().body(Map.of("slug", slug)).put("/api/v1/cases/" + key + "/playbook");
    tick(key, "first").statusCode(200);

    var changed = book();
    changed.put(
        "steps",
        List.of(
            Map.of("id", "first", "who", "desk", "title", "First"),
            Map.of("id", "between", "who", "desk", "title", "Between"),
            Map.of("id", "second", "who", "customer", "title", "Second, otherwise")));
    json()
        .body(changed)
        .post("/api/v1/playbooks/" + slug + "/preview")
        .then()
        .statusCode(200)
        .body("mistakes.size()", is(0))
        .body("added", hasItem("Between"))
        .body("changed", hasItem("Second, otherwise"))
        .body("openCases", is(1));
    json().body(changed).put("/api/v1/playbooks/" + slug + "?version=7").then().statusCode(409);
    json()
        .body(changed)
        .put("/api/v1/playbooks/" + slug + "?version=1&note=clearer")
        .then()
        .statusCode(200)
        .body("version", is(2));
    playbook(key)
        .body("version", is(1))
        .body("newer", is(2))
        .body("steps.id", not(hasItem("between")));
    json()
        .body(Map.of("slug", slug))
        .put("/api/v1/cases/" + key + "/playbook")
        .then()
        .body("version", is(2))
        .body(state("first"), is("done"))
        .body(state("between"), is("open"));
    client()
        .get("/api/v1/playbooks/" + slug + "/versions")
        .then()
        .body("items.version", is(List.of(2, 1)))
        .body("items[0].note", is("clearer"));
    client()
        .get("/api/v1/playbooks/" + slug + "/versions/1")
        .then()
        .body("steps.id", is(List.of("first", "second")));
    client().delete("/api/v1/playbooks/" + slug).then().statusCode(204);
    playbook(key).body("slug", is(slug)).body("version", is(2));
  }

  @Test
  void a_version_that_is_no_number_is_refused() {
    for (var version : List.of("%20", "x")) {
      client()
          .urlEncodingEnabled(false)
          .get("/api/v1/playbooks/mining/versions/" + version)
          .then()
          .statusCode(422)
          .body("errors[0].field", is("version"));
    }
  }

  @Test
  void a_playbook_that_loops_changes_nothing() {
    var looping = book();
    looping.put(
        "steps",
        List.of(
            Map.of("id", "one", "who", "desk", "title", "One"),
            Map.of(
                "id",
                "two",
                "who",
                "desk",
                "title",
                "Two",
                "next",
                List.of(Map.of("on", "answer", "to", "one")))));
    json()
        .body(looping)
        .put("/api/v1/playbooks/loop-of-a-test")
        .then()
        .statusCode(422)
        .body("errors.field", hasItems("steps[1].next"))
        .body("errors[0].message", containsString("one → two → one"));
    client().get("/api/v1/playbooks/loop-of-a-test").then().statusCode(404);
  }

  @Test
  void a_closed_case_keeps_its_steps_as_they_are() {
    var key = newCase();
    json().body(Map.of("outcome", "resolved")).post("/api/v1/cases/" + key + "/closure");
    getCase(key).then().body("status", is("closed"));
    tick(key, "evidence").statusCode(409);
    playbook(key).body(state("evidence"), is("open"));
  }
}
