package dev.demarc.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.demarc.DemarcTest;
import dev.demarc.access.keys.ApiKeys;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With limits that a test can reach. */
@DemarcTest
class CallingTooOftenTest {

  private static final String REPORT = "{\"title\": \"Scan from 203.0.113.7\"}";

  @Inject ApiKeys keys;
  @Inject RateLimit limit;
  @Inject LimitSettings configured;

  @BeforeEach
  void allow_little() {
    limit.countBy(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(LimitSettings.class)
            .withDefaultValues(
                Map.of(
                    "demarc.limits.calls-per-second", "0.1",
                    "demarc.limits.calls-burst", "5",
                    "demarc.limits.attempts-per-second", "0.01",
                    "demarc.limits.attempts-burst", "4"))
            .build()
            .getConfigMapping(LimitSettings.class));
  }

  @AfterEach
  void allow_what_is_configured() {
    limit.countBy(configured);
  }

  private String newKey() {
    return keys.create("calls-" + UUID.randomUUID(), "analyst", "test");
  }

  private static RequestSpecification with(String key) {
    return given().header("Authorization", "Bearer " + key).contentType("application/json");
  }

  private static Response until429(Supplier<Response> call, int most) {
    for (int i = 0; i < most; i++) {
      var answer = call.get();
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("never answered 429 in " + most + " calls");
  }

  @Test
  void a_key_that_calls_too_often_hears_when_to_come_back_and_others_are_served() {
    var key = newKey();
    for (int i = 0; i < 5; i++) {
      with(key).body(REPORT).post("/api/v1/reports").then().statusCode(201);
    }
    var refused = with(key).body(REPORT).post("/api/v1/reports");
    refused
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("type", is("urn:demarc:problem:too-many-requests"))
        .body("status", is(429))
        .body("detail", containsString("again in"));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 10);
    with(newKey()).body(REPORT).post("/api/v1/reports").then().statusCode(201);
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/metrics").then().body(containsString("demarc_throttled_total{by=\"key\""));
  }

  @Test
  void a_body_of_many_reports_is_one_call() {
    var key = newKey();
    with(key)
        .contentType("application/x-ndjson")
        .body((REPORT + "\n").repeat(50).getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(202)
        .body("accepted", is(50));
    with(key).get("/api/v1/responsibility").then().statusCode(200);
  }

  @Test
  void the_second_door_says_it_as_a_service_of_aws_does() {
    var key = newKey();
    var refused = until429(() -> with(key).get("/v1/abusestatuses"), 6);
    refused
        .then()
        .header("x-amzn-ErrorType", "ThrottlingException")
        .contentType("application/json")
        .body("message", containsString("again in"));
    assertThat(refused.header("Retry-After")).matches("[0-9]+");
  }

  @Test
  void whoever_tries_keys_or_passwords_is_stopped_and_the_keys_in_use_are_not() {
    var inUse = newKey();
    with(inUse).get("/api/v1/responsibility").then().statusCode(200);
    until429(() -> with("guess-" + UUID.randomUUID()).get("/api/v1/cases"), 6)
        .then()
        .body("detail", containsString("too many failures"));
    with(inUse).get("/api/v1/responsibility").then().statusCode(200);
    given()
        .contentType("application/x-www-form-urlencoded")
        .formParam("username", "admin")
        .formParam("password", "guess")
        .post("/sign-in")
        .then()
        .statusCode(429)
        .contentType("text/html")
        .header("Retry-After", matchesPattern("[0-9]+"));
    given().get("/sign-in").then().statusCode(200);
  }

  @Test
  void a_message_of_sns_is_counted_for_its_address_whatever_key_it_shows() {
    until429(() -> with("made-up-" + UUID.randomUUID()).post("/api/v1/sns"), 6)
        .then()
        .body("detail", containsString("again in"));
    var key = newKey();
    with(key).get("/api/v1/responsibility").then().statusCode(200);
  }
}
