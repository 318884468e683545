package dev.demarc;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls the API as an outside client does. */
public final class Api {

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private Api() {}

  public static RequestSpecification client() {
    return given().header("Authorization", "Bearer test-key");
  }

  public static RequestSpecification json() {
    return client().contentType("application/json");
  }

  /** An address that no other test reports (RFC 2544's range, 131,072 addresses). */
  public static String freshAddress() {
    int n = NEXT.getAndIncrement();
    return "198.18." + n / 250 + "." + (n % 250 + 1);
  }

  public static Response submit(Map<String, ?> report) {
    return json().body(report).post("/api/v1/reports");
  }

  /** Files a report about an address of its own, clearly the customer's to deal with. */
  public static String newCase() {
    return newCase("Compromised EC2 instance attacks us from " + freshAddress());
  }

  public static String newCase(String title) {
    return submit(
            Map.of(
                "title", title,
                "description", "The instance was compromised and its guest OS is infected.",
                "category", "intrusion-attempt",
                "service", "EC2"))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  public static Response getCase(String key) {
    return client().get("/api/v1/cases/" + key);
  }

  public static int version(String key) {
    return getCase(key).then().statusCode(200).extract().path("version");
  }
}
