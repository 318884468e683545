package dev.demarc;

import static io.restassured.RestAssured.given;

import dev.demarc.access.SessionCookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Pattern;

/** The console without any script, as the administrator: its pages and plain forms. */
public final class ConsoleForms {

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]*)\"");

  private final String session;
  private final String csrf;

  private ConsoleForms(String session) {
    this.session = session;
    var token = TOKEN.matcher(page("/settings/account").asString());
    if (!token.find()) {
      throw new IllegalStateException("nobody is signed in");
    }
    csrf = token.group(1);
  }

  public static ConsoleForms signedIn() {
    return signedIn("admin", "correct horse battery");
  }

  /** As somebody else than the administrator. */
  public static ConsoleForms signedIn(String username, String password) {
    return new ConsoleForms(
        given()
            .redirects()
            .follow(false)
            .formParam("username", username)
            .formParam("password", password)
            .post("/sign-in")
            .cookie(SessionCookie.NAME));
  }

  private RequestSpecification browser() {
    return given().redirects().follow(false).cookie(SessionCookie.NAME, session);
  }

  public Response page(String path) {
    return browser().get(path);
  }

  public RequestSpecification form() {
    return browser().formParam("csrf", csrf);
  }

  /** A form with files. */
  public RequestSpecification filesForm() {
    return browser().multiPart("csrf", csrf);
  }
}
