package dev.demarc;

import static io.restassured.RestAssured.given;

import dev.demarc.access.Caller;
import dev.demarc.access.Secret;
import dev.demarc.access.SessionCookie;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.people.People;
import dev.demarc.console.FormToken;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;

/**
 * Somebody who is signed in to the console, with a browser that runs no scripts.
 *
 * @param csrf the token that each form of the session must send along
 */
public record ConsoleSession(String username, String cookie, String csrf) {

  /** Of those whom {@link #newPerson} adds. */
  public static final String PASSWORD = "nine purple umbrellas";

  public static ConsoleSession ofAdministrator() {
    return signIn("admin", "correct horse battery");
  }

  /**
   * As somebody whom no other test knows.
   *
   * @param queues all that they see, or none where they see every queue
   */
  public static ConsoleSession ofNewPerson(String role, String... queues) {
    return signIn(newPerson(role, queues), PASSWORD);
  }

  /** Their user name. */
  public static String newPerson(String role, String... queues) {
    var name = "p" + UUID.randomUUID().toString().substring(0, 12);
    Arc.container()
        .select(People.class)
        .get()
        .add(new People.Wanted(name, null, null, role, PASSWORD), Caller.SYSTEM);
    if (queues.length > 0) {
      Arc.container()
          .select(PersonChanges.class)
          .get()
          .changeSight(name, List.of(queues), "", Caller.SYSTEM);
    }
    return name;
  }

  public static ConsoleSession signIn(String username, String password) {
    var cookie =
        given()
            .redirects()
            .follow(false)
            .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
            .formParam("username", username)
            .formParam("password", password)
            .post("/sign-in")
            .then()
            .statusCode(303)
            .extract()
            .cookie(SessionCookie.NAME);
    return new ConsoleSession(username, cookie, FormToken.masked(Secret.csrfToken(cookie)));
  }

  public RequestSpecification browser() {
    return given().redirects().follow(false).cookie(SessionCookie.NAME, cookie);
  }

  /** The path as it is written: nothing in it is encoded. */
  public Response page(String path) {
    return browser().urlEncodingEnabled(false).get(path);
  }

  public RequestSpecification form() {
    return browser().formParam("csrf", csrf);
  }

  /** A form with files. */
  public RequestSpecification filesForm() {
    return browser().multiPart("csrf", csrf);
  }

  /** The cookie as a header line. */
  public String header() {
    return "Cookie: " + SessionCookie.NAME + "=" + cookie + "\r\n";
  }
}
