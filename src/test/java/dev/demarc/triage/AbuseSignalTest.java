package dev.demarc.triage;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import dev.demarc.access.keys.ApiKeys;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A client written for AWS's Abuse Signal API reports here. */
@DemarcTest
class AbuseSignalTest {

  @Inject ApiKeys keys;

  static Map<String, Object> xarf(String address) {
    var party = Map.of("org", "Example", "contact", "soc@example.org", "domain", "example.org");
    var report =
        new HashMap<String, Object>(
            Map.of(
                "xarf_version", "4.2.0",
                "report_id", UUID.randomUUID().toString(),
                "timestamp", "2026-11-20T10:00:00Z",
                "reporter", party,
                "sender", party,
                "source_identifier", address,
                "category", "connection",
                "type", "port_scan",
                "first_seen", "2026-11-20T09:00:00Z",
                "protocol", "tcp"));
    report.put("source_port", 40022);
    return report;
  }

  private static Map<String, Object> request(String token, String correlationId, Object xarf) {
    return Map.of(
        "clientToken", token, "correlationId", correlationId, "report", Map.of("xarf", xarf));
  }

  private static JsonPath status(String id) {
    return client().get("/v1/abuse/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static String internal(String id) {
    return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  @Test
  void a_report_is_accepted_filed_and_followed_until_its_case_is_closed() {
    var correlation = "job-" + UUID.randomUUID();
    String id =
        json()
            .body(request(UUID.randomUUID().toString(), correlation, xarf(freshAddress())))
            .post("/v1/abuse")
            .then()
            .statusCode(202)
            .body("reportId", matchesPattern("[a-zA-Z0-9]{20,64}"))
            .body("correlationId", is(correlation))
            .extract()
            .path("reportId");
    await().untilAsserted(() -> assertThat(status(id).getString("status")).isEqualTo("PROCESSING"));
    assertThat(status(id).getDouble("submittedAt")).isGreaterThan(1.7e9);
    String key = client().get("/api/v1/reports/" + internal(id)).path("caseKey");
    client()
        .get("/api/v1/reports/" + internal(id))
        .then()
        .body("format", is("xarf-v4"))
        .body("category", is("port-scan"));
    json()
        .body(Map.of("outcome", "resolved", "note", "The instance was stopped."))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
    client()
        .get("/v1/abuse/" + id)
        .then()
        .body("status", is("COMPLETED"))
        .body("reasonCode", is("ACTIONED"))
        .body("correlationId", is(correlation));
    client()
        .queryParam("correlationId", correlation)
        .get("/v1/abusestatuses")
        .then()
        .body("reports.reportId", contains(id))
        .body("reports.status", contains("COMPLETED"))
        .body("nextToken", nullValue());
  }

  @Test
  void the_same_token_is_the_same_report_whatever_the_body() {
    var token = UUID.randomUUID().toString();
    String first =
        json().body(request(token, "a", xarf(freshAddress()))).post("/v1/abuse").path("reportId");
    json()
        .body(request(token, "b", xarf(freshAddress())))
        .post("/v1/abuse")
        .then()
        .statusCode(202)
        .body("reportId", is(first));
  }

  @Test
  void what_breaks_the_schema_is_named_as_a_json_pointer() {
    var wrong = xarf(freshAddress());
    wrong.put("type", "tickling");
    wrong.remove("timestamp");
    json()
        .body(request("t-" + UUID.randomUUID(), "c", wrong))
        .post("/v1/abuse")
        .then()
        .statusCode(400)
        .header("x-amzn-ErrorType", "ValidationException")
        .body("message", notNullValue())
        .body("fieldList.path", hasItem("/report/xarf/timestamp"));
    json()
        .body(Map.of("correlationId", "no spaces, please", "report", Map.of("xarf", Map.of())))
        .post("/v1/abuse")
        .then()
        .statusCode(400)
        .body("fieldList.path", contains("/correlationId"));
    json().body(Map.of("report", Map.of())).post("/v1/abuse").then().statusCode(400);
    json().body("{").post("/v1/abuse").then().statusCode(400);
  }

  @Test
  void a_list_is_paged_and_only_the_keys_own() {
    var correlation = "page-" + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      json()
          .body(request(UUID.randomUUID().toString(), correlation, xarf(freshAddress())))
          .post("/v1/abuse")
          .then()
          .statusCode(202);
    }
    var first =
        client()
            .queryParam("correlationId", correlation)
            .queryParam("maxResults", 2)
            .get("/v1/abusestatuses")
            .then()
            .body("reports", hasSize(2))
            .extract()
            .jsonPath();
    client()
        .queryParam("correlationId", correlation)
        .queryParam("nextToken", first.getString("nextToken"))
        .get("/v1/abusestatuses")
        .then()
        .body("reports", hasSize(1))
        .body("nextToken", nullValue());
    var other = keys.create("other-" + UUID.randomUUID(), "submitter", "test");
    given()
        .header("Authorization", "Bearer " + other)
        .queryParam("correlationId", correlation)
        .get("/v1/abusestatuses")
        .then()
        .statusCode(200)
        .body("reports", is(List.of()));
    client().queryParam("maxResults", 51).get("/v1/abusestatuses").then().statusCode(400);
  }

  @Test
  void failures_have_the_names_that_clients_of_aws_know() {
    client()
        .get("/v1/abuse/" + "0".repeat(32))
        .then()
        .statusCode(404)
        .header("x-amzn-ErrorType", "ResourceNotFoundException");
    given()
        .get("/v1/abuse/" + "0".repeat(32))
        .then()
        .statusCode(403)
        .header("x-amzn-ErrorType", "UnrecognizedClientException");
    var large = xarf(freshAddress());
    large.put("description", "x".repeat(5 << 20));
    json()
        .body(request("large", "c", large))
        .post("/v1/abuse")
        .then()
        .statusCode(413)
        .header("x-amzn-ErrorType", "RequestEntityTooLargeException");
  }

  @Test
  void a_request_without_a_token_that_comes_again_at_once_is_the_same_report() {
    var body = Map.of("report", Map.of("xarf", xarf(freshAddress())));
    String first =
        json().body(body).post("/v1/abuse").then().statusCode(202).extract().path("reportId");
    json().body(body).post("/v1/abuse").then().statusCode(202).body("reportId", is(first));
    String other =
        json()
            .body(Map.of("report", Map.of("xarf", xarf(freshAddress()))))
            .post("/v1/abuse")
            .path("reportId");
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void a_test_submission_is_followed_like_any_other_and_opens_no_case() {
    var report = xarf(freshAddress());
    report.put("tags", List.of("lifecycle:test"));
    String id =
        json()
            .body(request(UUID.randomUUID().toString(), "t", report))
            .post("/v1/abuse")
            .then()
            .statusCode(202)
            .extract()
            .path("reportId");
    await().untilAsserted(() -> assertThat(status(id).getString("status")).isEqualTo("COMPLETED"));
    assertThat(status(id).getString("reasonCode")).isEqualTo("REVIEWED_NO_AWS_ACTION");
    client()
        .get("/api/v1/reports/" + internal(id))
        .then()
        .body("caseKey", nullValue())
        .body("setAside", org.hamcrest.Matchers.containsString("lifecycle:test"));
  }

  @Test
  void the_report_is_a_union_of_one() {
    json()
        .body(Map.of("report", Map.of("xarf", xarf(freshAddress()), "other", Map.of())))
        .post("/v1/abuse")
        .then()
        .statusCode(400)
        .body("fieldList.path", contains("/report"));
  }

  @Test
  void a_client_hears_which_parameter_is_wrong_and_may_send_a_content_type_with_a_question() {
    client()
        .queryParam("nextToken", "not one of ours")
        .get("/v1/abusestatuses")
        .then()
        .statusCode(400)
        .header("x-amzn-ErrorType", "ValidationException")
        .body("fieldList.path", contains("/nextToken"));
    client()
        .contentType("application/x-amz-json-1.1")
        .get("/v1/abusestatuses")
        .then()
        .statusCode(200);
    for (var token : List.of("", "with space", "x".repeat(129), "é")) {
      json()
          .body(request(token, "c", xarf(freshAddress())))
          .post("/v1/abuse")
          .then()
          .statusCode(400)
          .body("fieldList.path", contains("/clientToken"));
    }
    for (var id : List.of("", "a.b", "x".repeat(257))) {
      json()
          .body(request("t-" + UUID.randomUUID(), id, xarf(freshAddress())))
          .post("/v1/abuse")
          .then()
          .statusCode(400)
          .body("fieldList.path", contains("/correlationId"));
    }
  }

  @Test
  void fifty_items_of_evidence_are_taken_and_one_more_is_not() {
    var item = Map.of("content_type", "text/plain", "payload", "eA==");
    var report = xarf(freshAddress());
    report.put("evidence", java.util.Collections.nCopies(50, item));
    json()
        .body(request("e-" + UUID.randomUUID(), "c", report))
        .post("/v1/abuse")
        .then()
        .statusCode(202);
    report.put("evidence", java.util.Collections.nCopies(51, item));
    json()
        .body(request("e-" + UUID.randomUUID(), "c", report))
        .post("/v1/abuse")
        .then()
        .statusCode(400)
        .body("fieldList.path", contains("/report/xarf/evidence"));
  }

  @Test
  void version_three_is_converted_and_the_users_guides_own_example_is_taken() {
    var v3 =
        """
        {"clientToken": "v3-%s", "report": {"xarf": {"Version": "3", "ReporterInfo":
          {"ReporterOrg": "Example", "ReporterOrgDomain": "example.org",
           "ReporterOrgEmail": "soc@example.org"},
         "Disclosure": true, "Report": {"ReportClass": "Activity", "ReportType": "PortScan",
          "Date": "2026-11-20T10:00:00Z", "SourceIp": "%s"}}}}\
        """
            .formatted(UUID.randomUUID(), freshAddress());
    json().body(v3).post("/v1/abuse").then().statusCode(202);
    var example =
        """
        {"report": {"xarf": {"xarf_version": "4.0.0",
         "report_id": "550e8400-e29b-41d4-a716-446655440000", "timestamp": "2026-09-09T14:30:00Z",
         "category": "content", "type": "phishing",
         "reporter": {"org": "Example Corp", "contact": "abuse@example.com", "domain": "example.com"},
         "sender": {"org": "Unknown", "contact": "unknown@example.com", "domain": "example.com"},
         "source_identifier": "192.0.2.42", "url": "https://phish.example.com/login"}}}\
        """;
    json().body(example).post("/v1/abuse").then().statusCode(202);
  }
}
