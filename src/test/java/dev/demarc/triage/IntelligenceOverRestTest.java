package dev.demarc.triage;

import static dev.demarc.Api.client;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STIX and MISP are taken under the types that they are sent with. */
@DemarcTest
class IntelligenceOverRestTest {

  private static ValidatableResponse post(String type, String body) {
    return client().contentType(type).body(body).post("/api/v1/reports").then();
  }

  private static String bundle(String id, String more) {
    return """
    {"type": "bundle", "id": "bundle--%1$s", "objects": [
      {"type": "indicator", "id": "indicator--%1$s", "name": "C2", "pattern_type": "stix",
       "pattern": "[ipv4-addr:value = '203.0.113.190']", "valid_from": "2026-11-15T09:00:00Z",
       "modified": "2026-11-%2$s}]}\
    """
        .formatted(id, more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/stix+json;version=2.1",
        "application/vnd.oasis.stix+json; version=2.0",
        "application/taxii+json;version=2.1"
      })
  void stix_becomes_a_case(String type) {
    post(type, bundle(UUID.randomUUID().toString(), "15T09:00:00Z\""))
        .statusCode(201)
        .body("format", is("stix"))
        .body("caseKey", notNullValue());
  }

  @Test
  void an_indicator_that_is_taken_back_ends_its_case() {
    var id = UUID.randomUUID().toString();
    String key =
        post("application/stix+json", bundle(id, "15T09:00:00Z\"")).extract().path("caseKey");
    post("application/stix+json", bundle(id, "16T09:00:00Z\", \"revoked\": true"))
        .statusCode(201)
        .body("caseKey", is(key));
    post(
            "application/stix+json",
            bundle(UUID.randomUUID().toString(), "16T09:00:00Z\", \"revoked\": true"))
        .statusCode(201)
        .body("caseKey", nullValue())
        .body("setAside", containsString("over"));
  }

  @Test
  void each_event_that_misp_answers_is_a_report() {
    var event =
        """
        {"Event": {"uuid": "%s", "info": "Loader", "Attribute": [
          {"type": "ip-dst", "to_ids": true, "value": "203.0.113.191"}]}}\
        """;
    var one = event.formatted(UUID.randomUUID());
    var two = event.formatted(UUID.randomUUID());

    post("application/json", one).statusCode(201).body("format", is("misp"));
    post("application/json", "{\"response\": [" + one + "," + two + "]}")
        .statusCode(202)
        .body("ids", hasSize(2));
  }
}
