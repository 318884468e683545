package dev.demarc.console.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * What an earlier version or an import stored is shown and worked on, though some of it is missing.
 */
@DemarcTest
class OldDecisionsTest {

  @Inject DataSource database;

  @Test
  void a_decision_without_words_and_a_reason_without_evidence_are_shown_and_worked_on()
      throws SQLException {
    var key = Api.newCase();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update assessment set reasons = '[{\"signal\": \"guest-os-words\"}]', made_by ="
                    + " 'PERSON', reason = null where in_force and case_id = (select id from"
                    + " incident_case where key = ?)")) {
      statement.setString(1, key);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }

    var console = ConsoleSession.ofAdministrator();
    console.page("/cases/" + key).then().statusCode(200).body(containsString("guest os words"));
    console.page("/cases/" + key + "/sheet").then().statusCode(200);
    Api.json()
        .body(Map.of("body", "seen"))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    Api.json()
        .body(Map.of("queue", "abuse-desk"))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
  }
}
