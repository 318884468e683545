package dev.demarc.clocks;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The queue, its counts and exports go by the clock of a case that runs out first. */
@DemarcTest
class ListsByTheNextClockTest {

  @Inject DataSource database;

  private static JsonPath clocks(String key) {
    return client().get("/api/v1/cases/" + key + "/clocks").jsonPath();
  }

  private static String due(String key, String measure) {
    return clocks(key).getString("live.find { it.measure == '" + measure + "' }.dueAt");
  }

  private static List<String> found(String key, String filter) {
    return client()
        .queryParam("q", key + " " + filter)
        .get("/api/v1/cases")
        .jsonPath()
        .getList("items.key");
  }

  private static JsonPath line(String key) {
    return client().queryParam("q", key).get("/api/v1/cases").jsonPath();
  }

  private void runOut(String key, String measure) throws SQLException {
    set(key, measure, "due_at = now() - interval '125 minutes'");
  }

  private void set(String key, String measure, String what) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update case_clock set "
                    + what
                    + " where measure = ? and case_id = (select id from incident_case where key ="
                    + " ?)")) {
      statement.setString(1, measure);
      statement.setString(2, key);
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  private static int overdue() {
    var page = ConsoleSession.ofAdministrator().page("/").asString();
    var count = page.substring(page.indexOf("id=\"count-overdue\""));
    return Integer.parseInt(count.substring(count.indexOf('>') + 1, count.indexOf('<')));
  }

  private static void note(String key) {
    json()
        .body(Map.of("body", "Looking at it"))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
  }

  @Test
  void a_case_is_due_when_its_next_clock_runs_out_whatever_that_runs_to() {
    var key = newCase();
    assertThat(getCase(key).<String>path("nextClock.measure")).isEqualTo("acknowledge");
    assertThat(getCase(key).<String>path("dueAt")).isEqualTo(due(key, "acknowledge"));
    assertThat(line(key).getString("items[0].dueAt")).isEqualTo(due(key, "acknowledge"));
    assertThat(line(key).getString("items[0].nextClock.side")).isEqualTo("customer");
    note(key);
    assertThat(getCase(key).<String>path("nextClock.measure")).isEqualTo("resolve");
    assertThat(line(key).getString("items[0].dueAt")).isEqualTo(due(key, "resolve"));
  }

  @Test
  void what_nobody_acknowledged_in_time_is_overdue_in_filters_and_counts() throws SQLException {
    var key = newCase();
    assertThat(found(key, "is:overdue")).isEmpty();
    int before = overdue();
    runOut(key, "ACKNOWLEDGE");
    assertThat(found(key, "is:overdue")).containsExactly(key);
    assertThat(found(key, "due:<1h")).containsExactly(key);
    assertThat(overdue()).isEqualTo(before + 1);
    note(key);
    assertThat(found(key, "is:overdue")).isEmpty();
    assertThat(overdue()).isEqualTo(before);
  }

  @Test
  void the_queue_groups_by_it_and_says_what_it_runs_to() throws SQLException {
    var key = newCase();
    runOut(key, "ACKNOWLEDGE");
    var rows = rows(key);
    assertThat(rows).contains("Overdue", "2 h 05 late", "<small>acknowledge</small>");
    note(key);
    assertThat(rows(key)).contains(key).doesNotContain("Overdue", "<small>acknowledge</small>");
  }

  private static String rows(String key) {
    var page = ConsoleSession.ofAdministrator().page("/?f=status:open+" + key).asString();
    return page.substring(page.indexOf("<div id=\"rows\">"));
  }

  @Test
  void exports_have_its_end_and_its_name() throws SQLException {
    var key = newCase();
    runOut(key, "ACKNOWLEDGE");
    var csv =
        client()
            .queryParam("q", key)
            .queryParam("format", "csv")
            .get("/api/v1/cases/export")
            .asString();
    assertThat(csv).contains(due(key, "acknowledge")).endsWith(",acknowledge\r\n");
  }

  @Test
  void a_queue_counts_parts_as_late_by_it() throws SQLException {
    var key = newCase();
    String queue = getCase(key).path("workItems[0].queue");
    long before = late(queue);
    runOut(key, "ACKNOWLEDGE");
    assertThat(late(queue)).isEqualTo(before + 1);
    note(key);
    assertThat(late(queue)).isEqualTo(before);
  }

  private static long late(String queue) {
    return client().get("/api/v1/queues/" + queue).jsonPath().getLong("load.overdue");
  }

  @Test
  void one_that_stands_still_says_so_and_is_due_when_the_wait_is_to_end() {
    var key = newCase();
    note(key);
    json()
        .body(
            Map.of(
                "status",
                "waiting",
                "waitingOn",
                "customer",
                "waitingUntil",
                Instant.now().plus(Duration.ofDays(30)).toString(),
                "version",
                version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    assertThat(getCase(key).<Boolean>path("nextClock.paused")).isTrue();
    assertThat(found(key, "is:due-soon")).isEmpty();
  }

  @Test
  void without_a_clock_it_is_never_due() {
    var key = newCase();
    json()
        .body(Map.of("status", "resolved", "version", version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    assertThat(getCase(key).<Object>path("dueAt")).isNull();
    assertThat(getCase(key).<Object>path("nextClock")).isNull();
  }

  @Test
  void mails_about_new_work_tell_it_beside_the_end_of_the_work() throws SQLException {
    var key = newCase();
    assertThat(mail(key))
        .contains("Due " + minute(due(key, "acknowledge")) + " (UTC): acknowledge; done by ")
        .contains("done by " + minute(due(key, "resolve")) + ";");
    note(key);
    json()
        .body(Map.of("queue", "abuse-desk", "version", version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    assertThat(mail(key))
        .contains("Due " + minute(due(key, "resolve")) + " (UTC);")
        .doesNotContain("done by");
  }

  private static Instant minute(String at) {
    return Instant.parse(at).truncatedTo(ChronoUnit.MINUTES);
  }

  /** The text of the latest to a queue of the case. */
  private String mail(String key) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select body_text from outbox where kind = 'work-item' and case_id = (select id"
                    + " from incident_case where key = ?) order by created_at desc, id desc limit"
                    + " 1")) {
      statement.setString(1, key);
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }
}
