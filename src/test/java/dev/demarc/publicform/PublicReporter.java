package dev.demarc.publicform;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;

import dev.demarc.Api;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A stranger who reports by the form, and the case that comes of it. */
public record PublicReporter(String address, String page) {

  static PublicReporter reports(String address) {
    return reports(address, "noc@isp.example");
  }

  /**
   * @param about the first line is an address that no other test reports
   */
  public static PublicReporter reports(String about, String email) {
    var page =
        form(about, UUID.randomUUID().toString())
            .formParam("email", email)
            .formParam("confirmed", "yes")
            .post("/report-abuse")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    return new PublicReporter(about.lines().findFirst().orElseThrow(), path(page));
  }

  /** Of a location, without the host and the place on the page. */
  static String path(String location) {
    return location.replaceFirst("^https?://[^/]+", "").replaceFirst("#.*", "");
  }

  static RequestSpecification form(String about, String once) {
    return given()
        .redirects()
        .follow(false)
        .formParam("kind", "attack")
        .formParam("about", about)
        .formParam("seen", "Our sensors count 412 queries a minute from there since 08:58 UTC.")
        .formParam("once", once);
  }

  /** The key of the case, once the report is filed. */
  public String caseKey() {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> Api.client().get("/api/v1/cases?q=" + address).path("items[0].key"),
            Objects::nonNull);
  }

  String shown() {
    return given().get(page).asString();
  }

  public Response says(String kind, String body) {
    return says(kind, body, UUID.randomUUID().toString());
  }

  Response says(String kind, String body, String once) {
    return given()
        .redirects()
        .follow(false)
        .formParam("kind", kind)
        .formParam("body", body)
        .formParam("once", once)
        .post(page + "/messages");
  }

  /** Somebody works on its first part. */
  public static void work(String key, Map<String, ?> change) {
    String side = Api.getCase(key).path("workItems[0].side");
    var body = new HashMap<String, Object>(change);
    body.put("version", Api.version(key));
    Api.json()
        .body(body)
        .patch("/api/v1/cases/" + key + "/work-items/" + side.toLowerCase())
        .then()
        .statusCode(200);
  }

  public static void close(String key) {
    Api.json()
        .body(Map.of("outcome", "fixed", "version", Api.version(key)))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
  }

  /**
   * The path of the link by which they prove their address, once they asked for it.
   *
   * @param email that they typed
   */
  public String proofLink(String email) {
    given().redirects().follow(false).post(page + "/proof").then().statusCode(303);
    String text =
        Api.client()
            .get("/api/v1/outbox?limit=200")
            .path(
                "items.find { it.kind == 'address-link' && it.recipient == '"
                    + email
                    + "' }.bodyText");
    return text.replaceFirst("(?s).*http://localhost:8080(/report-abuse/proof/\\w+).*", "$1");
  }

  /** Whoever has the page and the mail confirms that the address is theirs. */
  public void proves(String email) {
    given()
        .redirects()
        .follow(false)
        .formParam("page", page)
        .post(proofLink(email))
        .then()
        .statusCode(303);
  }
}
