package dev.demarc.http;

import static io.restassured.RestAssured.given;

import dev.demarc.access.SessionCookie;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person who is signed in to the console.
 *
 * @param csrf the token that each form of the session must send along
 */
public record ConsoleSession(String cookie, String csrf) {

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]*)\"");

  public static ConsoleSession signIn(String username, String password) {
    var cookie =
        given()
            .redirects()
            .follow(false)
            .formParam("username", username)
            .formParam("password", password)
            .post("/sign-in")
            .then()
            .statusCode(303)
            .extract()
            .cookie(SessionCookie.NAME);
    var page = given().cookie(SessionCookie.NAME, cookie).get("/settings").asString();
    return new ConsoleSession(
        cookie,
        Optional.of(TOKEN.matcher(page)).filter(m -> m.find()).map(m -> m.group(1)).orElseThrow());
  }

  /** As a header line. */
  String header() {
    return "Cookie: " + SessionCookie.NAME + "=" + cookie + "\r\n";
  }
}
