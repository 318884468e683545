package dev.demarc.triage;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DemarcTest
class SubmittingReportsTest {

  private static final String PROBLEM = "application/problem+json";

  @Test
  void a_report_is_filed_in_a_case_and_answered_with_where_it_is() {
    var address = freshAddress();
    var answer =
        submit(
                Map.of(
                    "title",
                    "Port scan from " + address,
                    "category",
                    "port-scan",
                    "sources",
                    List.of(address),
                    "accountId",
                    "123456789012"))
            .then()
            .statusCode(201)
            .header("Location", startsWith("/api/v1/reports/"))
            .body("status", is("FILED"))
            .body("format", is("demarc"))
            .body("caseKey", startsWith("DM-"))
            .body("joinedExistingCase", is(false))
            .body("assessment.responsibility", notNullValue())
            .body("assessment.reasons", notNullValue())
            .extract();
    client()
        .get(answer.header("Location"))
        .then()
        .statusCode(200)
        .body("id", equalTo(answer.path("id")))
        .body("channel", is("rest"))
        .body("category", is("port-scan"))
        .body("caseKey", equalTo(answer.path("caseKey")))
        .body("indicators.value", hasItem(address))
        .body("indicators.find { it.value == '" + address + "' }.role", is("source"));
  }

  @Test
  void raw_gives_back_the_exact_bytes_as_a_download_that_nothing_runs() {
    var body = "{\"title\": \"exact  bytes \\u00e9 \",\n\n \"description\":\"x\"}   ";
    var location =
        json()
            .body(body.getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/reports")
            .header("Location");
    var raw = client().get(location + "/raw");
    raw.then()
        .statusCode(200)
        .header("Content-Disposition", startsWith("attachment"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", startsWith("sandbox"));
    assertThat(raw.asByteArray()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_second_report_about_the_same_thing_joins_the_open_case() {
    var address = freshAddress();
    var report = Map.of("title", "Scan", "category", "port-scan", "sources", List.of(address));
    String first = submit(report).then().statusCode(201).extract().path("caseKey");
    submit(report)
        .then()
        .statusCode(201)
        .body("caseKey", equalTo(first))
        .body("joinedExistingCase", is(true));
    client().get("/api/v1/cases/" + first).then().body("reportCount", is(2));
  }

  @Test
  void a_report_of_another_category_about_the_same_address_opens_a_case_of_its_own() {
    var address = freshAddress();
    String scan =
        submit(Map.of("title", "Scan", "category", "port-scan", "sources", List.of(address)))
            .path("caseKey");
    submit(Map.of("title", "Spam", "category", "spam", "sources", List.of(address)))
        .then()
        .body("caseKey", not(equalTo(scan)))
        .body("joinedExistingCase", is(false));
  }

  @Test
  void a_repeat_with_the_same_idempotency_key_answers_the_first_ids() {
    var key = UUID.randomUUID().toString();
    var first =
        json()
            .header("Idempotency-Key", key)
            .body(Map.of("title", "once"))
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .extract();
    json()
        .header("Idempotency-Key", key)
        .body(Map.of("title", "once"))
        .post("/api/v1/reports")
        .then()
        .statusCode(200)
        .body("id", equalTo(first.path("id")))
        .body("caseKey", equalTo(first.path("caseKey")));
    json()
        .header("Idempotency-Key", key)
        .body(Map.of("title", "another"))
        .post("/api/v1/reports")
        .then()
        .statusCode(409)
        .contentType(PROBLEM);
  }

  @Test
  void who_prefers_not_to_wait_is_answered_202_and_the_worker_files_it() {
    var location =
        json()
            .header("Prefer", "respond-async")
            .body(Map.of("title", "not in a hurry"))
            .post("/api/v1/reports")
            .then()
            .statusCode(202)
            .body("status", is("RECEIVED"))
            .body("caseKey", nullValue())
            .extract()
            .header("Location");
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                client()
                    .get(location)
                    .then()
                    .body("status", is("FILED"))
                    .body("caseKey", startsWith("DM-")));
  }

  @Test
  void unreadable_json_is_400_with_the_place() {
    json()
        .body("{\"title\": ")
        .post("/api/v1/reports")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("type", is("urn:demarc:problem:unreadable"))
        .body("detail", notNullValue());
  }

  @Test
  void a_form_that_breaks_its_rules_is_422_naming_each_field() {
    submit(Map.of("title", "x", "category", "no-such", "accountId", "12", "severity", "loud"))
        .then()
        .statusCode(422)
        .contentType(PROBLEM)
        .body("errors.field", hasItem("category"))
        .body("errors.field", hasItem("accountId"))
        .body("errors.field", hasItem("severity"));
  }

  @Test
  void json_of_no_known_form_is_422() {
    submit(Map.of("hello", "world")).then().statusCode(422).contentType(PROBLEM);
  }

  @Test
  void json_that_is_plainly_no_form_is_filed_for_people() {
    var peer = freshAddress();

    submit(Map.of("event", "login", "user", "root", "peer", peer, "tries", 12))
        .then()
        .statusCode(201)
        .body("format", equalTo("json"))
        .body("caseKey", notNullValue());
  }

  private static Response sendText(String path, String text) {
    return client()
        .contentType("text/plain; charset=utf-8")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .post(path);
  }

  @Test
  void plain_text_is_a_report_in_its_senders_words() {
    var attacker = freshAddress();
    var log =
        "SSH brute force from one of your hosts\n\n"
            + "Nov 20 06:07:08 gate sshd[7]: Failed password for root from "
            + attacker
            + " port 40222 ssh2\n";

    sendText("/api/v1/assessments", log)
        .then()
        .statusCode(200)
        .body("category", equalTo("intrusion-attempt"));
    String id =
        sendText("/api/v1/reports", log)
            .then()
            .statusCode(201)
            .body("format", equalTo("text"))
            .extract()
            .path("id");
    client()
        .get("/api/v1/reports/" + id)
        .then()
        .body("title", equalTo("SSH brute force from one of your hosts"))
        .body("indicators.find { it.role == 'source' }.value", equalTo(attacker));
  }

  @Test
  void an_unknown_content_type_is_415() {
    client()
        .contentType("application/x-unheard-of")
        .body("x".getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(415)
        .contentType(PROBLEM);
  }

  @Test
  void no_key_and_a_wrong_key_are_401() {
    given()
        .contentType("application/json")
        .body("{\"title\":\"x\"}")
        .post("/api/v1/reports")
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", startsWith("Bearer"));
    given()
        .header("Authorization", "Bearer not-a-key")
        .get("/api/v1/cases")
        .then()
        .statusCode(401)
        .contentType(PROBLEM);
  }

  @Test
  void a_body_past_25_mebibytes_is_413() {
    client()
        .contentType("message/rfc822")
        .body(new byte[25 * 1024 * 1024 + 1])
        .post("/api/v1/reports")
        .then()
        .statusCode(413)
        .contentType(PROBLEM);
  }

  @Test
  void an_empty_body_is_400() {
    json().post("/api/v1/reports").then().statusCode(400).contentType(PROBLEM);
  }

  @Test
  void there_is_no_report_under_an_id_that_is_none() {
    client().get("/api/v1/reports/nonsense").then().statusCode(404).contentType(PROBLEM);
    client().get("/api/v1/reports/" + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void bytes_that_are_no_mail_are_kept_and_go_to_people() {
    var garbage = new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 10, 13, 0, 65, 66};
    var answer =
        client()
            .contentType("message/rfc822")
            .body(garbage)
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .body("caseKey", startsWith("DM-"))
            .body("assessment.autoRoute", is(false))
            .extract();
    assertThat(client().get(answer.header("Location") + "/raw").asByteArray()).isEqualTo(garbage);
    client()
        .get("/api/v1/cases/" + answer.path("caseKey"))
        .then()
        .body("workItems.queue", hasItem("abuse-desk"));
  }

  @Test
  void an_assessment_tells_what_the_engine_would_say_and_stores_nothing() {
    var address = freshAddress();
    var before = client().get("/api/v1/cases?indicator=" + address).path("items.size()");
    json()
        .body(
            Map.of(
                "title",
                "Compromised EC2 instance " + address,
                "description",
                "The guest OS of the EC2 instance was compromised with malware.",
                "service",
                "EC2",
                "sources",
                List.of(address)))
        .post("/api/v1/assessments")
        .then()
        .statusCode(200)
        .body("responsibility", is("CUSTOMER"))
        .body("service", is("EC2"))
        .body("queue", is("customer-security"))
        .body("matrixVersion", notNullValue())
        .body("reasons[0].evidence", notNullValue());
    assertThat((Object) client().get("/api/v1/cases?indicator=" + address).path("items.size()"))
        .isEqualTo(before)
        .isEqualTo(0);
  }

  @Test
  void the_matrix_in_force_can_be_read() {
    client()
        .get("/api/v1/responsibility")
        .then()
        .statusCode(200)
        .body("services.service", hasItem("EC2"));
    client()
        .get("/api/v1/responsibility/EC2")
        .then()
        .body("layers.find { it.layer == 'guest-os' }.responsibility", is("CUSTOMER"))
        .body("layers.find { it.layer == 'host' }.responsibility", is("AWS"));
    client().get("/api/v1/responsibility/Nonesuch").then().statusCode(404).contentType(PROBLEM);
  }
}
