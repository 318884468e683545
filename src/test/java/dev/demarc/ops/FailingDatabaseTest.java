package dev.demarc.ops;

import static dev.demarc.Api.client;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers hear while the database fails under a running application. */
@DemarcTest
class FailingDatabaseTest {

  private static final String BREAKS_REPORT = "breaks=report";
  private static final String BREAKS_FILING = "breaks=filing";

  @Inject DataSource database;

  @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
  int poolSize;

  @AfterEach
  void mend() throws SQLException {
    run("drop trigger if exists breaks_report on report");
    run("drop trigger if exists breaks_filing on filing");
    run("drop function if exists break_connection");
  }

  @Test
  void a_connection_that_breaks_at_the_commit_of_a_report_is_no_fault_of_demarc() throws Exception {
    breakAtCommitOf("report", marked(BREAKS_REPORT));
    submit(BREAKS_REPORT)
        .then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body("type", equalTo("urn:demarc:problem:unavailable"))
        .body("detail", startsWith("Nothing was stored"));
  }

  @Test
  void a_report_that_was_stored_before_the_database_failed_is_answered_with_its_id()
      throws Exception {
    breakAtCommitOf("filing", marked(BREAKS_FILING));
    var id =
        submit(BREAKS_FILING)
            .then()
            .statusCode(202)
            .body("status", equalTo("RECEIVED"))
            .extract()
            .<String>path("id");
    client().get("/api/v1/reports/" + id).then().statusCode(200);
  }

  @Test
  void a_body_that_was_stored_in_part_can_be_sent_again_without_a_key_of_its_senders()
      throws Exception {
    // a transaction holds 4 MiB
    var blanks = " ".repeat(900_000);
    var lines = new StringBuilder();
    for (int line = 1; line <= 5; line++) {
      lines.append("{\"title\": \"line %d\"%s}%n".formatted(line, blanks));
    }
    var last = "{\"title\": \"the last %s\"}".formatted(UUID.randomUUID());
    lines.append(last);
    breakAtCommitOf("report", "size_bytes = " + last.length());
    var key =
        many(lines, null)
            .then()
            .statusCode(503)
            .body("detail", startsWith("Only the first 5 reports of this body were stored"))
            .extract()
            .<String>path("idempotencyKey");
    mend();
    var all = many(lines, key).then().statusCode(202).extract().<List<String>>path("ids");
    assertThat(all).hasSize(6).doesNotHaveDuplicates();
    assertThat(many(lines, key).<List<String>>path("ids")).isEqualTo(all);
  }

  private static Response many(CharSequence lines, String key) {
    var request = client().contentType("application/x-ndjson").body(lines.toString().getBytes());
    return (key == null ? request : request.header("Idempotency-Key", key)).post("/api/v1/reports");
  }

  @Test
  void an_exhausted_pool_is_a_503_and_health_answers_all_the_same() throws Exception {
    var taken = new ArrayList<Connection>();
    try {
      for (int i = 0; i < poolSize; i++) {
        taken.add(database.getConnection());
      }
      given()
          .get("/q/health/ready")
          .then()
          .body("checks.find { it.name == 'Database' }.status", equalTo("UP"));
      given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
      given().get("/q/metrics").then().statusCode(200);
      submit("none=1")
          .then()
          .statusCode(503)
          .header("Retry-After", "5")
          .body("detail", startsWith("Nothing was stored: no connection to the database"));
      given().get("/sign-in").then().statusCode(200);
    } finally {
      for (var connection : taken) {
        connection.close();
      }
    }
    assertThat(taken).hasSize(poolSize);
  }

  private static Response submit(String mark) {
    return client()
        .header("Content-Type", "application/json; " + mark)
        .body(("{\"title\": \"" + UUID.randomUUID() + "\"}").getBytes())
        .post("/api/v1/reports");
  }

  /** Ends the session that stores or files a report of this kind, at its commit. */
  private void breakAtCommitOf(String table, String reports) throws SQLException {
    var id = table.equals("report") ? "id" : "report_id";
    run(
        "create or replace function break_connection() returns trigger language plpgsql as $$"
            + " begin if exists (select from report where id = new."
            + id
            + " and "
            + reports
            + ") then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); end if;"
            + " return null; end $$");
    run(
        "create constraint trigger breaks_"
            + table
            + (table.equals("report") ? " after insert on " : " after update on ")
            + table
            + " deferrable initially deferred for each row execute function break_connection()");
  }

  private static String marked(String mark) {
    return "content_type like '%" + mark + "%'";
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
