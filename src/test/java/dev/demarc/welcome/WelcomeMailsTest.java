package dev.demarc.welcome;

import static dev.demarc.Api.client;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.people.People;
import dev.demarc.shared.Actor;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.UUID;
import org.hamcrest.MatcherAssert;
import org.junit.jupiter.api.Test;

@DemarcTest
class WelcomeMailsTest {

  private static final String PASSWORD = "a first one that is long";

  @Inject People people;

  private final String name = "new-" + UUID.randomUUID().toString().substring(0, 8);

  private void added(Caller by) {
    people.add(
        new People.Wanted(name, "Ann <b>New", name + "@desk.example", "analyst", PASSWORD), by);
  }

  private JsonPath mails() {
    return client().get("/api/v1/outbox?limit=100").then().statusCode(200).extract().jsonPath();
  }

  @Test
  void somebody_whom_a_person_adds_is_told_how_to_sign_in_and_never_the_password() {
    added(new Caller(new Actor(Actor.Kind.PERSON, "ada"), null));
    var mail = "items.find { it.recipient == '" + name + "@desk.example' }.";
    client()
        .get("/api/v1/outbox?limit=100")
        .then()
        .body(mail + "kind", is("welcome"))
        .body(mail + "bodyText", containsString("ada added you"))
        .body(mail + "bodyText", containsString("as " + name))
        .body(mail + "bodyText", containsString("set your own under Settings, Your account"))
        .body(mail + "bodyText", not(containsString(PASSWORD)))
        .body(mail + "bodyHtml", not(containsString("<b>New")))
        .body(mail + "bodyHtml", not(containsString(PASSWORD)));
  }

  @Test
  void what_demarc_adds_by_itself_gets_no_mail() {
    added(Caller.SYSTEM);
    MatcherAssert.assertThat(
        mails().getList("items.findAll { it.recipient == '" + name + "@desk.example' }"), empty());
  }
}
