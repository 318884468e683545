package dev.demarc.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long what may be erased is kept is chosen, and what has been kept for so long goes. */
@DemarcTest
class RetentionTest {

  @Inject Retention retention;
  @Inject DataSource database;

  private ConsoleSession console;

  @BeforeEach
  void signIn() {
    console = ConsoleSession.ofAdministrator();
  }

  @Test
  void a_choice_tells_what_it_would_erase_and_is_kept_with_who_made_it() {
    console
        .page("/settings/retention/sent-texts?days=3000")
        .then()
        .statusCode(200)
        .body(containsString("Texts of mails kept 3000 days"))
        .body(containsString("nothing is so old yet"))
        .body(containsString("Keep them 3000 days"));
    console
        .form()
        .formParam("days", "3000")
        .post("/settings/retention/sent-texts")
        .then()
        .statusCode(200)
        .body(containsString("Texts of mails: kept 3000 days from now on."));
    console
        .page("/settings/audit?kind=setting-changed")
        .then()
        .body(containsString("Texts of mails are kept 3000 days"));

    console
        .form()
        .formParam("days", "")
        .post("/settings/retention/sent-texts")
        .then()
        .statusCode(200)
        .body(containsString("kept for ever from now on"));
  }

  @Test
  void over_the_api_a_choice_is_asked_for_its_effect_made_and_bounded() {
    Api.client()
        .get("/api/v1/retention/unsent-files/effect?days=300")
        .then()
        .statusCode(200)
        .body("days", equalTo(300))
        .body("erases", equalTo(0));
    put("unsent-files", 300).then().statusCode(200).body("changedBy", notNullValue());
    Api.client()
        .get("/api/v1/retention")
        .then()
        .body("items.find { it.kind == 'unsent-files' }.days", equalTo(300))
        .body("items.find { it.kind == 'sent-texts' }.mayBeForEver", equalTo(true));

    put("unsent-files", 5).then().statusCode(422).body("errors[0].field", equalTo("days"));
    put("reports", 90).then().statusCode(404);
    put("unsent-files", 60).then().statusCode(200);
  }

  private static Response put(String kind, int days) {
    return Api.json().body(Map.of("days", days)).put("/api/v1/retention/" + kind);
  }

  @Test
  void a_length_out_of_bounds_is_refused() {
    for (var days : new String[] {"6", "366", "", "-1", "9".repeat(40), "a week"}) {
      console
          .form()
          .formParam("days", days)
          .post("/settings/retention/drafts")
          .then()
          .statusCode(422)
          .body(containsString("must be a number of days from 7 to 365"));
    }
    console.page("/settings/retention/cases?days=30").then().statusCode(404);
  }

  @Test
  void a_draft_that_nobody_typed_on_for_longer_is_erased_and_a_newer_one_stays()
      throws SQLException {
    var old = Api.newCase();
    var recent = Api.newCase();
    for (var key : new String[] {old, recent}) {
      console
          .form()
          .formParam("body", "half a thought on " + key)
          .post("/cases/" + key + "/drafts/note");
    }
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update draft set saved_at = now() - interval '61 days' where case_id = (select id"
                    + " from incident_case where key = ?)")) {
      statement.setString(1, old);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }

    console
        .page("/settings/retention/drafts?days=60")
        .then()
        .body(containsString("drafts that nobody has typed on for longer</b> will be erased"));
    retention.erase();

    assertThat(console.page("/cases/" + old).asString()).doesNotContain("half a thought");
    assertThat(console.page("/cases/" + recent).asString()).contains("half a thought");
  }
}
