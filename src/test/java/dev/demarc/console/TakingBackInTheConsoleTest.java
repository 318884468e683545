package dev.demarc.console;

import static dev.demarc.Api.getCase;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts of the case's page and of the list for a case's way and back, without any script. */
@DemarcTest
class TakingBackInTheConsoleTest {

  private static final Pattern UNDO = Pattern.compile("action=\"(/cases/[^\"]+/undo)\"");
  private static final Pattern UNDO_ALL =
      Pattern.compile("action=\"(/change-batches/[^\"]+/undo)\"");

  private ConsoleSession session;
  private String key;

  @BeforeEach
  void signIn() {
    session = ConsoleSession.ofAdministrator();
    key = newCase();
  }

  @Test
  void what_was_just_changed_is_offered_for_taking_back() {
    session.form().formParam("assignee", "admin").post(part()).then().statusCode(303);
    session.page(of()).then().body(containsString("You took the customer part."));
    session.form().post(found(UNDO, of())).then().statusCode(303);
    getCase(key).then().body("workItems[0].assignee", nullValue());
    session
        .page(of())
        .then()
        .body(containsString("taken back"))
        .body(not(containsString("data-key=\"z\"")));
  }

  @Test
  void taking_back_what_was_changed_since_says_why_it_cannot_be() {
    session.form().formParam("status", "in-progress").post(part()).then().statusCode(303);
    var undo = found(UNDO, of());
    session.form().formParam("status", "resolved").post(part()).then().statusCode(303);
    session.form().post(undo).then().statusCode(409).body(containsString("changed again since"));
  }

  @Test
  void what_was_done_to_several_cases_is_taken_back_by_one_button() {
    var other = newCase();
    session
        .form()
        .formParam("case", key + "@" + version(key), other + "@" + version(other))
        .formParam("do", "in-progress")
        .post("/work-items")
        .then()
        .statusCode(303);
    session
        .page("/")
        .then()
        .body(containsString("You changed 2 cases: set the customer part to in progress"));
    session.form().post(found(UNDO_ALL, "/")).then().statusCode(303);
    getCase(key).then().body("workItems[0].status", is("new"));
    getCase(other).then().body("workItems[0].status", is("new"));
  }

  @Test
  void one_button_closes_a_case_as_not_ours_with_its_reason() {
    session.page(of()).then().body(containsString("value=\"not-ours/forged\""));
    session
        .form()
        .formParam("outcome", "not-ours/forged")
        .post(of() + "/closure")
        .then()
        .statusCode(303);
    getCase(key).then().body("outcome", is("not-ours")).body("outcomeReason", is("forged"));
  }

  @Test
  void closing_is_offered_when_nothing_is_left_to_do() {
    session.form().formParam("status", "resolved").post(part()).then().statusCode(303);
    session.page(of()).then().body(containsString("Every part is done."));
  }

  @Test
  void a_part_waits_on_somebody_and_goes_on_when_they_answered() {
    session
        .form()
        .formParam("status", "waiting")
        .formParam("waitingOn", "third-party")
        .formParam("waitingUntil", "")
        .post(part())
        .then()
        .statusCode(303);
    session.page(of()).then().body(containsString("waiting on a third party until"));
    session
        .form()
        .formParam("from", "third-party")
        .formParam("body", "It is patched.")
        .post(of() + "/received-answers")
        .then()
        .statusCode(303);
    getCase(key).then().body("workStatus", is("in-progress"));
  }

  @Test
  void who_else_is_there_is_a_part_that_can_be_loaded_by_itself() {
    session
        .form()
        .post(of() + "/presence")
        .then()
        .statusCode(200)
        .body(not(containsString("<html")));
    session.page(of() + "/presence").then().statusCode(200);
  }

  @Test
  void time_is_noted_where_the_desk_wants_it() {
    session
        .form()
        .formParam("minutes", 7)
        .formParam("what", "read logs")
        .post(of() + "/time")
        .then()
        .statusCode(303);
    session.page(of()).then().body(containsString("7 min"));
  }

  @Test
  void outcomes_are_a_table_that_an_administrator_changes() {
    var slug = "page-" + key.toLowerCase(java.util.Locale.ROOT);
    session
        .form()
        .formParam("slug", slug)
        .formParam("name", "With the police")
        .formParam("offered", "true")
        .formParam("reasons", "ours | Ours | we are on it")
        .post("/settings/outcomes")
        .then()
        .statusCode(200)
        .body(containsString("With the police is saved."));
    session
        .form()
        .formParam("slug", "Not a slug!")
        .post("/settings/outcomes")
        .then()
        .statusCode(422);
    session.form().post("/settings/outcomes/" + slug + "/removal").then().statusCode(200);
    session.form().post("/settings/outcomes/fixed/removal").then().statusCode(409);
  }

  private String of() {
    return "/cases/" + key;
  }

  private String part() {
    return of() + "/work-items/customer";
  }

  private String found(Pattern what, String where) {
    var matcher = what.matcher(session.page(where).asString());
    assertThat(matcher.find()).as("%s on %s", what, where).isTrue();
    return matcher.group(1);
  }

  @Test
  void taking_back_a_change_of_several_cases_is_told() {
    session
        .form()
        .formParam("case", key + "@" + version(key))
        .formParam("do", "in-progress")
        .post("/work-items")
        .then()
        .statusCode(303);
    var back = session.form().post(found(UNDO_ALL, "/")).header("Location");
    assertThat(back).contains("did=undone&cases=1");
    session
        .page(back.replaceFirst("^https?://[^/]+", ""))
        .then()
        .body(containsString("1 case as before."));
  }

  @Test
  void work_that_was_withdrawn_stands_below_what_is_to_be_done_and_takes_no_key() {
    session
        .form()
        .formParam("responsibility", "AWS")
        .formParam("reason", "Theirs")
        .post(of() + "/assessments")
        .then()
        .statusCode(303);
    session
        .form()
        .formParam("responsibility", "CUSTOMER")
        .formParam("reason", "Ours")
        .post(of() + "/assessments")
        .then()
        .statusCode(303);
    var page = session.page(of()).asString();
    assertThat(page.indexOf("id=\"item-customer\"")).isLessThan(page.indexOf("id=\"item-aws\""));
    assertThat(page).contains("data-press=\"a\"");
  }

  @Test
  void what_is_snoozed_is_not_counted_among_what_the_queue_shows() {
    var before = open();
    session.form().formParam("length", "1d").post(of() + "/snooze").then().statusCode(303);
    assertThat(open()).isEqualTo(before - 1);
    session.page("/").then().body(containsString(">" + open() + "</span></a></li>"));
  }

  private int open() {
    return Integer.parseInt(
        session
            .page("/")
            .asString()
            .replaceFirst("(?s).*id=\"summary\">([0-9\\s\u202F]+) open.*", "$1")
            .replaceAll("\\D", ""));
  }
}
