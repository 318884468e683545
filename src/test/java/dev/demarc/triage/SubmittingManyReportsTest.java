package dev.demarc.triage;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.demarc.DemarcTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@DemarcTest
class SubmittingManyReportsTest {

  private static RequestSpecification body(String contentType, String text) {
    return client()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(contentType, ContentType.BINARY)))
        .contentType(contentType)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RequestSpecification lines(String text) {
    return body("application/x-ndjson", text);
  }

  private static String form(String title, String address) {
    return "{\"title\":\""
        + title
        + "\",\"category\":\"port-scan\",\"sources\":[\""
        + address
        + "\"]}";
  }

  private static void awaitFiled(String id) {
    await()
        .untilAsserted(
            () ->
                client()
                    .get("/api/v1/reports/" + id)
                    .then()
                    .body("status", is("FILED"))
                    .body("caseKey", startsWith("DM-")));
  }

  @Test
  void each_line_becomes_a_report_of_its_own_and_wrong_ones_are_named_by_their_line() {
    var answer =
        lines(
                form("a", freshAddress())
                    + "\n\n{\"title\": \n{\"colour\":\"red\"}\n"
                    + form("b", freshAddress()))
            .post("/api/v1/reports")
            .then()
            .statusCode(202)
            .body("accepted", is(2))
            .body("rejectedCount", is(2))
            .body("rejected.line", contains(3, 4))
            .body("rejected[1].detail", containsString("colour"))
            .body("ids", hasSize(2))
            .extract();
    List<String> ids = answer.path("ids");
    ids.forEach(SubmittingManyReportsTest::awaitFiled);
    client().get("/api/v1/reports/" + ids.get(1)).then().body("title", is("b"));
  }

  @Test
  void a_repeated_body_with_its_key_is_the_same_reports_and_completes_what_was_cut_off() {
    var key = UUID.randomUUID().toString();
    var first = form("first", freshAddress());
    List<String> half =
        lines(first).header("Idempotency-Key", key).post("/api/v1/reports").path("ids");
    var whole = first + "\n" + form("second", freshAddress());
    List<String> all =
        lines(whole).header("Idempotency-Key", key).post("/api/v1/reports").path("ids");
    assertThat(all).hasSize(2).startsWith(half.get(0));
    assertThat(
            lines(whole)
                .header("Idempotency-Key", key)
                .post("/api/v1/reports")
                .<List<String>>path("ids"))
        .isEqualTo(all);
    lines(form("other", freshAddress()))
        .header("Idempotency-Key", key)
        .post("/api/v1/reports")
        .then()
        .statusCode(409);
  }

  @Test
  void more_lines_than_one_transaction_holds_are_all_taken_in() {
    // 4 MiB
    var blanks = " ".repeat(900_000);
    var body =
        IntStream.range(0, 7)
            .mapToObj(i -> "{\"title\":\"line " + i + "\"" + blanks + "}")
            .collect(Collectors.joining("\n"));
    List<String> ids =
        lines(body).post("/api/v1/reports").then().statusCode(202).extract().path("ids");
    assertThat(ids).hasSize(7).doesNotHaveDuplicates();
    client()
        .get("/api/v1/reports/" + ids.get(6) + "/raw")
        .then()
        .body(startsWith("{\"title\":\"line 6\""));
  }

  @Test
  void a_body_of_many_lines_may_be_larger_than_one_report_may() {
    var filler = "x".repeat(900_000);
    var body =
        IntStream.range(0, 32)
            .mapToObj(i -> i == 0 ? "{\"title\":\"taken\"}" : "{\"colour\":\"" + filler + "\"}")
            .collect(Collectors.joining("\n"));
    lines(body)
        .post("/api/v1/reports")
        .then()
        .statusCode(202)
        .body("accepted", is(1))
        .body("rejectedCount", is(31));
    body("application/json", body)
        .post("/api/v1/reports")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  @Test
  void a_single_report_that_does_not_say_how_large_it_is_is_cut_off_at_its_limit()
      throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/api/v1/reports"))
            .header("Authorization", "Bearer test-key")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[27 << 20])))
            .build();
    try {
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(413);
    } catch (IOException closed) {
      // a server that has heard enough may hang up before it has answered
      assertThat(closed).hasMessageNotContaining("refused");
    }
  }

  @Test
  void a_list_of_findings_is_taken_apart_and_a_body_without_any_is_refused() {
    json()
        .body(List.of(Map.of("title", "one"), Map.of("title", "two"), 7))
        .post("/api/v1/reports")
        .then()
        .statusCode(202)
        .body("accepted", is(2))
        .body("rejected.line", contains(3));
    lines("\n\n").post("/api/v1/reports").then().statusCode(400);
    body("text/csv", "colour\nred\n").post("/api/v1/reports").then().statusCode(400);
  }

  @Test
  void rows_are_read_by_their_header_and_filed() {
    var address = freshAddress();
    String id =
        body(
                "text/csv",
                "timestamp,source ip,category,port\n2026-11-20T10:00:00Z,"
                    + address
                    + ",port-scan,22\n")
            .post("/api/v1/reports")
            .then()
            .statusCode(202)
            .body("accepted", is(1))
            .extract()
            .path("ids[0]");
    awaitFiled(id);
    client()
        .get("/api/v1/reports/" + id)
        .then()
        .body("format", is("csv"))
        .body("category", is("port-scan"))
        .body("occurredAt", is("2026-11-20T10:00:00Z"))
        .body("indicators.find { it.value == '" + address + "' }.role", is("source"))
        .body("details.columns.port", is("22"));
  }

  @Test
  void a_saved_mapping_reads_columns_of_any_name_also_after_it_was_changed() {
    var address = freshAddress();
    json()
        .body(Map.of("columns", Map.of("Angreifer", "sources", "Was", "title")))
        .put("/api/v1/csv-mappings/partner-a")
        .then()
        .statusCode(201);
    client().get("/api/v1/csv-mappings").then().body("items.name", hasItems("partner-a"));
    String id =
        body("text/csv", "Was;Angreifer\nScan;" + address + "\n")
            .queryParam("mapping", "partner-a")
            .post("/api/v1/reports")
            .then()
            .statusCode(202)
            .extract()
            .path("ids[0]");
    client().delete("/api/v1/csv-mappings/partner-a").then().statusCode(204);
    awaitFiled(id);
    client()
        .get("/api/v1/reports/" + id)
        .then()
        .body("title", is("Scan"))
        .body("indicators.value", hasItems(address));
    body("text/csv", "Was\nScan\n")
        .queryParam("mapping", "partner-a")
        .post("/api/v1/reports")
        .then()
        .statusCode(404)
        .body("detail", containsString("partner-a"));
  }

  @Test
  void a_mapping_to_a_field_there_is_not_names_the_column() {
    json()
        .body(Map.of("columns", Map.of("Wer", "attacker")))
        .put("/api/v1/csv-mappings/wrong")
        .then()
        .statusCode(422)
        .body("errors.field", contains("columns.Wer"));
  }

  @Test
  void a_form_with_files_is_one_report_with_evidence_and_its_exact_bytes_are_kept() {
    var address = freshAddress();
    var log = "Failed password for root from " + address + " port 22";
    String id =
        client()
            .multiPart("title", "Login attack")
            .multiPart("sources", address)
            .multiPart("evidence", "auth.log", log.getBytes(StandardCharsets.UTF_8), "text/plain")
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .body("format", is("demarc"))
            .extract()
            .path("id");
    client()
        .get("/api/v1/reports/" + id)
        .then()
        .body("attachments.fileName", contains("auth.log"))
        .body("indicators.value", hasItems(address));
    client()
        .get("/api/v1/reports/" + id + "/raw")
        .then()
        .body(containsString("name=\"title\""))
        .body(containsString(log));
  }

  @Test
  void a_form_that_breaks_its_rules_is_refused_naming_the_field() {
    client()
        .multiPart("colour", "red")
        .multiPart("title", "x")
        .post("/api/v1/reports")
        .then()
        .statusCode(422)
        .body("errors.field", contains("colour"));
  }
}
