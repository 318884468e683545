package dev.demarc.evidence;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.DemarcTest;
import dev.demarc.access.keys.ApiKeys;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a report about child sexual abuse material carries, few may fetch, and nobody unseen. */
@DemarcTest
class HeldBackReportsTest {

  @Inject ApiKeys keys;

  private final String payload = picture();

  private static String picture() {
    var bytes = new byte[3_000];
    new Random(1).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private RequestSpecification with(String role) {
    var key = keys.create(role + "-" + UUID.randomUUID(), role, "test");
    return given().header("Authorization", "Bearer " + key);
  }

  private String xarf() {
    return """
    {"xarf_version": "4.0.0", "report_id": "%s", "timestamp": "2026-11-20T10:00:00Z",
     "reporter": {"org": "Hotline", "contact": "a@hotline.example", "domain": "hotline.example"},
     "source_identifier": "%s", "category": "content", "type": "csam",
     "description": "See the evidence: %s",
     "evidence": [{"content_type": "image/png", "payload": "%s", "data": "%s"}]}\
    """
        .formatted(UUID.randomUUID(), freshAddress(), payload.substring(0, 700), payload, payload);
  }

  private static String id(RequestSpecification as, String body) {
    return as.contentType("application/json")
        .body(body)
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void an_administrator_fetches_the_bytes_and_the_timeline_tells_of_it() {
    var id = id(client(), xarf());
    String key = client().get("/api/v1/reports/" + id).path("caseKey");
    client()
        .get("/api/v1/reports/" + id + "/raw")
        .then()
        .statusCode(200)
        .body(containsString(payload));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.summary", hasItem("fetched the raw bytes of the report " + id));
  }

  @Test
  void an_analyst_and_the_sender_hear_whom_to_ask() {
    var sender = with("submitter");
    var id = id(sender, xarf());
    for (var who : List.of(with("analyst"), sender)) {
      who.get("/api/v1/reports/" + id + "/raw")
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("detail", containsString("only administrators"))
          .body(not(containsString(payload)));
    }
  }

  @Test
  void one_that_is_not_filed_yet_is_held_back_as_well() {
    String id =
        json()
            .header("Prefer", "respond-async")
            .body(xarf())
            .post("/api/v1/reports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    with("analyst").get("/api/v1/reports/" + id + "/raw").then().statusCode(403);
  }

  @Test
  void no_answer_page_or_search_holds_a_copy() {
    var id = id(client(), xarf());
    String key = client().get("/api/v1/reports/" + id).path("caseKey");
    for (var path :
        List.of(
            "/api/v1/reports/" + id,
            "/api/v1/cases/" + key,
            "/api/v1/cases/" + key + "/timeline",
            "/api/v1/cases/" + key + "/reports",
            "/api/v1/cases?q=" + payload.substring(0, 24))) {
      assertThat(client().get(path).asString()).doesNotContain(payload.substring(0, 60));
    }
  }

  @Test
  void files_of_a_form_are_not_read_into_its_words() {
    String id =
        client()
            .multiPart("title", "Images at https://example.org/x")
            .multiPart("category", "child-abuse")
            .multiPart("sources", freshAddress())
            .multiPart("evidence", "log.txt", "secret words of the file".getBytes(), "text/plain")
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String key = client().get("/api/v1/reports/" + id).path("caseKey");
    assertThat(client().get("/api/v1/cases/" + key).asString()).doesNotContain("secret words");
    client().get("/api/v1/reports/" + id).then().body("attachments", is(List.of()));
    with("analyst").get("/api/v1/reports/" + id + "/raw").then().statusCode(403);
  }

  @Test
  void what_people_decide_of_the_case_counts() {
    var report =
        "{\"title\": \"Pictures at http://" + freshAddress() + "/\", \"category\": \"other\"}";
    var id = id(client(), report);
    with("analyst").get("/api/v1/reports/" + id + "/raw").then().statusCode(200);
    String key = client().get("/api/v1/reports/" + id).path("caseKey");
    json()
        .body(
            Map.of("responsibility", "CUSTOMER", "category", "child-abuse", "reason", "seen by us"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(org.hamcrest.Matchers.lessThan(300));
    with("analyst").get("/api/v1/reports/" + id + "/raw").then().statusCode(403);
  }

  @Test
  void other_reports_are_handed_out_as_ever() {
    var id = id(client(), "{\"title\": \"Scan from " + freshAddress() + "\"}");
    with("analyst").get("/api/v1/reports/" + id + "/raw").then().statusCode(200);
  }
}
