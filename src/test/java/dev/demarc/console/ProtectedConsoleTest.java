package dev.demarc.console;

import static dev.demarc.Api.getCase;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DemarcTest
class ProtectedConsoleTest {

  private static final String PASSWORD = "correct horse battery";

  private static String token(ConsoleSession session) {
    var page = session.browser().get("/settings").asString();
    int at = page.indexOf("name=\"csrf\" content=\"") + "name=\"csrf\" content=\"".length();
    return page.substring(at, page.indexOf('"', at));
  }

  @Test
  void the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    given()
        .redirects()
        .follow(false)
        .formParam("username", "admin")
        .formParam("password", PASSWORD)
        .post("/sign-in")
        .then()
        .header("Set-Cookie", containsString("HttpOnly"))
        .header("Set-Cookie", containsString("SameSite=Lax"))
        .header("Set-Cookie", not(containsString("Domain")));
  }

  @Test
  void a_wrong_password_and_an_unknown_name_are_answered_alike() {
    for (var name : new String[] {"admin", "nobody"}) {
      given()
          .formParam("username", name)
          .formParam("password", "wrong")
          .post("/sign-in")
          .then()
          .statusCode(401)
          .body(containsString("do not go together"));
    }
  }

  @Test
  void a_form_without_the_sessions_token_changes_nothing() {
    var key = newCase();
    var session = ConsoleSession.ofAdministrator();
    session
        .browser()
        .formParam("body", "forged")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(403);
    session
        .browser()
        .formParam("body", "forged")
        .formParam("csrf", token(ConsoleSession.ofAdministrator()))
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(403);
    getCase(key).then().body("version", is(0));
    session
        .browser()
        .formParam("body", "meant")
        .formParam("csrf", token(session))
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(303);
    getCase(key).then().body("version", is(1));
  }

  @Test
  void a_form_from_another_site_is_refused_even_with_the_token() {
    var session = ConsoleSession.ofAdministrator();
    var token = token(session);
    session
        .browser()
        .header("Origin", "https://evil.example")
        .formParam("csrf", token)
        .formParam("do", "load")
        .post("/samples")
        .then()
        .statusCode(403);
    session
        .browser()
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("csrf", token)
        .formParam("do", "load")
        .post("/samples")
        .then()
        .statusCode(403);
    given()
        .header("Origin", "https://evil.example")
        .formParam("username", "admin")
        .formParam("password", PASSWORD)
        .post("/sign-in")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/../work-items", "/q/%2e%2e/work-items", "/v1//../work-items"})
  void a_form_does_not_pass_for_one_of_the_apis(String path) {
    var status =
        ConsoleSession.ofAdministrator()
            .browser()
            .urlEncodingEnabled(false)
            .formParam("do", "mine")
            .post(path)
            .statusCode();
    assertThat(status).isEqualTo(400);
  }

  @Test
  void the_cookie_opens_nothing_of_the_api_and_a_key_nothing_of_the_console() {
    ConsoleSession.ofAdministrator().browser().get("/api/v1/cases").then().statusCode(401);
    given()
        .redirects()
        .follow(false)
        .header("Authorization", "Bearer test-key")
        .get("/")
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in"));
  }

  @Test
  void signing_out_ends_the_session_itself() {
    var session = ConsoleSession.ofAdministrator();
    session.browser().formParam("csrf", token(session)).post("/sign-out").then().statusCode(303);
    session.browser().get("/").then().statusCode(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"})
  void signing_in_leads_to_no_other_site(String next) {
    var location =
        given()
            .redirects()
            .follow(false)
            .formParam("username", "admin")
            .formParam("password", PASSWORD)
            .formParam("next", next)
            .post("/sign-in")
            .header("Location");
    assertThat(location).doesNotContain("evil").endsWith("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sign-in", "/settings", "/console.js", "/nothing-here"})
  void every_answer_carries_a_policy_that_runs_nothing_foreign(String path) {
    given()
        .redirects()
        .follow(false)
        .get(path)
        .then()
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void a_change_against_an_old_version_is_refused_and_what_was_typed_is_kept() {
    var key = newCase();
    var session = ConsoleSession.ofAdministrator();
    var token = token(session);
    int old = version(key);
    session
        .browser()
        .formParam("csrf", token)
        .formParam("version", old)
        .formParam("status", "in-progress")
        .post("/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(303);
    session
        .browser()
        .formParam("csrf", token)
        .formParam("version", old)
        .formParam("body", "half an hour of writing")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(409)
        .body(containsString("changed meanwhile"))
        .body(containsString("half an hour of writing"));
  }

  @Test
  void a_page_that_is_not_there_is_answered_with_a_page() {
    ConsoleSession.ofAdministrator()
        .browser()
        .get("/cases/DM-2020-999999")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .body(containsString("There is no case"));
  }
}
