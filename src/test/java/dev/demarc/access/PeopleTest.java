package dev.demarc.access;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.ConsoleSession.PASSWORD;
import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.people.People;
import dev.demarc.shared.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DemarcTest
class PeopleTest {

  @Inject People people;
  @Inject PersonChanges changes;
  @Inject EntityManager database;

  private ConsoleSession administrator() {
    return ConsoleSession.ofNewPerson(Roles.ADMINISTRATOR);
  }

  private ConsoleSession analyst() {
    return ConsoleSession.ofNewPerson(Roles.ANALYST);
  }

  @Test
  void whoever_is_deactivated_loses_sessions_keys_and_work_at_once() {
    var boss = administrator();
    var leaver = administrator();
    String secret =
        leaver
            .form()
            .formParam("name", "key of " + leaver.username())
            .formParam("scope", "submit")
            .post("/settings/keys")
            .then()
            .statusCode(200)
            .extract()
            .htmlPath()
            .getString("**.find { it.name() == 'code' }");
    given().auth().oauth2(secret).get("/api/v1/responsibility").then().statusCode(200);
    var key = newCase();
    json()
        .body(Map.of("assignee", leaver.username()))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);

    boss.form()
        .post("/settings/people/" + leaver.username() + "/deactivation")
        .then()
        .statusCode(200)
        .body(containsString("is deactivated"));

    leaver.browser().get("/settings").then().statusCode(303);
    given().auth().oauth2(secret).get("/api/v1/responsibility").then().statusCode(401);
    json()
        .body(Map.of("assignee", leaver.username()))
        .patch("/api/v1/cases/" + newCase() + "/work-items/customer")
        .then()
        .statusCode(422);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                client()
                    .get("/api/v1/cases/" + key + "/timeline")
                    .then()
                    .body(containsString("who was deactivated")));
    List<String> assignees = getCase(key).path("workItems.assignee");
    assertThat(assignees).doesNotContain(leaver.username());
  }

  @Test
  void a_changed_role_is_seen_by_sessions_at_once() {
    var boss = administrator();
    var other = analyst();
    other.browser().get("/settings/people").then().statusCode(403);
    boss.form()
        .formParam("role", "administrator")
        .post("/settings/people/" + other.username() + "/role")
        .then()
        .statusCode(200);
    other.browser().get("/settings/people").then().statusCode(200);
    boss.form()
        .formParam("role", "analyst")
        .post("/settings/people/" + other.username() + "/role")
        .then()
        .statusCode(200);
    other.browser().get("/settings/people").then().statusCode(403);
  }

  @Test
  void the_last_administrator_stays_one() {
    var last = ConsoleSession.newPerson(Roles.ADMINISTRATOR);
    QuarkusTransaction.begin();
    try {
      database
          .createQuery("update Person set disabled = true where username <> :last")
          .setParameter("last", last)
          .executeUpdate();
      assertThatThrownBy(() -> changes.deactivate(last, Caller.SYSTEM))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("only administrator");
    } finally {
      QuarkusTransaction.rollback();
    }
    QuarkusTransaction.begin();
    try {
      database
          .createQuery("update Person set disabled = true where username <> :last")
          .setParameter("last", last)
          .executeUpdate();
      assertThatThrownBy(() -> changes.changeRole(last, Roles.ANALYST, Caller.SYSTEM))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("only administrator");
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  @Test
  void a_new_password_needs_the_current_one_and_ends_the_other_sessions() {
    var here = analyst();
    var elsewhere = ConsoleSession.signIn(here.username(), PASSWORD);
    here.form()
        .formParam("current", "not my password at all")
        .formParam("password", "eleven yellow kayaks")
        .post("/settings/account/password")
        .then()
        .statusCode(422)
        .body(containsString("is not your current password"));
    here.form()
        .formParam("current", PASSWORD)
        .formParam("password", "passwordpasswordpassword")
        .post("/settings/account/password")
        .then()
        .statusCode(422);
    elsewhere.browser().get("/settings").then().statusCode(200);
    here.form()
        .formParam("current", PASSWORD)
        .formParam("password", "eleven yellow kayaks")
        .post("/settings/account/password")
        .then()
        .statusCode(200);
    here.browser().get("/settings").then().statusCode(200);
    elsewhere.browser().get("/settings").then().statusCode(303);
    ConsoleSession.signIn(here.username(), "eleven yellow kayaks");
  }

  @Test
  void whoever_finds_a_browser_signed_in_gets_few_tries_at_its_password() {
    var here = analyst();
    for (int i = 0; i < 5; i++) {
      here.form()
          .formParam("current", "guess " + i)
          .formParam("password", "eleven yellow kayaks")
          .post("/settings/account/password")
          .then()
          .statusCode(422);
    }
    here.form()
        .formParam("current", PASSWORD)
        .formParam("password", "eleven yellow kayaks")
        .post("/settings/account/password")
        .then()
        .statusCode(429);
  }

  @Test
  void an_administrators_own_password_is_not_set_without_the_current_one() {
    var boss = administrator();
    boss.form()
        .formParam("password", "eleven yellow kayaks")
        .post("/settings/people/" + boss.username() + "/password")
        .then()
        .statusCode(409);
  }

  @Test
  void people_see_where_they_are_signed_in_and_end_it() {
    var here = analyst();
    var elsewhere = ConsoleSession.signIn(here.username(), PASSWORD);
    var page = here.browser().get("/settings/account");
    page.then()
        .statusCode(200)
        .body(containsString("Firefox on Linux"))
        .body(containsString("127.0.0.1"))
        .body(containsString("this one"));
    var ends =
        page.htmlPath().getList("**.findAll { it.name() == 'form' }.@action", String.class).stream()
            .filter(action -> action != null && action.endsWith("/end"))
            .toList();
    assertThat(ends).hasSize(1);
    var other = analyst();
    other.form().post(ends.get(0)).then().statusCode(404);
    elsewhere.browser().get("/settings").then().statusCode(200);
    here.form().post(ends.get(0)).then().statusCode(200);
    elsewhere.browser().get("/settings").then().statusCode(303);
  }

  @Test
  void an_administrator_ends_the_sessions_of_others() {
    var boss = administrator();
    var other = analyst();
    var ends =
        boss
            .browser()
            .get("/settings/people/" + other.username())
            .htmlPath()
            .getList("**.findAll { it.name() == 'form' }.@action", String.class)
            .stream()
            .filter(action -> action != null && action.endsWith("/end"))
            .toList();
    boss.form().post(ends.get(0)).then().statusCode(200);
    other.browser().get("/settings").then().statusCode(303);
  }

  @Test
  void an_analyst_reaches_none_of_the_pages_about_others() {
    var other = analyst();
    for (var path : List.of("/settings/people", "/settings/keys", "/settings/audit")) {
      other.browser().get(path).then().statusCode(403);
    }
    other.browser().get("/settings").then().body(not(containsString("/settings/audit")));
  }

  @Test
  void a_form_without_its_fields_is_refused() {
    var boss = administrator();
    for (var path : List.of("/settings/people", "/settings/keys", "/settings/account/password")) {
      boss.form().post(path).then().statusCode(422);
    }
    boss.form().post("/settings/people/" + boss.username() + "/role").then().statusCode(422);
    boss.browser().get("/settings/people/nobody-there").then().statusCode(404);
    client().get("/api/v1/keys/not-a-key").then().statusCode(404);
  }
}
