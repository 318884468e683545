package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DemarcTest
class WorkingOnCasesTest {

  @Test
  void a_customer_case_has_one_work_item_in_the_queue_that_owns_it() {
    var key = newCase();
    getCase(key)
        .then()
        .statusCode(200)
        .body("status", is("open"))
        .body("responsibility", is("CUSTOMER"))
        .body("workItems", hasSize(1))
        .body("workItems[0].side", is("customer"))
        .body("workItems[0].queue", is("customer-security"))
        .body("workItems[0].status", is("new"))
        .body("workItems[0].dueAt", notNullValue())
        .body("assessment.madeBy", is("engine"))
        .body("engineAssessment", nullValue());
  }

  @Test
  void a_person_overrules_and_the_engines_own_decision_stays_beside_it() {
    var key = newCase();
    json()
        .body(
            Map.of(
                "responsibility", "SHARED",
                "service", "Lambda",
                "layers", List.of("runtime"),
                "reason", "The runtime is past its end of support"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200)
        .body("responsibility", is("SHARED"))
        .body("service", is("Lambda"))
        .body("assessment.madeBy", is("person"))
        .body("assessment.reason", containsString("end of support"))
        .body("engineAssessment.responsibility", is("CUSTOMER"))
        .body("workItems.side", hasItems("aws", "customer"))
        .body("workItems.queue", hasItems("aws-liaison", "customer-security"));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.kind", hasItems("opened", "assessed", "routed", "overruled"));
  }

  @Test
  void moving_a_case_across_the_line_withdraws_the_work_of_the_side_it_left() {
    var key = newCase();
    json()
        .body(Map.of("responsibility", "AWS", "reason", "It was the hypervisor"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200)
        .body("workItems.find { it.side == 'customer' }.status", is("withdrawn"))
        .body("workItems.find { it.side == 'aws' }.queue", is("aws-liaison"));
  }

  @Test
  void overruling_needs_a_reason() {
    json()
        .body(Map.of("responsibility", "AWS"))
        .post("/api/v1/cases/" + newCase() + "/assessments")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("reason"));
  }

  @Test
  void a_change_against_an_old_version_changes_nothing() {
    var key = newCase();
    int version = version(key);
    patch(key, Map.of("status", "in-progress", "version", version)).then().statusCode(200);
    patch(key, Map.of("status", "done", "version", version))
        .then()
        .statusCode(409)
        .body("type", is("urn:demarc:problem:out-of-date"));
    json()
        .header("If-Match", "\"" + version + "\"")
        .body(Map.of("status", "done"))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(412);
    getCase(key).then().body("workItems[0].status", is("in-progress"));
  }

  @Test
  void the_answer_carries_the_version_as_an_etag() {
    var key = newCase();
    var etag = getCase(key).header("ETag");
    json()
        .header("If-Match", etag)
        .body(Map.of("status", "in-progress"))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200)
        .body("version", is(version(key)));
  }

  @Test
  void a_transition_that_is_not_allowed_says_which_are() {
    var key = newCase();
    patch(key, Map.of("status", "done")).then().statusCode(200);
    patch(key, Map.of("status", "waiting"))
        .then()
        .statusCode(409)
        .body("detail", containsString("in-progress"));
  }

  @Test
  void work_is_assigned_to_a_person_who_exists() {
    var key = newCase();
    patch(key, Map.of("assignee", "nobody-of-that-name"))
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("assignee"));
    patch(key, Map.of("assignee", "admin"))
        .then()
        .statusCode(200)
        .body("workItems[0].assignee", is("admin"));
    client().get("/api/v1/cases?assignee=admin&limit=200").then().body("items.key", hasItem(key));
  }

  @Test
  void work_moves_to_another_queue_and_says_who_moved_it() {
    var key = newCase();
    patch(key, Map.of("queue", "abuse-desk", "reason", "needs a look"))
        .then()
        .statusCode(200)
        .body("workItems[0].queue", is("abuse-desk"))
        .body("workItems[0].rule", containsString("moved by"));
    patch(key, Map.of("queue", "no-such-queue")).then().statusCode(422);
  }

  @Test
  void a_note_is_on_the_timeline_word_for_word() {
    var key = newCase();
    json()
        .body(Map.of("body", "Asked the owner <b>today</b>"))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.find { it.kind == 'note' }.body", is("Asked the owner <b>today</b>"))
        .body("items.find { it.kind == 'note' }.visibility", is("internal"));
  }

  @Test
  void a_note_to_reporters_nobody_can_write_to_is_refused() {
    json()
        .body(Map.of("body", "hello", "visibility", "reporter"))
        .post("/api/v1/cases/" + newCase() + "/notes")
        .then()
        .statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+999999999-12-31T23:59:59Z", "+200000-01-01T00:00:00Z", "2999-01-01T00:00:00Z"})
  void a_clock_ends_within_three_years(String far) {
    var key = newCase();
    patch(key, Map.of("dueAt", far, "reason", "asked for"))
        .then()
        .statusCode(422)
        .body("errors[0].field", is("dueAt"));
  }

  @Test
  void a_closed_case_takes_no_work_and_can_be_reopened() {
    var key = newCase();
    json()
        .body(Map.of("outcome", "resolved", "note", "Reinstalled"))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201)
        .body("status", is("closed"))
        .body("outcome", is("fixed"))
        .body("dueAt", nullValue());
    patch(key, Map.of("status", "in-progress")).then().statusCode(409);
    client()
        .delete("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(200)
        .body("status", is("open"))
        .body("dueAt", notNullValue());
  }

  @Test
  void a_closed_case_does_not_swallow_new_reports() {
    var address = dev.demarc.Api.freshAddress();
    var report = Map.of("title", "Scan", "category", "port-scan", "sources", List.of(address));
    String first = dev.demarc.Api.submit(report).path("caseKey");
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + first + "/closure")
        .then()
        .statusCode(201);
    dev.demarc.Api.submit(report).then().body("joinedExistingCase", is(false));
  }

  @Test
  void a_merged_case_leads_to_the_one_it_went_into() {
    var from = newCase();
    var into = newCase();
    json()
        .body(Map.of("into", into))
        .post("/api/v1/cases/" + from + "/merge")
        .then()
        .statusCode(200)
        .body("key", equalTo(into))
        .body("reportCount", is(2))
        .body("reports", hasSize(2));
    getCase(from).then().body("status", is("merged")).body("mergedInto", equalTo(into));
    patch(from, Map.of("status", "done"))
        .then()
        .statusCode(409)
        .body("detail", containsString(into));
  }

  @Test
  void a_list_is_paged_without_gaps_or_repeats() {
    var title = "paging-" + java.util.UUID.randomUUID();
    var made = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      made.add(newCase(title + " number " + i));
    }
    for (var sort : List.of("newest", "clock", "updated")) {
      var seen = new ArrayList<String>();
      String cursor = null;
      do {
        var parameters = new HashMap<String, Object>(Map.of("q", title, "limit", 3, "sort", sort));
        if (cursor != null) {
          parameters.put("cursor", cursor);
        }
        var page = client().queryParams(parameters).get("/api/v1/cases");
        seen.addAll(page.path("items.key"));
        cursor = page.path("next");
      } while (cursor != null);
      assertThat(seen).as(sort).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
    }
  }

  @Test
  void a_filter_that_is_not_understood_is_named() {
    client()
        .get("/api/v1/cases?status=sideways")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("status"));
    client().get("/api/v1/cases?cursor=xyz").then().statusCode(422);
    client().get("/api/v1/cases?limit=0").then().statusCode(422);
    client().get("/api/v1/cases?limit=many").then().statusCode(422);
  }

  @Test
  void a_case_is_found_by_an_indicator_as_it_is_read_or_defanged() {
    var address = dev.demarc.Api.freshAddress();
    String key =
        dev.demarc.Api.submit(Map.of("title", "x", "category", "spam", "sources", List.of(address)))
            .path("caseKey");
    client()
        .queryParam("indicator", address)
        .get("/api/v1/cases")
        .then()
        .body("items.key", hasItem(key));
    client()
        .queryParam("q", address.replace(".", "[.]"))
        .get("/api/v1/cases")
        .then()
        .body("items.key", hasItem(key));
  }

  @Test
  void there_is_no_case_under_a_key_that_is_none() {
    getCase("DM-2020-999999").then().statusCode(404).contentType("application/problem+json");
    getCase("nonsense").then().statusCode(404);
  }

  @Test
  void a_change_with_a_body_that_is_no_json_is_400() {
    json()
        .body("{nope")
        .post("/api/v1/cases/" + newCase() + "/notes")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void a_field_of_the_wrong_type_is_named() {
    json()
        .body("{\"status\": \"done\", \"version\": \"first\"}")
        .patch("/api/v1/cases/" + newCase() + "/work-items/customer")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("version"));
  }

  @Test
  void a_character_that_no_database_takes_is_left_out_of_a_note() {
    var key = newCase();
    json()
        .body("{\"body\": \"before\\u0000after\"}")
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.find { it.kind == 'note' }.body", is("before after"));
  }

  private static io.restassured.response.Response patch(String key, Map<String, ?> body) {
    return json().body(body).patch("/api/v1/cases/" + key + "/work-items/customer");
  }
}
