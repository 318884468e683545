package dev.demarc.finding;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.submit;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.demarc.DemarcTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@DemarcTest
class ExportingCasesTest {

  @Inject DataSource database;

  private static String word() {
    return "e" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
  }

  private static Response export(String q, String format) {
    return client()
        .queryParam("q", q)
        .queryParam("format", format)
        .get("/api/v1/cases/export")
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private static String keyed(String title, Map<String, ?> more) {
    var report = new HashMap<String, Object>(more);
    report.put("title", title);
    return submit(report).then().statusCode(201).extract().path("caseKey");
  }

  @Test
  void csv_holds_a_line_for_each_case_and_no_formula() {
    var id = word();
    var key =
        keyed(
            "=HYPERLINK(\"http://evil.example\";\"x\") " + id,
            Map.of("sources", List.of(freshAddress())));
    var answer = export(id, "csv");
    assertThat(answer.header("Content-Type")).startsWith("text/csv");
    assertThat(answer.header("Content-Disposition")).contains("cases.csv");
    var lines = answer.asString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("key,title,status");
    assertThat(lines.get(1)).startsWith(key + ",\"'=HYPERLINK(\"\"http");
  }

  @Test
  void json_lines_hold_what_a_list_holds_and_how_it_ended() {
    var id = word();
    var address = freshAddress();
    var key = newCase("Compromised EC2 instance attacks us from " + address + " " + id);
    close(key);
    var lines = export(id, "jsonl").asString().lines().toList();
    assertThat(lines).hasSize(1);
    var line = JsonPath.from(lines.get(0));
    assertThat(line.getString("key")).isEqualTo(key);
    assertThat(line.getString("outcome")).isNotNull();
    assertThat(line.getList("sources", String.class)).contains(address);
  }

  private static void close(String key) {
    json()
        .body(Map.of("outcome", "resolved", "version", version(key)))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
  }

  @Test
  void each_line_of_xarf_is_a_report_that_keeps_to_the_schema() {
    var id = word();
    var categories =
        List.of(
            "spam",
            "port-scan",
            "phishing",
            "malware",
            "copyright",
            "botnet",
            "data-exposure",
            "compromised-resource",
            "open-proxy",
            "denial-of-service",
            "other");
    for (var category : categories) {
      keyed(
          category + " " + id,
          Map.of(
              "category",
              category,
              "sources",
              List.of("https://" + category + "." + id + ".com/a", freshAddress())));
    }
    keyed("nothing named " + id, Map.of("category", "phishing"));
    var lines = export(id, "xarf").asString().lines().toList();
    assertThat(lines).hasSize(categories.size() + 1);
    for (var line : lines) {
      json().body(line).post("/api/v1/assessments").then().statusCode(200);
      assertThat(line).contains("\"xarf_version\":\"4.2.0\"");
    }
  }

  @Test
  void a_file_that_does_not_hold_all_says_where_to_go_on() {
    var id = word();
    for (int i = 0; i < 3; i++) {
      newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + id);
    }
    var first = client().get("/api/v1/cases/export?limit=2&q=" + id);
    assertThat(first.asString().lines()).hasSize(3);
    var rest =
        client()
            .queryParam("cursor", first.header("Demarc-Next"))
            .get("/api/v1/cases/export?limit=2&q=" + id);
    assertThat(rest.asString().lines()).hasSize(2);
    assertThat(rest.header("Demarc-Next")).isNull();
    client().get("/api/v1/cases/export?format=xls").then().statusCode(422);
    client().get("/api/v1/cases/export?limit=50001").then().statusCode(422);
  }

  @Test
  void changes_are_listed_once_and_again_when_a_case_changes_again() {
    var id = word();
    var key = newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + id);
    var cursor = changes(id, null, List.of(key));
    cursor = changes(id, cursor, List.of());
    close(key);
    var other = newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + id);
    cursor = changes(id, cursor, List.of(key, other));
    changes(id, cursor, List.of());
    client()
        .get("/api/v1/cases/changes?updatedSince=2099-01-01T00:00:00Z&q=" + id)
        .then()
        .body("items.size()", is(0))
        .body("next", notNullValue());
    client().get("/api/v1/cases/changes?updatedSince=yesterday").then().statusCode(422);
    client().get("/api/v1/cases/changes?cursor=xyz").then().statusCode(422);
  }

  private static String changes(String q, String cursor, List<String> expected) {
    var page =
        client()
            .queryParam("q", q)
            .queryParam("cursor", cursor == null ? "" : cursor)
            .get("/api/v1/cases/changes");
    page.then().statusCode(200).body("items.key", is(expected));
    return page.path("next");
  }

  @Test
  void a_change_that_is_committed_late_is_not_passed_by() throws SQLException {
    var id = word();
    var late = newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + id);
    var cursor = changes(id, null, List.of(late));
    String other;
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("update incident_case set updated_at = now() where key = '" + late + "'");
        other = newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + id);
        // what is newer waits for it
        cursor = changes(id, cursor, List.of());
      } finally {
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
    changes(id, cursor, List.of(late, other));
  }

  @Test
  void a_history_tells_how_often_and_what_became_of_it() {
    var address = freshAddress();
    var reporter = word() + "@isp.example";
    var report =
        Map.of(
            "title",
            "Scan from " + address,
            "category",
            "port-scan",
            "sources",
            List.of(address),
            "reporter",
            Map.of("email", reporter));
    var first = submit(report).<String>path("caseKey");
    close(first);
    submit(report);
    client()
        .get("/api/v1/history?indicator=" + address.replace(".", "[.]"))
        .then()
        .statusCode(200)
        .body("cases", is(2))
        .body("closed", is(1))
        .body("open", is(1))
        .body("repeats", is(1))
        .body("falseReports", is(0))
        .body("recent.size()", is(2));
    client()
        .get("/api/v1/history?reporter=" + reporter)
        .then()
        .body("cases", is(2))
        .body("reports", is(2));
    client().get("/api/v1/history?account=999999999999").then().body("cases", is(0));
    client().get("/api/v1/history").then().statusCode(422);
  }
}
