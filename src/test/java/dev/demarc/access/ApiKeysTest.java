package dev.demarc.access;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import dev.demarc.access.keys.KeyNetworks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DemarcTest
class ApiKeysTest {

  private static final String REPORT = "{\"title\": \"Scan from 203.0.113.7\"}";

  @Inject EntityManager database;

  private record Made(String id, String name, String secret) {}

  private static Response make(Map<String, Object> limits) {
    var body = new HashMap<String, Object>(limits);
    body.putIfAbsent("name", "made-" + UUID.randomUUID());
    return json().body(body).post("/api/v1/keys");
  }

  private static Made made(Map<String, Object> limits) {
    var answer = make(limits).then().statusCode(201).extract();
    return new Made(answer.path("key.id"), answer.path("key.name"), answer.path("secret"));
  }

  private static RequestSpecification with(String secret) {
    return given().header("Authorization", "Bearer " + secret).contentType("application/json");
  }

  private static int submits(String secret) {
    return with(secret).body(REPORT).post("/api/v1/reports").statusCode();
  }

  private static int reads(String secret) {
    return with(secret).get("/api/v1/cases").statusCode();
  }

  private static int works(String secret, String onCase) {
    return with(secret)
        .body(Map.of("body", "seen"))
        .post("/api/v1/cases/" + onCase + "/notes")
        .statusCode();
  }

  private static int administers(String secret) {
    return with(secret).get("/api/v1/keys").statusCode();
  }

  @Test
  void a_key_does_what_its_scopes_say_and_nothing_else() {
    var on = newCase();
    var submit = made(Map.of("scopes", List.of("submit"))).secret();
    assertThat(List.of(submits(submit), reads(submit), works(submit, on), administers(submit)))
        .containsExactly(201, 403, 403, 403);
    var read = made(Map.of("scopes", List.of("read"))).secret();
    assertThat(List.of(submits(read), reads(read), works(read, on), administers(read)))
        .containsExactly(403, 200, 403, 403);
    var work = made(Map.of("scopes", List.of("work"))).secret();
    assertThat(List.of(submits(work), reads(work), works(work, on), administers(work)))
        .containsExactly(403, 200, 201, 403);
    var administer = made(Map.of("scopes", List.of("administer"))).secret();
    assertThat(
            List.of(
                submits(administer),
                reads(administer),
                works(administer, on),
                administers(administer)))
        .containsExactly(201, 200, 201, 200);
  }

  @Test
  void whatever_is_wrong_with_a_key_is_answered_in_the_same_words() {
    var expired = made(Map.of("scopes", List.of("read"), "expiresAt", "2100-01-01"));
    assertThat(reads(expired.secret())).isEqualTo(200);
    update("expires_at = :at", expired, Instant.now().minusSeconds(1));
    var revoked = made(Map.of("scopes", List.of("read")));
    client().delete("/api/v1/keys/" + revoked.id()).then().statusCode(204);
    var elsewhere =
        made(
            Map.of(
                "scopes", List.of("read"), "addresses", List.of("192.0.2.0/24", "2001:db8::/32")));
    var unknown = with("dm_" + Secret.token()).get("/api/v1/cases");
    unknown.then().statusCode(401).contentType("application/problem+json");
    for (var key : List.of(expired, revoked, elsewhere)) {
      var refused = with(key.secret()).get("/api/v1/cases");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.asString()).isEqualTo(unknown.asString()).doesNotContain(key.secret());
    }
  }

  private void update(String set, Made key, Instant at) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeQuery("update api_key set " + set + " where id = :id")
                    .setParameter("at", at)
                    .setParameter("id", UUID.fromString(key.id()))
                    .executeUpdate());
  }

  @Test
  void a_key_comes_only_from_its_networks() {
    var key =
        made(Map.of("scopes", List.of("read"), "addresses", List.of("127.0.0.1", "10.0.0.0/8")));
    assertThat(reads(key.secret())).isEqualTo(200);
    json()
        .body(Map.of("addresses", List.of("10.0.0.0/8")))
        .patch("/api/v1/keys/" + key.id())
        .then()
        .statusCode(200)
        .body("addresses", contains("10.0.0.0/8"))
        .body("scopes", contains("read"));
    assertThat(reads(key.secret())).isEqualTo(401);
    assertThat(KeyNetworks.contain(List.of("10.0.0.0/8"), "::ffff:10.1.2.3")).isTrue();
    assertThat(KeyNetworks.contain(List.of("2001:db8::/32"), "2001:db8:1::5")).isTrue();
    assertThat(KeyNetworks.contain(List.of("2001:db8::/32"), null)).isFalse();
  }

  @Test
  void a_new_secret_and_the_one_before_are_good_side_by_side_for_a_while() {
    var key = made(Map.of("scopes", List.of("read")));
    String second =
        json()
            .body(Map.of("overlap", "PT1H"))
            .post("/api/v1/keys/" + key.id() + "/secrets")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    assertThat(List.of(reads(key.secret()), reads(second))).containsExactly(200, 200);
    update("previous_until = :at", key, Instant.now().minusSeconds(1));
    assertThat(List.of(reads(key.secret()), reads(second))).containsExactly(401, 200);
    String third =
        json()
            .body(Map.of("overlap", "PT0S"))
            .post("/api/v1/keys/" + key.id() + "/secrets")
            .then()
            .statusCode(200)
            .body("key.previousUntil", nullValue())
            .extract()
            .path("secret");
    assertThat(List.of(reads(second), reads(third))).containsExactly(401, 200);
  }

  @Test
  void its_last_use_is_noted_once_a_minute() {
    var key = made(Map.of("scopes", List.of("read")));
    client().get("/api/v1/keys/" + key.id()).then().body("lastUsedAt", nullValue());
    reads(key.secret());
    String noted = client().get("/api/v1/keys/" + key.id()).path("lastUsedAt");
    reads(key.secret());
    client()
        .get("/api/v1/keys/" + key.id())
        .then()
        .body("lastUsedAt", is(noted))
        .body("lastUsedFrom", is("127.0.0.1"));
    var longAgo = Instant.parse("2026-01-01T00:00:00Z");
    update("last_used_at = :at", key, longAgo);
    reads(key.secret());
    String again = client().get("/api/v1/keys/" + key.id()).path("lastUsedAt");
    assertThat(Instant.parse(again)).isAfter(longAgo);
  }

  @Test
  void a_secret_is_shown_once_and_written_nowhere() {
    var key = made(Map.of("scopes", List.of("read")));
    reads(key.secret());
    var bare = key.secret().substring(3);
    assertThat(client().get("/api/v1/keys/" + key.id()).asString()).doesNotContain(bare);
    assertThat(client().get("/api/v1/keys?limit=200").asString()).doesNotContain(bare);
    assertThat(client().get("/api/v1/audit?limit=200").asString())
        .contains(key.name())
        .doesNotContain(bare);
  }

  @Test
  void what_cannot_be_meant_is_refused_by_field() {
    Map<String, Map<String, Object>> wrong =
        Map.of(
            "scopes", Map.of("scopes", List.of("everything")),
            "addresses", Map.of("scopes", List.of("read"), "addresses", List.of("example.com")),
            "expiresAt", Map.of("scopes", List.of("read"), "expiresAt", "2020-01-01"),
            "name", Map.of("scopes", List.of("read"), "name", " "));
    wrong.forEach(
        (field, body) -> make(body).then().statusCode(422).body("errors.field", contains(field)));
    make(Map.of()).then().statusCode(422);
    var key = made(Map.of("scopes", List.of("read")));
    for (var overlap : List.of("PT9999H", "-PT1H", "soon")) {
      json()
          .body(Map.of("overlap", overlap))
          .post("/api/v1/keys/" + key.id() + "/secrets")
          .then()
          .statusCode(422)
          .body("errors", hasSize(1));
    }
    make(Map.of("name", key.name(), "scopes", List.of("read")))
        .then()
        .statusCode(409)
        .body("detail", containsString("already"));
  }
}
