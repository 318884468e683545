package dev.demarc.countermeasures;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds against a matter until it is taken back. */
@DemarcTest
class CountermeasuresTest {

  @Test
  void a_countermeasure_is_asked_for_takes_effect_and_is_taken_back_after_the_case() {
    var key = newCase();
    var path = "/api/v1/cases/" + key + "/countermeasures";
    String id =
        json()
            .body(Map.of("kind", "Null route", "target", "http://203.0.113.9/x"))
            .post(path)
            .then()
            .statusCode(200)
            .body("items[0].state", is("pending"))
            .body("items[0].effectiveAt", nullValue())
            .extract()
            .path("items[0].id");
    change(path, id, "pending-removal")
        .statusCode(409)
        .body("detail", containsString("may become active or removed"));
    change(path, id, "active").statusCode(200).body("items[0].effectiveAt", notNullValue());
    json().body(Map.of("outcome", "resolved")).post("/api/v1/cases/" + key + "/closure");
    change(path, id, "removed")
        .statusCode(200)
        .body("items[0].removedAt", notNullValue())
        .body("items[0].next", is(List.of()));
    change(path, id, "gone").statusCode(422);
    List<String> told =
        client()
            .get("/api/v1/cases/" + key + "/timeline?limit=200")
            .jsonPath()
            .getList("items.findAll { it.kind == 'countermeasure' }.summary");
    assertThat(told)
        .hasSize(3)
        .allMatch(entry -> entry.contains("Null route") && entry.contains("hxxp://"));
  }

  private static io.restassured.response.ValidatableResponse change(
      String path, String id, String state) {
    return json().body(Map.of("state", state)).patch(path + "/" + id).then();
  }

  @Test
  void noting_one_and_giving_it_another_state_are_taken_back() {
    var key = newCase();
    var path = "/api/v1/cases/" + key + "/countermeasures";
    json().body(Map.of("kind", "Null route", "target", "203.0.113.9")).post(path);
    change(path, client().get(path).path("items[0].id"), "active").statusCode(200);
    takeBack(key);
    client()
        .get(path)
        .then()
        .body("items[0].state", is("pending"))
        .body("items[0].effectiveAt", nullValue());
    takeBack(key);
    client().get(path).then().body("items", is(List.of()));
  }

  @Test
  void what_came_after_keeps_a_countermeasure_from_being_taken_back() {
    var key = newCase();
    var path = "/api/v1/cases/" + key + "/countermeasures";
    json().body(Map.of("kind", "Null route", "target", "203.0.113.9")).post(path);
    String first = client().get("/api/v1/cases/" + key).path("undoable[0].id");
    change(path, client().get(path).path("items[0].id"), "active").statusCode(200);
    client()
        .delete("/api/v1/cases/" + key + "/changes/" + first)
        .then()
        .statusCode(409)
        .body("detail", containsString("was changed since"));
  }

  private static void takeBack(String key) {
    String latest = client().get("/api/v1/cases/" + key).path("undoable[0].id");
    client()
        .delete("/api/v1/cases/" + key + "/changes/" + latest)
        .then()
        .statusCode(org.hamcrest.Matchers.lessThan(300));
  }
}
