package dev.demarc.console.settings;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The texts that replies begin with, kept by an administrator. */
@DemarcTest
class TemplatesTest {

  private final String slug = "t-" + UUID.randomUUID().toString().substring(0, 8);
  private ConsoleSession console;

  @BeforeEach
  void sign_in() {
    console = ConsoleSession.ofAdministrator();
  }

  private Response save(String what, String language, String body) {
    return console
        .form()
        .formParam("slug", slug)
        .formParam("title", "Weitergeleitet " + slug)
        .formParam("language", language)
        .formParam("body", body)
        .formParam("do", what)
        .post("/settings/templates/new");
  }

  @Test
  void a_template_is_looked_at_kept_offered_on_a_case_and_removed() {
    var body = "Guten Tag,\n\nzu {report}: siehe http://203.0.113.9/x ({key}).";
    save("preview", "de", body)
        .then()
        .statusCode(200)
        .body(containsString("zu Spam from 203[.]0[.]113[.]77"))
        .body(containsString("hxxp://203[.]0[.]113[.]9/x (DM-2026-000042)"));
    console.page("/settings/templates").then().body(not(containsString(slug)));

    save("", "de", body).then().statusCode(200).body(containsString("is saved"));
    console
        .page("/settings/templates")
        .then()
        .body(containsString("Weitergeleitet " + slug))
        .body(containsString("German"));
    Api.client()
        .get("/api/v1/audit?kind=setting-changed&limit=20")
        .then()
        .statusCode(200)
        .body(containsString("template " + slug));

    console.form().post("/settings/templates/" + slug + "/removal").then().statusCode(200);
    console.page("/settings/templates/" + slug).then().statusCode(404);
  }

  @Test
  void what_nothing_fills_in_and_what_is_no_language_is_refused_with_the_text_kept() {
    save("", "de", "Dear {name}")
        .then()
        .statusCode(422)
        .body(containsString("has {name}, which nothing fills in; there are {key} and {report}"))
        .body(containsString("Dear {name}</textarea>"));
    save("", "not a tag", "Hello").then().statusCode(422).body(containsString("BCP 47"));
  }

  @Test
  void each_change_is_a_version_that_tells_who_and_why_and_can_be_taken_back() {
    put("?version=0", "Hello about {report}.").then().statusCode(200).body("version", equalTo(1));
    put("?version=1&note=curt", "Good day, about {report}.").then().statusCode(200);
    put("?version=1", "Mine.")
        .then()
        .statusCode(409)
        .body("detail", containsString("it is at version 2, you had 1"));
    put("", "Dear {name}").then().statusCode(422);

    Api.client()
        .get("/api/v1/reply-templates/" + slug + "/versions")
        .then()
        .body("items.version", contains(2, 1))
        .body("items[0].note", equalTo("curt"));
    console
        .page("/settings/templates/" + slug + "?asOf=1")
        .then()
        .body(containsString("This is version 1; version 2 is in force."))
        .body(containsString("Hello about {report}.</textarea>"));
    console
        .form()
        .formParam("title", "As it was")
        .formParam("language", "en")
        .formParam("body", "Hello about {report}.")
        .formParam("version", "2")
        .formParam("note", "back to version 1")
        .post("/settings/templates/" + slug)
        .then()
        .statusCode(200);

    Api.client()
        .get("/api/v1/reply-templates/" + slug)
        .then()
        .body("version", equalTo(3))
        .body("body", equalTo("Hello about {report}."));
    Api.client().delete("/api/v1/reply-templates/" + slug).then().statusCode(204);
    Api.client()
        .get("/api/v1/reply-templates/" + slug + "/versions/2")
        .then()
        .body("body", equalTo("Good day, about {report}."));
    put("?version=0", "Anew.").then().body("version", equalTo(4));
  }

  private Response put(String query, String body) {
    return Api.json()
        .body(Map.of("title", "Kept " + slug, "language", "en", "body", body))
        .put("/api/v1/reply-templates/" + slug + query);
  }
}
