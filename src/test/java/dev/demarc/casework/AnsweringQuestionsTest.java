package dev.demarc.casework;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DemarcTest
class AnsweringQuestionsTest {

  private static String caseWithOpenQuestion() {
    return submit(
            Map.of(
                "title", "Old nodes in cluster " + freshAddress(),
                "description", "The nodes run an outdated node image with a kernel flaw.",
                "service", "EKS"))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static io.restassured.response.Response answer(String key, String id, String answer) {
    return json()
        .body(Map.of("question", id, "answer", answer))
        .post("/api/v1/cases/" + key + "/answers");
  }

  @Test
  void an_answer_makes_the_engine_decide_again_and_routes_the_work_anew() {
    var key = caseWithOpenQuestion();
    getCase(key)
        .then()
        .body("assessment.openQuestions.id", contains("mode:EKS"))
        .body("assessment.autoRoute", is(false))
        .body("workItems.queue", hasItem("abuse-desk"));

    answer(key, "mode:EKS", "managed node groups")
        .then()
        .statusCode(200)
        .body("service", is("EKS managed node groups"))
        .body("responsibility", is("SHARED"))
        .body("assessment.openQuestions", empty())
        .body("assessment.madeBy", is("engine"))
        .body("workItems.queue", hasItems("aws-liaison", "customer-security"));
    Api.client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.findAll { it.kind == 'answered' }.body", contains("managed node groups"));
  }

  @Test
  void an_answer_that_is_none_of_the_questions_own_is_refused_and_changes_nothing() {
    var key = caseWithOpenQuestion();
    int version = Api.version(key);

    answer(key, "mode:EKS", "on the moon")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("answer"))
        .body("errors[0].message", containsString("managed node groups"));
    answer(key, "mode:RDS", "RDS")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("question"))
        .body("errors[0].message", containsString("mode:EKS"));
    getCase(key).then().body("version", is(version)).body("service", is("EKS"));
  }

  @Test
  void what_a_person_decided_no_answer_undoes() {
    var key = caseWithOpenQuestion();
    json()
        .body(Map.of("responsibility", "AWS", "reason", "It is Auto Mode"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);

    answer(key, "mode:EKS", "self-managed nodes").then().statusCode(409);
    getCase(key).then().body("responsibility", is("AWS"));
  }

  @Test
  void aws_can_be_asked_to_enforce_while_the_customer_mends_the_cause() {
    var key = phishing();

    enforce(key)
        .then()
        .statusCode(201)
        .body("responsibility", is("CUSTOMER"))
        .body("workItems.side", hasItems("aws", "customer"))
        .body("workItems.find { it.side == 'aws' }.kind", is("enforcement"))
        .body("workItems.find { it.side == 'aws' }.task", containsString("suspend"))
        .body("workItems.find { it.side == 'aws' }.queue", is("aws-liaison"));
    enforce(key).then().statusCode(409).body("detail", containsString("there already"));
  }

  @Test
  void the_part_that_enforces_stays_when_a_person_confirms_the_customers_side() {
    var key = phishing();
    enforce(key).then().statusCode(201);

    json()
        .body(Map.of("responsibility", "CUSTOMER", "service", "S3", "reason", "Their bucket"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200)
        .body("workItems.find { it.side == 'aws' }.status", is("new"))
        .body("assessment.enforcement", notNullValue());
  }

  @Test
  void there_is_nothing_to_enforce_where_no_outsider_suffers() {
    var key = caseWithOpenQuestion();

    getCase(key).then().body("assessment.enforcement", nullValue());
    enforce(key).then().statusCode(409);
  }

  private static String phishing() {
    return submit(
            Map.of(
                "title", "Phishing page on " + freshAddress(),
                "description", "A phishing page of our bank is served from there.",
                "category", "phishing",
                "service", "EC2"))
        .then()
        .statusCode(201)
        .body("assessment.taxonomy", is("fraud/phishing"))
        .body("assessment.modelVersion", notNullValue())
        .extract()
        .path("caseKey");
  }

  private static io.restassured.response.Response enforce(String key) {
    return json()
        .body(Map.of("reason", "It still collects passwords"))
        .post("/api/v1/cases/" + key + "/enforcement");
  }
}
