package dev.demarc.ops;

import static dev.demarc.Api.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.SessionCookie;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's tools ask of the running application. */
@DemarcTest
class OperationTest {

  @Inject DataSource database;

  @Test
  void says_that_it_lives() {
    given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void is_ready_only_with_its_database() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name.flatten()", hasItem(containsString("Database")));
  }

  @Test
  void counts_for_prometheus() {
    given().get("/q/metrics").then().statusCode(200).body(containsString("jvm_memory_used_bytes"));
  }

  @Test
  void describes_its_interface() {
    given().get("/q/openapi").then().statusCode(200).body(containsString("openapi: 3"));
  }

  @Test
  void every_session_of_the_tests_stands_in_a_strange_time_zone() throws Exception {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery("SHOW timezone")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("Pacific/Chatham");
    }
  }

  private static RequestSpecification fromAfar() {
    return given().header("X-Forwarded-For", "203.0.113.9");
  }

  private static String key(String scope, String side) {
    return json()
        .body(Map.of("name", "watch-" + UUID.randomUUID(), "scopes", List.of(scope), "side", side))
        .post("/api/v1/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("secret");
  }

  @Test
  void from_elsewhere_only_probes_are_answered_without_a_key() {
    fromAfar().get("/q/health/live").then().statusCode(200);
    fromAfar().get("/q/health/ready").then().statusCode(200);
    for (var path :
        List.of("/q/metrics", "/q/openapi", "/q/health", "/q/health/group/x", "/q/swagger-ui")) {
      fromAfar()
          .get(path)
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", containsString("Bearer"));
      fromAfar().header("Authorization", "Bearer no-key").get(path).then().statusCode(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "Forwarded-For",
        "Via",
        "X-Forwarded-Proto",
        "X-Forwarded-Server",
        "X-Original-Forwarded-For",
        "X-Forwarded-Scheme",
        "X-Scheme",
        "X-Real-IP",
        "CF-Connecting-IP",
        "True-Client-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "X-ProxyUser-Ip",
        "CloudFront-Viewer-Address",
        "CDN-Loop",
        "X-Envoy-External-Address",
        "X-Amzn-Trace-Id",
      })
  void what_any_proxy_passed_on_is_from_elsewhere(String header) {
    given().header(header, "x").get("/q/metrics").then().statusCode(401);
    given().header(header, "x").get("/q/health/live").then().statusCode(200);
  }

  @Test
  void a_key_that_reads_gets_metrics_and_any_key_what_it_may_call() {
    var reading = "Bearer " + key("read", "");
    var submitting = "Bearer " + key("submit", "");
    fromAfar().header("Authorization", reading).get("/q/metrics").then().statusCode(200);
    fromAfar().header("Authorization", submitting).get("/q/metrics").then().statusCode(403);
    fromAfar().header("Authorization", submitting).get("/q/openapi").then().statusCode(200);
    var limited = "Bearer " + key("work", "aws");
    fromAfar().header("Authorization", limited).get("/q/metrics").then().statusCode(403);
  }

  @Test
  void a_session_opens_nothing_there() {
    var session = ConsoleSession.ofAdministrator();
    fromAfar()
        .cookie(SessionCookie.NAME, session.cookie())
        .get("/q/metrics")
        .then()
        .statusCode(401);
  }
}
