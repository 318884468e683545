package dev.demarc.console.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One change to all that a filter finds, and not only to what the page shows. */
@DemarcTest
class WholeFilterTest {

  private static final PickedChange.Wanted MINE =
      new PickedChange.Wanted("mine", null, null, null, null);

  @Inject BulkChanges changes;
  @Inject DataSource database;

  private final String word = "w" + UUID.randomUUID().toString().replace("-", "");
  private ConsoleSession console;
  private List<String> keys;

  @BeforeEach
  void three_cases_of_one_word() {
    console = ConsoleSession.ofAdministrator();
    keys =
        Stream.generate(() -> Api.newCase("Break-in from " + Api.freshAddress() + " " + word))
            .limit(3)
            .toList();
  }

  private static List<String> assignees(String key) {
    return Api.getCase(key).jsonPath().getList("workItems.assignee");
  }

  @Test
  void all_that_a_filter_finds_are_counted_changed_and_taken_back_at_once() {
    console
        .page("/work-items/effect?all=true&do=mine&f=" + word)
        .then()
        .statusCode(200)
        .body(containsString("3 cases and 3 open parts"));

    var answer =
        console
            .form()
            .formParam("all", "true")
            .formParam("case", keys.get(0) + "@1")
            .formParam("do", "mine")
            .formParam("f", "status:open " + word)
            .post("/work-items");

    answer.then().statusCode(303).header("Location", containsString("did=mine&cases=3"));
    assertThat(keys).allSatisfy(key -> assertThat(assignees(key)).containsOnly("admin"));
    console.page("/?f=" + word).then().body(containsString("You changed 3 cases"));
  }

  @Test
  void many_are_changed_some_at_a_time_and_what_refused_is_told() {
    var cases =
        List.of(
            keys.get(0) + "@" + Api.version(keys.get(0)),
            keys.get(1) + "@" + (Api.version(keys.get(1)) + 7),
            keys.get(2) + "@" + Api.version(keys.get(2)));
    var id = changes.begin("admin", "status:open " + word, MINE, cases);

    console.page("/work-items/runs/" + id).then().body(containsString("0 of 3"));
    console
        .form()
        .post("/work-items/runs/" + id)
        .then()
        .statusCode(200)
        .body(containsString("2 cases assigned to you."))
        .body(containsString("3 of 3, 1 case refused"))
        .body(containsString(keys.get(1)));
    // it does nothing twice
    console.form().post("/work-items/runs/" + id).then().body(containsString("3 of 3, 1 case"));

    console.form().post("/change-batches/" + id + "/undo").then().statusCode(303);
    assertThat(keys).allSatisfy(key -> assertThat(assignees(key)).containsOnlyNulls());
  }

  @Test
  void all_of_a_filter_are_put_away_and_come_back_at_once() {
    console
        .page("/work-items/effect?all=true&do=snooze&snooze=7d&f=" + word)
        .then()
        .body(containsString("Puts away 3 cases for a week."))
        .body(containsString("Of 3 of them a clock runs out before."));

    console
        .form()
        .formParam("all", "true")
        .formParam("do", "snooze")
        .formParam("snooze", "7d")
        .formParam("f", "status:open " + word)
        .post("/work-items")
        .then()
        .statusCode(303)
        .header("Location", containsString("did=snooze&cases=3"));
    assertThat(keys).allMatch(this::isSnoozed);

    var undo =
        Pattern.compile("/change-batches/[^/]+/undo")
            .matcher(console.page("/?f=is:snoozed%20" + word).asString());
    assertThat(undo.find()).isTrue();
    console.form().post(undo.group()).then().statusCode(303);
    assertThat(keys).noneMatch(this::isSnoozed);
  }

  /** The database itself refuses one of them; nobody foresaw why. */
  @Test
  void a_fault_with_one_case_is_told_and_the_others_are_changed() throws SQLException {
    var broken = keys.get(1);
    inDatabase(
        "create function fault_of_"
            + word
            + "() returns trigger language plpgsql as 'begin raise exception ''a fault''; end'");
    inDatabase(
        "create trigger fault_"
            + word
            + " before update on incident_case for each row when (new.key = '"
            + broken
            + "') execute function fault_of_"
            + word
            + "()");
    try {
      var request = console.form().formParam("do", "mine").formParam("f", word);
      keys.forEach(key -> request.formParam("case", key + "@" + Api.version(key)));
      request
          .post("/work-items")
          .then()
          .statusCode(not(500))
          .body(containsString(broken + ": could not be changed; the operator finds the reason"));
    } finally {
      inDatabase("drop function fault_of_" + word + " cascade");
    }
    assertThat(assignees(broken)).containsOnlyNulls();
    assertThat(assignees(keys.get(0))).containsOnly("admin");
    assertThat(assignees(keys.get(2))).containsOnly("admin");
  }

  private void inDatabase(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private boolean isSnoozed(String key) {
    return console.page("/?f=is:snoozed%20" + word).asString().contains("/cases/" + key);
  }

  @Test
  void a_run_of_somebody_else_is_none() {
    var id = changes.begin("somebody", "status:open", MINE, List.of());

    console.page("/work-items/runs/" + id).then().statusCode(404);
    console.form().post("/work-items/runs/" + id).then().statusCode(404);
  }

  @Test
  void merging_one_case_offers_those_that_look_like_the_same_matter() {
    console
        .form()
        .formParam("case", keys.get(0))
        .post("/merges/preview")
        .then()
        .body(not(containsString("Merge</button>")))
        .body(containsString("Back to the queue"));
  }
}
