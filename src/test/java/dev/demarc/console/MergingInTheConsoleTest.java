package dev.demarc.console;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Merging, linking and snoozing by plain forms and links, without any script. */
@DemarcTest
class MergingInTheConsoleTest {

  private static final Pattern UNDO = Pattern.compile("action=\"(/merges/[^\"]*/undo)\"");

  private ConsoleSession session;

  @BeforeEach
  void sign_in() {
    session = ConsoleSession.ofAdministrator();
  }

  private static String found(Pattern pattern, String in) {
    var match = pattern.matcher(in);
    assertThat(match.find()).as(pattern + " in " + in).isTrue();
    return match.group(1);
  }

  private static String scan(String address) {
    return Api.submit(
            Map.of("title", "<b>Scan</b>", "category", "port-scan", "sources", List.of(address)))
        .path("caseKey");
  }

  @Test
  void selected_cases_are_answered_by_one_text_after_what_each_reader_gets_was_shown() {
    var one = scan(freshAddress());
    var reader = "r" + System.nanoTime() + "@x.example";
    Api.json().body(Map.of("address", reader)).post("/api/v1/cases/" + one + "/participants");
    var picked = one + "@" + version(one);
    session
        .form()
        .formParam("case", picked)
        .formParam("template", "fixed")
        .post("/replies/preview")
        .then()
        .statusCode(200)
        .body(containsString("1 mail would go out"))
        .body(containsString("Our reference is " + one));
    session
        .form()
        .post("/replies/preview")
        .then()
        .statusCode(422)
        .body(containsString("Select cases"));
    session
        .form()
        .formParam("case", picked)
        .formParam("body", "Done, see {key}")
        .post("/replies")
        .then()
        .statusCode(303)
        .header("Location", containsString("did=reply&cases=1"));
    session
        .form()
        .formParam("case", picked)
        .formParam("body", "Done twice")
        .post("/replies")
        .then()
        .statusCode(409)
        .body(containsString("changed"));
  }

  @Test
  void selected_cases_are_counted_merged_and_taken_apart_again() {
    var one = scan(freshAddress());
    var two = scan(freshAddress());
    var picked = new Object[] {one + "@" + version(one), two + "@" + version(two)};
    session
        .form()
        .formParam("case", picked)
        .post("/merges/preview")
        .then()
        .statusCode(200)
        .body(containsString("which has 2 reports then"))
        .body(containsString("Work that ends"))
        .body(not(containsString("part in customer-security")))
        .body(not(containsString("<b>Scan")));
    getCase(two).then().body("status", is("open"));
    var merged = session.form().formParam("case", picked).formParam("into", two).post("/merges");
    merged.then().statusCode(200).body(containsString("went into"));
    getCase(one).then().body("mergedInto", is(two));
    session.page("/cases/" + one).then().body(containsString("/cases/" + two));
    session.page("/cases/" + two).then().body(containsString("/cases/" + one + "/merge/undo"));
    session
        .form()
        .formParam("into", two)
        .post(found(UNDO, merged.asString()))
        .then()
        .statusCode(303)
        .header("Location", containsString("/cases/" + two));
    getCase(one).then().body("status", is("open"));
    session
        .form()
        .formParam("case", one + "@0")
        .post("/merges/preview")
        .then()
        .statusCode(422)
        .body(containsString("name the cases to merge"));
  }

  @Test
  void a_case_is_linked_and_what_looks_alike_is_offered() {
    var address = freshAddress();
    var one = scan(address);
    String other =
        Api.submit(Map.of("title", "Spam", "category", "spam", "sources", List.of(address)))
            .path("caseKey");
    session
        .page("/cases/" + one)
        .then()
        .statusCode(200)
        .body(containsString("May be the same matter"))
        .body(containsString("value=\"" + other + "@" + version(other) + "\""));
    session
        .form()
        .formParam("kind", "follows")
        .formParam("other", other.toLowerCase())
        .formParam("reason", "the same <i>host</i>")
        .formParam("version", version(one))
        .post("/cases/" + one + "/links")
        .then()
        .statusCode(303);
    session
        .page("/cases/" + other)
        .then()
        .body(containsString("is followed by"))
        .body(not(containsString("<i>host")));
    session
        .form()
        .formParam("kind", "follows")
        .formParam("other", "nothing")
        .formParam("reason", "typed before")
        .post("/cases/" + one + "/links")
        .then()
        .statusCode(422)
        .body(containsString("value=\"typed before\""));
  }

  @Test
  void a_case_is_snoozed_and_its_page_says_so() {
    var key = scan(freshAddress());
    session
        .form()
        .formParam("moreThan", "7")
        .formParam("until", "")
        .post("/cases/" + key + "/snooze")
        .then()
        .statusCode(303);
    session.page("/cases/" + key).then().body(containsString("until it has more than 8 reports"));
    session.form().post("/cases/" + key + "/snooze/end").then().statusCode(303);
    session.page("/cases/" + key).then().body(not(containsString("Its clocks go on.</p>\n<form")));
  }

  @Test
  void an_administrator_sets_when_quiet_cases_close() {
    session
        .form()
        .formParam("category", "host-fault")
        .formParam("hours", "8000")
        .formParam("outcome", "resolved")
        .post("/settings/case-rules/quiet")
        .then()
        .statusCode(303);
    session.page("/settings/case-rules").then().body(containsString("Host or facility fault"));
    session
        .form()
        .formParam("category", "host-fault")
        .formParam("outcome", "resolved")
        .formParam("action", "reopen")
        .formParam("hours", "x")
        .post("/settings/case-rules/recurrence")
        .then()
        .statusCode(422)
        .body(containsString("must be a number of hours"));
    session.form().post("/settings/case-rules/quiet/host-fault/removal").then().statusCode(303);
  }
}
