package dev.demarc.console.cases;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.submit;
import static dev.demarc.Api.version;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import dev.demarc.access.SessionCookie;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead who sets in the console how far a case may be shared. */
@DemarcTest
class SharingPagesTest {

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]*)\"");

  private String session;

  @BeforeEach
  void signIn() {
    session =
        given()
            .redirects()
            .follow(false)
            .formParam("username", "admin")
            .formParam("password", "correct horse battery")
            .post("/sign-in")
            .cookie(SessionCookie.NAME);
  }

  private RequestSpecification there() {
    return given().redirects().follow(false).cookie(SessionCookie.NAME, session);
  }

  private RequestSpecification form(String page) {
    var token = TOKEN.matcher(page);
    assertThat(token.find()).isTrue();
    return there().formParam("csrf", token.group(1));
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
    var page = there().get("/cases/" + key).asString();
    assertThat(page)
        .contains("<strong class=\"late\">TLP:RED</strong>", "Its reports say TLP:RED.");
    form(page)
        .formParam("version", version(key))
        .formParam("tlp", "TLP:GREEN")
        .formParam("reason", "")
        .post("/cases/" + key + "/tlp")
        .then()
        .statusCode(422);
    getCase(key).then().body("tlp", is("TLP:RED"));
    form(page)
        .formParam("version", version(key))
        .formParam("tlp", "TLP:GREEN")
        .formParam("reason", "They agreed by phone.")
        .post("/cases/" + key + "/tlp")
        .then()
        .statusCode(303);
    assertThat(there().get("/cases/" + key).asString())
        .contains(
            "<strong class=\"late\">TLP:GREEN</strong>",
            "set here; reports say TLP:RED",
            "They agreed by phone.");
  }
}
