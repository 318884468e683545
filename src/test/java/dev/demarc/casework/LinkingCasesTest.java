package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How cases belong together, seen from both. */
@DemarcTest
class LinkingCasesTest {

  private static ValidatableResponse links(String key) {
    return client().get("/api/v1/cases/" + key + "/links").then().statusCode(200);
  }

  private static Response link(String key, String kind, String other) {
    return json()
        .body(Map.of("kind", kind, "other", other, "reason", "one campaign"))
        .post("/api/v1/cases/" + key + "/links");
  }

  @Test
  void a_link_is_seen_from_both_cases_and_told_on_both() {
    var part = newCase();
    var whole = newCase();
    link(part, "parent", whole)
        .then()
        .statusCode(201)
        .body("items.kind", contains("parent"))
        .body("items.key", contains(whole))
        .body("items.reason", contains("one campaign"));
    links(whole).body("items.kind", contains("child")).body("items.key", contains(part));
    client()
        .get("/api/v1/cases/" + whole + "/timeline")
        .then()
        .body("items.summary", hasItem("said that this case has as a part " + part));

    String id = links(whole).extract().path("items[0].id");
    client().delete("/api/v1/cases/" + newCase() + "/links/" + id).then().statusCode(404);
    client().delete("/api/v1/cases/" + whole + "/links/" + id).then().statusCode(200);
    links(part).body("items", empty());
  }

  @Test
  void a_case_is_no_part_of_itself_and_of_one_case_only() {
    var top = newCase();
    var middle = newCase();
    var bottom = newCase();
    link(middle, "parent", top).then().statusCode(201);
    link(middle, "child", bottom).then().statusCode(201);
    link(top, "parent", bottom).then().statusCode(409).body("detail", containsString("itself"));
    link(bottom, "parent", top).then().statusCode(409).body("detail", containsString("another"));
    link(middle, "parent", top).then().statusCode(409).body("detail", containsString("already"));
    link(top, "parent", top).then().statusCode(422);
    link(top, "related", "DM-2026-999999").then().statusCode(404);
    link(top, "sibling", middle).then().statusCode(422).body("errors.field", hasItem("kind"));
    link(top, "related", bottom).then().statusCode(201);
    link(bottom, "related", top).then().statusCode(409);
  }

  @Test
  void a_case_that_follows_a_closed_one_is_linked_to_it_and_says_that_the_matter_is_back() {
    var report =
        Map.of("title", "Scan", "category", "port-scan", "sources", List.of(Api.freshAddress()));
    String first = Api.submit(report).path("caseKey");
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + first + "/closure")
        .then()
        .statusCode(201);
    String second = Api.submit(report).path("caseKey");
    links(second).body("items.kind", contains("follows")).body("items.key", contains(first));
    links(first).body("items.kind", contains("followed-by")).body("items.key", contains(second));
    Api.getCase(second)
        .then()
        .body("marks.regressedAfter", is(Api.getCase(first).<String>path("closedAt")));
    assertThat(Api.getCase(second).<String>path("marks.regressedAt")).isNotNull();
  }

  @Test
  void the_links_of_a_merged_case_are_those_of_the_one_it_went_into() {
    var from = newCase();
    var into = newCase();
    var other = newCase();
    link(from, "related", other).then().statusCode(201);
    json()
        .body(Map.of("into", into))
        .post("/api/v1/cases/" + from + "/merge")
        .then()
        .statusCode(200);
    links(into).body("items.key", contains(other));
  }
}
