package dev.demarc.console.clocks;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clocks and playbooks by plain pages and forms. */
@DemarcTest
class ClocksAndPlaybooksInTheConsoleTest {

  private static final String TEXT =
      """
      slug: written-in-a-test
      name: Written in a test
      position: 95000
      categories: [other]
      words: [only-in-this-test]
      steps:
        - {id: one, who: desk, title: One}
        - {id: two, who: customer, title: Two}
      """;

  private ConsoleSession session;

  @BeforeEach
  void signIn() {
    session = ConsoleSession.ofAdministrator();
  }

  @Test
  void a_calendar_is_tried_on_the_page_of_all_clocks() {
    session
        .page("/settings/clocks")
        .then()
        .statusCode(200)
        .body(containsString("Phishing and fraud"))
        .body(containsString("Office hours"));
    session
        .page("/settings/clocks?calendar=office-hours&from=2026-11-27T16:00&length=8%20h")
        .then()
        .statusCode(200)
        .body(containsString("Monday, 2026-11-30 16:00Z"));
  }

  @Test
  void a_policy_with_a_mistake_keeps_what_was_typed_and_is_saved_once_it_is_mended() {
    session.page("/settings/clocks/policies/new").then().statusCode(200);
    session
        .form()
        .formParam("slug", "typed-in-a-test")
        .formParam("name", "Typed in a test")
        .formParam("position", "4000")
        .formParam("category", "copyright")
        .formParam("resolve.within", "8 h")
        .formParam("resolve.warn", "9 h")
        .formParam("escalation", "0 min: queue")
        .post("/settings/clocks/policies/new")
        .then()
        .statusCode(422)
        .body(containsString("Nothing was changed."))
        .body(containsString("Promise 1, warn before"))
        .body(containsString("value=\"Typed in a test\""))
        .body(containsString("value=\"9 h\""));
    session
        .form()
        .formParam("slug", "typed-in-a-test")
        .formParam("name", "Typed in a test")
        .formParam("position", "4000")
        .formParam("category", "copyright")
        .formParam("resolve.within", "8 h")
        .formParam("resolve.warn", "2 h")
        .formParam("pausesOn", "customer")
        .formParam("escalation", "0 min: queue\n1 h: lead")
        .post("/settings/clocks/policies/new")
        .then()
        .statusCode(303);
    client()
        .get("/api/v1/clock-policies/typed-in-a-test")
        .then()
        .body("policy.enabled", is(false))
        .body("policy.escalation[1].to[0]", is("lead"))
        .body("policy.targets.size()", is(1));
    session
        .page("/settings/clocks/policies/typed-in-a-test")
        .then()
        .statusCode(200)
        .body(containsString("0 min: queue"));
    session
        .form()
        .formParam("version", 1)
        .post("/settings/clocks/policies/typed-in-a-test/removal")
        .then()
        .statusCode(303);
  }

  @Test
  void a_calendar_is_typed_and_refused_without_hours() {
    session
        .form()
        .formParam("slug", "typed-calendar")
        .formParam("name", "Typed")
        .formParam("zone", "Europe/Berlin")
        .formParam("holidays", "12-25 Christmas Day\nsoon Something")
        .post("/settings/clocks/calendars/new")
        .then()
        .statusCode(422)
        .body(containsString("has no working hours"))
        .body(containsString("“Holiday 2” must be"))
        .body(containsString("12-25 Christmas Day"));
    session
        .form()
        .formParam("slug", "typed-calendar")
        .formParam("name", "Typed")
        .formParam("zone", "Europe/Berlin")
        .formParam("monday", "09:00-12:00, 13:00-17:00")
        .formParam("holidays", "12-25 Christmas Day")
        .post("/settings/clocks/calendars/new")
        .then()
        .statusCode(303);
    session
        .page("/settings/clocks/calendars/typed-calendar")
        .then()
        .body(containsString("09:00-12:00, 13:00-17:00"));
    session
        .form()
        .formParam("version", 1)
        .post("/settings/clocks/calendars/typed-calendar/removal")
        .then()
        .statusCode(303);
  }

  @Test
  void a_playbook_is_previewed_saved_and_told_where_it_cannot_be_read() {
    session
        .page("/settings/playbooks")
        .then()
        .statusCode(200)
        .body(containsString("Phishing page"));
    session
        .form()
        .formParam("version", 0)
        .formParam("text", TEXT.replace("who: desk", "whom: desk"))
        .formParam("do", "save")
        .post("/settings/playbooks/new")
        .then()
        .statusCode(422)
        .body(containsString("line 7: there is no field whom"));
    session
        .form()
        .formParam("version", 0)
        .formParam("text", TEXT)
        .formParam("do", "preview")
        .post("/settings/playbooks/new")
        .then()
        .statusCode(200)
        .body(containsString("it would be version 1"))
        .body(containsString("New step: Two"));
    session
        .form()
        .formParam("version", 0)
        .formParam("text", TEXT)
        .formParam("do", "save")
        .post("/settings/playbooks/new")
        .then()
        .statusCode(303);
    var page = session.page("/settings/playbooks/written-in-a-test");
    page.then().statusCode(200).body(containsString("Version 1")).body(containsString("id: one"));
    session.form().post("/settings/playbooks/written-in-a-test/removal").then().statusCode(303);
  }

  @Test
  void a_case_shows_its_clocks_and_steps_and_a_step_is_ticked_off_and_taken_back() {
    var key = newCase();
    var page = session.page("/cases/" + key).asString();
    assertThat(page)
        .contains("<th scope=\"row\">Acknowledge</th>")
        .contains("Port scan and brute force")
        .contains("action=\"/cases/" + key + "/playbook/steps/evidence\"");
    session
        .form()
        .formParam("do", "done")
        .post("/cases/" + key + "/playbook/steps/evidence")
        .then()
        .statusCode(303);
    assertThat(session.page("/cases/" + key).asString()).contains("done by Administrator");
    session
        .form()
        .formParam("do", "undone")
        .post("/cases/" + key + "/playbook/steps/evidence")
        .then()
        .statusCode(303);
    assertThat(session.page("/cases/" + key).asString()).doesNotContain("done by admin");
    json()
        .body(Map.of("status", "waiting", "waitingOn", "customer"))
        .patch("/api/v1/cases/" + key + "/work-items/customer");
    assertThat(session.page("/cases/" + key).asString())
        .contains("stands still, waiting on the customer");
    session
        .form()
        .formParam("at", "2090-01-01T10:00")
        .formParam("reason", "They called")
        .post("/cases/" + key + "/awareness")
        .then()
        .statusCode(422)
        .body(containsString("must be a time in the past"))
        .body(containsString("value=\"They called\""));
  }
}
