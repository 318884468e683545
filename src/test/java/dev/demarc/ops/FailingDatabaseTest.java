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
    breakAtCommitOf("report", BREAKS_REPORT);
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
    breakAtCommitOf("filing", BREAKS_FILING);
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

  /** Ends the session that stores something about a report with this mark, at its commit. */
  private void breakAtCommitOf(String table, String mark) throws SQLException {
    var id = table.equals("report") ? "id" : "report_id";
    run(
        "create or replace function break_connection() returns trigger language plpgsql as $$"
            + " begin if exists (select from report where id = new."
            + id
            + " and content_type like '%"
            + mark
            + "%') then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); end"
            + " if; return null; end $$");
    run(
        "create constraint trigger breaks_"
            + table
            + " after insert on "
            + table
            + " deferrable initially deferred for each row execute function break_connection()");
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
