package dev.demarc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser that was left signed in: what it may still do without the password. */
@DemarcTest
class ConfirmingChangesTest {

  private static final String PASSWORD = "correct horse battery";
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  @Inject DataSource database;

  private ConsoleSession session;

  @BeforeEach
  void signIn() {
    session = ConsoleSession.ofAdministrator();
  }

  private void passMinutes(int minutes) throws Exception {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update session set confirmed_at = confirmed_at - make_interval(mins => ?) where"
                    + " token_hash = ?")) {
      update.setInt(1, minutes);
      update.setBytes(2, MessageDigest.getInstance("SHA-256").digest(session.cookie().getBytes()));
      assertThat(update.executeUpdate()).isOne();
    }
  }

  private RequestSpecification newPerson(String username) {
    return session
        .form()
        .formParam("username", username)
        .formParam("name", "Ada \"<b>\" & Söhne")
        .formParam("email", username + "@demarc.example")
        .formParam("role", "analyst")
        .formParam("password", "seven green bottles stand");
  }

  private static String username() {
    return "p" + UUID.randomUUID().toString().substring(0, 12);
  }

  private boolean exists(String username) {
    return session.browser().get("/settings/people").asString().contains(username);
  }

  @Test
  void within_ten_minutes_of_the_sign_in_nobody_is_asked() throws Exception {
    passMinutes(9);
    var username = username();
    newPerson(username).post("/settings/people").then().statusCode(200);
    assertThat(exists(username)).isTrue();
  }

  @Test
  void later_the_password_is_asked_for_and_what_was_typed_goes_on() throws Exception {
    passMinutes(11);
    var username = username();
    var page =
        newPerson(username)
            .post("/settings/people")
            .then()
            .statusCode(403)
            .header("Cache-Control", containsString("no-store"))
            .body(containsString("action=\"/settings/people\""))
            .body(not(containsString("<b>")))
            .extract()
            .asString();
    assertThat(exists(username)).isFalse();

    carried(page)
        .formParam("confirm-password", "wrong")
        .post("/settings/people")
        .then()
        .statusCode(422)
        .body(containsString("That is not your password."))
        .body(containsString(username))
        .body(not(containsString("\"wrong\"")));
    assertThat(exists(username)).isFalse();

    carried(page)
        .formParam("confirm-password", PASSWORD)
        .post("/settings/people")
        .then()
        .statusCode(200);
    assertThat(session.browser().get("/settings/people/" + username).asString())
        .contains("Ada &quot;&lt;b&gt;&quot; &amp; Söhne");
    newPerson(username()).post("/settings/people").then().statusCode(200);
  }

  private RequestSpecification carried(String page) {
    var request = session.browser();
    var fields = HIDDEN.matcher(page);
    while (fields.find()) {
      request.formParam(
          fields.group(1),
          fields
              .group(2)
              .replace("&quot;", "\"")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&"));
    }
    return request;
  }

  @Test
  void every_form_of_settings_asks_and_reading_and_work_on_cases_do_not() throws Exception {
    passMinutes(11);
    var id = UUID.randomUUID();
    for (var path :
        Set.of(
            "/settings/people/admin/role",
            "/settings/people/nobody/password",
            "/settings/people/admin/sessions/" + id + "/end",
            "/settings/account/sessions/" + id + "/end",
            "/settings/keys",
            "/settings/keys/" + id,
            "/settings/keys/" + id + "/secrets",
            "/settings/keys/" + id + "/revocation",
            "/settings/mailboxes",
            "/settings/mailboxes/" + id + "/removal",
            "/settings/sns/" + id + "/approval",
            "/settings/queues/aws-edge",
            "/settings/correlation",
            "/inventory",
            "/inventory/" + id + "/removal",
            "/responsibility/policies/undo",
            "/settings/people/")) {
      session.form().post(path).then().statusCode(403).body(containsString("confirm-password"));
    }
    for (var path : Set.of("/", "/settings/people", "/settings/keys", "/inventory")) {
      session.browser().get(path).then().statusCode(200);
    }
    session.form().formParam("body", "hello").post("/cases/DM-2000-1/notes").then().statusCode(404);
    session
        .form()
        .formParam("current", "wrong")
        .formParam("password", "seven green bottles stand")
        .post("/settings/account/password")
        .then()
        .statusCode(422)
        .body(not(containsString("confirm-password")));
  }

  @Test
  void a_form_from_elsewhere_is_not_asked_for_a_password() throws Exception {
    passMinutes(11);
    session
        .form()
        .header("Origin", "https://evil.example")
        .formParam("username", "evil")
        .post("/settings/people")
        .then()
        .statusCode(403)
        .body(not(containsString("confirm-password")));
    session
        .browser()
        .formParam("username", "evil")
        .post("/settings/people")
        .then()
        .statusCode(403)
        .body(not(containsString("confirm-password")));
  }

  @Test
  void a_session_is_confirmed_for_itself_alone() throws Exception {
    passMinutes(11);
    var first = session;
    signIn();
    session = first;
    newPerson(username()).post("/settings/people").then().statusCode(403);
  }
}
