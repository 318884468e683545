package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which reports join which case, and how that is undone. */
@DemarcTest
class JoiningCasesTest {

  private static JsonPath report(String title, String category, String... sources) {
    return submit(Map.of("title", title, "category", category, "sources", List.of(sources)))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static String timeline(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .then()
        .extract()
        .jsonPath()
        .getList("items.summary")
        .toString();
  }

  /** A GuardDuty finding about an instance of its own, unless another is named. */
  private static Map<String, Object> finding(String id, boolean archived, int count) {
    return Map.of(
        "schemaVersion", "2.0",
        "accountId", "123456789012",
        "region", "eu-west-1",
        "id", id,
        "type", "CryptoCurrency:EC2/BitcoinTool.B!DNS",
        "severity", 8,
        "title", "The EC2 instance is mining",
        "description", "The instance is querying a domain name associated with Bitcoin.",
        "resource",
            Map.of(
                "resourceType", "Instance", "instanceDetails", Map.of("instanceId", instance(id))),
        "service",
            Map.of(
                "resourceRole",
                "ACTOR",
                "archived",
                archived,
                "count",
                count,
                "eventFirstSeen",
                "2026-11-20T10:00:00Z"));
  }

  private static String instance(String id) {
    return "i-0" + id.replace("-", "").substring(0, 16);
  }

  private static JsonPath find(String id, boolean archived, int count) {
    return submit(finding(id, archived, count)).then().statusCode(201).extract().jsonPath();
  }

  @Test
  void the_timeline_says_why_a_report_joined() {
    var address = freshAddress();
    var key = report("one", "port-scan", address).getString("caseKey");
    report("two", "port-scan", address);
    assertThat(timeline(key))
        .contains("joined a report because it names the same address, " + address)
        .contains("(port-scan)")
        .contains("within 14 days");
    client()
        .get("/api/v1/cases/" + key + "/reports")
        .then()
        .body("items[0].joinedBecause", containsString(address))
        .body("items[1].joinedBecause", nullValue());
  }

  @Test
  void a_finding_that_comes_again_is_an_update_of_its_case_whatever_it_says_now() {
    var id = UUID.randomUUID().toString();
    var first = find(id, false, 1);
    var second = find(id, false, 7);
    assertThat(second.getString("caseKey")).isEqualTo(first.getString("caseKey"));
    assertThat(timeline(first.getString("caseKey"))).contains("the same id, " + id);
  }

  @Test
  void the_id_of_one_sender_is_not_that_of_another() {
    var id = "ticket-" + UUID.randomUUID();
    var first = withId(id, "a@example.org");
    assertThat(withId(id, "a@example.org")).isEqualTo(first);
    assertThat(withId(id, "b@example.org")).isNotEqualTo(first);
  }

  private static String withId(String id, String email) {
    return submit(Map.of("title", "Ticket", "externalId", id, "reporter", Map.of("email", email)))
        .path("caseKey");
  }

  @Test
  void a_finding_whose_source_archived_it_closes_the_case_that_nobody_had_begun() {
    var id = UUID.randomUUID().toString();
    var key = find(id, false, 1).getString("caseKey");
    find(id, true, 1);
    getCase(key).then().body("status", is("closed")).body("outcome", is("fixed"));
    assertThat(timeline(key)).contains("heard from the source that this is over");
  }

  @Test
  void a_case_that_somebody_works_on_stays_open_when_its_source_says_it_is_over() {
    var id = UUID.randomUUID().toString();
    var key = find(id, false, 1).getString("caseKey");
    json()
        .body(Map.of("body", "looking"))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    find(id, true, 1);
    getCase(key).then().body("status", is("open"));
    assertThat(timeline(key)).contains("heard from the source that this is over");
  }

  @Test
  void a_finding_that_was_archived_says_nothing_of_others_of_its_instance() {
    var id = UUID.randomUUID().toString();
    var key = find(id, false, 1).getString("caseKey");
    var other = id.substring(0, id.length() - 2) + "zz";

    assertThat(find(other, true, 1).getString("caseKey")).isNull();

    getCase(key).then().body("status", is("open"));
  }

  @Test
  void what_is_over_and_in_no_open_case_is_filed_without_one() {
    var answer = find(UUID.randomUUID().toString(), true, 1);
    assertThat(answer.getString("caseKey")).isNull();
    client()
        .get("/api/v1/reports/" + answer.getString("id"))
        .then()
        .body("setAside", containsString("over"));
  }

  @Test
  void an_abuse_notice_of_aws_sets_the_clock_and_a_person_may_move_it() {
    var start =
        Instant.now().minus(Duration.ofHours(2)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    var instance = instance(UUID.randomUUID().toString());
    String key =
        submit(
                Map.of(
                    "source", "aws.health",
                    "detail-type", "AWS Health Abuse Event",
                    "account", "123456789012",
                    "region", "global",
                    "detail",
                        Map.of(
                            "eventArn",
                            "arn:aws:health:global::event/ABUSE/" + instance,
                            "service",
                            "ABUSE",
                            "eventTypeCode",
                            "AWS_ABUSE_PORT_SCANNING_REPORT",
                            "startTime",
                            start.toString(),
                            "affectedEntities",
                            List.of(Map.of("entityValue", instance)))))
            .then()
            .statusCode(201)
            .extract()
            .path("caseKey");
    getCase(key).then().body("dueAt", notNullValue());
    var due = Instant.parse(getCase(key).path("dueAt"));
    assertThat(due).isBeforeOrEqualTo(start.plus(Duration.ofHours(24)));
    String side = getCase(key).path("workItems[0].side");
    var later =
        Instant.now().plus(Duration.ofDays(3)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    json()
        .body(Map.of("dueAt", later.toString()))
        .patch("/api/v1/cases/" + key + "/work-items/" + side.toLowerCase())
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("reason"));
    json()
        .body(Map.of("dueAt", later.toString(), "reason", "AWS granted an extension"))
        .patch("/api/v1/cases/" + key + "/work-items/" + side.toLowerCase())
        .then()
        .statusCode(200)
        .body("workItems[0].dueAt", is(later.toString()));
    assertThat(timeline(key)).contains("set the clock of the");
  }

  @Test
  void a_report_that_joined_by_mistake_is_split_off_with_what_only_it_names() {
    var shared = freshAddress();
    var own = freshAddress();
    var key = report("stays", "port-scan", shared).getString("caseKey");
    var wrong = report("goes", "port-scan", shared, own).getString("id");
    int version = getCase(key).path("version");
    var opened =
        json()
            .body(
                Map.of("reports", List.of(wrong), "reason", "another machine", "version", version))
            .post("/api/v1/cases/" + key + "/splits")
            .then()
            .statusCode(201)
            .body("key", not(equalTo(key)))
            .body("reportCount", is(1))
            .body("reports.id", is(List.of(wrong)))
            .body("assessment.responsibility", notNullValue())
            .body("workItems.size()", not(0))
            .extract()
            .jsonPath();
    var split = opened.getString("key");
    getCase(key)
        .then()
        .body("reportCount", is(1))
        .body("version", is(version + 1))
        .body("indicators.value", not(hasItem(own)));
    assertThat(opened.getList("indicators.value")).asList().contains(own, shared);
    assertThat(timeline(key)).contains("split off one report as " + split);
    assertThat(timeline(split)).contains("split this case off from " + key);
    client().get("/api/v1/reports/" + wrong).then().body("caseKey", is(split));
    assertThat(report("about own", "port-scan", own).getString("caseKey")).isEqualTo(split);
    assertThat(report("about shared", "port-scan", shared).getString("caseKey")).isEqualTo(key);
  }

  @Test
  void a_split_leaves_a_report_behind_and_takes_only_the_cases_own() {
    var key = report("only", "port-scan", freshAddress()).getString("caseKey");
    var other = report("other", "port-scan", freshAddress()).getString("id");
    String only = getCase(key).path("reports[0].id");
    var nothing = Collections.<String>singletonList(null);
    for (var ids : List.of(List.of(only), List.of(other), List.<String>of(), nothing)) {
      json()
          .body(Map.of("reports", ids))
          .post("/api/v1/cases/" + key + "/splits")
          .then()
          .statusCode(422)
          .body("errors.field", hasItem("reports"));
    }
    report("second", "port-scan", getCase(key).path("indicators[0].value").toString());
    json()
        .body(Map.of("reports", List.of(only), "version", 99))
        .post("/api/v1/cases/" + key + "/splits")
        .then()
        .statusCode(409);
  }

  @Test
  void a_category_that_never_joins_opens_a_case_for_each_report_until_its_rule_is_removed() {
    var address = freshAddress();
    var key = report("one", "copyright", address).getString("caseKey");
    json()
        .body(Map.of("joins", false, "windowHours", 24))
        .put("/api/v1/correlation-rules/copyright")
        .then()
        .statusCode(200)
        .body("items.category", hasItem("copyright"))
        .body("items.find { it.category == 'copyright' }.changedBy", notNullValue());
    try {
      assertThat(report("two", "copyright", address).getString("caseKey")).isNotEqualTo(key);
    } finally {
      client().delete("/api/v1/correlation-rules/copyright").then().statusCode(200);
    }
    assertThat(report("three", "copyright", address).getBoolean("joinedExistingCase")).isTrue();
  }

  @Test
  void only_the_kinds_of_subject_that_a_rule_names_count() {
    json()
        .body(Map.of("joins", true, "windowHours", 24, "subjects", List.of("resource")))
        .put("/api/v1/correlation-rules/fraud")
        .then()
        .statusCode(200);
    try {
      var address = freshAddress();
      var key = report("one", "fraud", address).getString("caseKey");
      assertThat(report("two", "fraud", address).getString("caseKey")).isNotEqualTo(key);
      var bucket = "arn:aws:s3:::bucket-" + UUID.randomUUID();
      key = report("three", "fraud", bucket).getString("caseKey");
      assertThat(report("four", "fraud", bucket).getString("caseKey")).isEqualTo(key);
    } finally {
      client().delete("/api/v1/correlation-rules/fraud");
    }
  }

  @Test
  void a_rule_that_makes_no_sense_names_its_field() {
    var wrong = new HashMap<String, Object>(Map.of("joins", true, "windowHours", 0));
    json().body(wrong).put("/api/v1/correlation-rules/all").then().statusCode(422);
    wrong.put("windowHours", 24);
    json().body(wrong).put("/api/v1/correlation-rules/tickling").then().statusCode(422);
    wrong.put("subjects", List.of("mood"));
    json()
        .body(wrong)
        .put("/api/v1/correlation-rules/all")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("subjects"));
  }

  @Test
  void a_mail_that_says_it_is_over_opens_a_case_all_the_same_for_anybody_can_write_it() {
    var mail =
        "From: trustandsafety@support.aws.com\r\nTo: abuse@demarc.example\r\n"
            + "Subject: Your AWS Abuse Report [14062"
            + System.nanoTime() % 1_000_000
            + "] [AWS ID 123456789012]\r\n\r\nThank you. This case has been resolved.\r\n";
    client()
        .contentType("message/rfc822")
        .body(mail.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .body("caseKey", notNullValue());
  }
}
