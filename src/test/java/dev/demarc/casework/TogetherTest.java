package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.DemarcTest;
import dev.demarc.access.keys.ApiKeys;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several people on one case: who else is there, and how long each worked on it. */
@DemarcTest
class TogetherTest {

  @Inject ApiKeys keys;
  @Inject EntityManager database;

  private final String name = "together-" + UUID.randomUUID();
  private String other;
  private String key;

  @BeforeEach
  void openCase() {
    other = keys.create(name, "analyst", "test");
    key = newCase();
  }

  @Test
  void who_else_looks_at_a_case_and_who_types_is_seen() {
    client().get(presence()).then().statusCode(200).body("items", empty());
    asOther().put(presence()).then().statusCode(200).body("items", empty());
    client()
        .get(presence())
        .then()
        .body("items", hasSize(1))
        .body("items[0].username", is(name))
        .body("items[0].typing", is(false));
    asOther().body(Map.of("typing", true)).put(presence()).then().statusCode(200);
    json()
        .body(Map.of())
        .put(presence())
        .then()
        .body("items.find { it.username == '" + name + "' }.typing", is(true));
    asOther().get(presence()).then().body("items.username", not(hasItem(name)));
  }

  @Test
  void typing_is_shown_for_a_while_and_looking_for_a_while_longer() {
    asOther().body(Map.of("typing", true)).put(presence()).then().statusCode(200);
    pass("25 seconds");
    client().get(presence()).then().body("items[0].typing", is(false));
    pass("20 seconds");
    client().get(presence()).then().body("items", empty());
  }

  private void pass(String time) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeQuery(
                        "update presence set seen_at = seen_at - cast(:time as interval), typed_at"
                            + " = typed_at - cast(:time as interval) where username = :name")
                    .setParameter("time", time)
                    .setParameter("name", name)
                    .executeUpdate());
  }

  @Test
  void who_is_there_is_on_no_timeline_and_changes_no_version() {
    int version = dev.demarc.Api.version(key);
    asOther().body(Map.of("typing", true)).put(presence()).then().statusCode(200);
    assertThat(dev.demarc.Api.version(key)).isEqualTo(version);
  }

  @Test
  void time_is_noted_summed_and_taken_back_by_who_noted_it() {
    json()
        .body(Map.of("minutes", 15, "what", "read logs"))
        .post(time())
        .then()
        .statusCode(200)
        .body("minutes", is(15));
    String noted = client().get(time()).path("entries[0].id");
    asOther()
        .body(Map.of("minutes", 10))
        .post(time())
        .then()
        .body("minutes", is(25))
        .body("entries[0].by", is(name));
    asOther().delete(time() + "/" + noted).then().statusCode(404);
    client().delete(time() + "/" + noted).then().statusCode(200).body("minutes", is(10));
  }

  @Test
  void time_is_at_least_a_minute_and_at_most_a_day() {
    for (var minutes : new int[] {0, -5, 1441}) {
      json()
          .body(Map.of("minutes", minutes))
          .post(time())
          .then()
          .statusCode(422)
          .body("errors.field", hasItem("minutes"))
          .body("detail", containsString("1440"));
    }
    json().body(Map.of("what", "nothing")).post(time()).then().statusCode(422);
  }

  private String presence() {
    return "/api/v1/cases/" + key + "/presence";
  }

  private String time() {
    return "/api/v1/cases/" + key + "/time";
  }

  private RequestSpecification asOther() {
    return given().header("Authorization", "Bearer " + other).contentType("application/json");
  }
}
