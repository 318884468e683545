package dev.demarc.console.cases;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.submit;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead who sets in the console how far a case may be shared. */
@DemarcTest
class SharingPagesTest {

  private ConsoleSession session;

  @BeforeEach
  void signIn() {
    session = ConsoleSession.ofAdministrator();
  }

  @Test
  void the_label_is_set_with_a_reason_and_the_reports_own_stays_shown() {
    String key =
        submit(
                Map.of(
                    "title",
                    "Compromised EC2 instance attacks us from " + freshAddress(),
                    "category",
                    "intrusion-attempt",
                    "tlp",
                    "RED"))
            .then()
            .statusCode(201)
            .extract()
            .path("caseKey");
    var page = session.page("/cases/" + key).asString();
    assertThat(page)
        .contains("<strong class=\"late\">TLP:RED</strong>", "Its reports say TLP:RED.");
    session
        .form()
        .formParam("version", version(key))
        .formParam("tlp", "TLP:GREEN")
        .formParam("reason", "")
        .post("/cases/" + key + "/tlp")
        .then()
        .statusCode(422);
    getCase(key).then().body("tlp", is("TLP:RED"));
    session
        .form()
        .formParam("version", version(key))
        .formParam("tlp", "TLP:GREEN")
        .formParam("reason", "They agreed by phone.")
        .post("/cases/" + key + "/tlp")
        .then()
        .statusCode(303);
    assertThat(session.page("/cases/" + key).asString())
        .contains(
            "<strong class=\"late\">TLP:GREEN</strong>",
            "set here; reports say TLP:RED",
            "They agreed by phone.");
  }
}
