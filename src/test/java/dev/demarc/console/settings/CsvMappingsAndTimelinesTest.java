package dev.demarc.console.settings;

import static dev.demarc.Api.newCase;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pages of settings that do what the API does. */
@DemarcTest
class CsvMappingsAndTimelinesTest {

  private final String name = "m-" + UUID.randomUUID().toString().substring(0, 8);
  private ConsoleSession console;

  @BeforeEach
  void sign_in() {
    console = ConsoleSession.ofAdministrator();
  }

  private Response save(String columns) {
    return console
        .form()
        .formParam("name", name)
        .formParam("columns", columns)
        .post("/settings/csv-mappings");
  }

  @Test
  void a_mapping_of_columns_is_kept_used_and_removed() {
    save("Angreifer = sources\r\n\r\nMeldung=title\r\na = b = \r\n")
        .then()
        .statusCode(200)
        .body(containsString(name + " is saved."));
    Api.client()
        .get("/api/v1/csv-mappings/" + name)
        .then()
        .statusCode(200)
        .body("columns.Angreifer", is("sources"))
        .body("columns.'a = b'", is(""));
    console.form().post("/settings/csv-mappings/" + name + "/removal").then().statusCode(200);
    Api.client().get("/api/v1/csv-mappings/" + name).then().statusCode(404);
  }

  @Test
  void a_mapping_with_a_mistake_says_where_and_keeps_what_was_typed() {
    save("Angreifer = sources\nMeldung")
        .then()
        .statusCode(422)
        .body(containsString("line 2 must be"))
        .body(containsString("Angreifer = sources\nMeldung</textarea>"));
    save("Angreifer = nothing")
        .then()
        .statusCode(422)
        .body(containsString("“Column Angreifer”"))
        .body(containsString("must be one of"));
    Api.client().get("/api/v1/csv-mappings/" + name).then().statusCode(404);
  }

  @Test
  void the_timeline_of_a_case_is_verified_by_its_key_however_it_is_typed() {
    var key = newCase();
    console
        .page("/settings/timelines?case=" + key.toLowerCase())
        .then()
        .statusCode(200)
        .body(containsString("1 timeline with"))
        .body(containsString("it is as it was written"));
    console
        .page("/settings/timelines?case=DM-2026-999999")
        .then()
        .statusCode(404)
        .body(containsString("There is no case DM-2026-999999."));
    console
        .page("/settings/timelines")
        .then()
        .statusCode(200)
        .body(not(containsString("What was found")));
  }
}
