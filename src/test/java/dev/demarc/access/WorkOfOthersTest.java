package dev.demarc.access;

import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.people.People;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who takes work from whom, and who moves clocks. */
@DemarcTest
class WorkOfOthersTest {

  @Inject People people;

  private ConsoleSession somebody(String role) {
    return ConsoleSession.ofNewPerson(role);
  }

  private static ValidatableResponse assign(String key, ConsoleSession by, String assignee) {
    return by.form()
        .formParam("version", Api.version(key))
        .formParam("assignee", assignee)
        .post("/cases/" + key + "/work-items/customer")
        .then();
  }

  private static void requireAssignee(String key, String username) {
    Api.getCase(key).then().body("workItems[0].assignee", is(username));
  }

  @Test
  void an_analyst_takes_what_nobody_has_and_hands_on_what_is_theirs() {
    var key = newCase();
    var one = somebody(Roles.ANALYST);
    var other = somebody(Roles.ANALYST);
    assign(key, one, one.username()).statusCode(303);
    requireAssignee(key, one.username());
    assign(key, one, other.username()).statusCode(303);
    requireAssignee(key, other.username());
  }

  @Test
  void an_analyst_takes_no_work_from_another_and_a_lead_does() {
    var key = newCase();
    var one = somebody(Roles.ANALYST);
    var other = somebody(Roles.ANALYST);
    assign(key, one, one.username()).statusCode(303);
    for (var assignee : new String[] {other.username(), ""}) {
      assign(key, other, assignee)
          .statusCode(403)
          .body(containsString("a lead or an administrator"));
    }
    requireAssignee(key, one.username());
    assign(key, somebody(Roles.LEAD), other.username()).statusCode(303);
    requireAssignee(key, other.username());
  }

  @Test
  void what_an_analyst_picks_from_the_list_is_not_taken_from_others_either() {
    var key = newCase();
    var one = somebody(Roles.ANALYST);
    assign(key, one, one.username());
    somebody(Roles.ANALYST)
        .form()
        .formParam("case", key + "@" + Api.version(key))
        .formParam("do", "mine")
        .post("/work-items")
        .then()
        .body(containsString("a lead or an administrator"));
    requireAssignee(key, one.username());
  }

  @Test
  void an_auditor_is_shown_everything_and_changes_only_their_own_password() {
    var key = newCase();
    var auditor = somebody(Roles.AUDITOR);
    for (var page : new String[] {"/cases/" + key, "/settings/keys", "/settings/audit", "/"}) {
      auditor.browser().get(page).then().statusCode(200);
    }
    auditor
        .form()
        .formParam("version", Api.version(key))
        .formParam("body", "I was here")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(403);
    auditor
        .form()
        .formParam("current", ConsoleSession.PASSWORD)
        .formParam("password", "eleven green umbrellas")
        .post("/settings/account/password")
        .then()
        .statusCode(200);
  }

  @Test
  void a_key_that_works_cases_moves_clocks() {
    var key = newCase();
    json()
        .body(
            Map.of(
                "dueAt",
                Instant.now().plus(300, ChronoUnit.DAYS).toString(),
                "reason",
                "AWS granted it",
                "version",
                Api.version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
  }
}
