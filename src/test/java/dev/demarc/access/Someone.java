package dev.demarc.access;

import static io.restassured.RestAssured.given;

import dev.demarc.access.people.People;
import dev.demarc.console.FormToken;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A person of a test's own, and their browser. */
record Someone(String username, String session, String csrf) {

  static final String PASSWORD = "nine purple umbrellas";

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  static String newPerson(People people, String role) {
    var name = "p" + UUID.randomUUID().toString().substring(0, 12);
    people.add(new People.Wanted(name, null, null, role, PASSWORD), Caller.SYSTEM);
    return name;
  }

  /** An address that no other test signs in from. */
  static String newAddress() {
    return "2001:db8:" + Integer.toHexString(NEXT.getAndIncrement()) + "::1";
  }

  static Someone signedIn(String username, String password) {
    var session =
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
    return new Someone(username, session, FormToken.masked(Secret.csrfToken(session)));
  }

  RequestSpecification browser() {
    return given().redirects().follow(false).cookie(SessionCookie.NAME, session);
  }

  RequestSpecification form() {
    return browser().formParam("csrf", csrf);
  }
}
