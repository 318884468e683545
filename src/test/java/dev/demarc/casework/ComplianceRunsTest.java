package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Runs of scanners: thousands of findings of a few controls, and most of them passed. */
@DemarcTest
class ComplianceRunsTest {

  private final String account =
      "4" + ThreadLocalRandom.current().nextLong(10_000_000_000L, 99_999_999_999L);

  private Map<String, Object> finding(String control, String bucket, String result) {
    var finding = new HashMap<String, Object>();
    finding.put("class_uid", 2004);
    finding.put("category_uid", 2);
    finding.put("severity_id", 5);
    finding.put("status", "New");
    finding.put("status_id", 1);
    finding.put("status_code", result);
    finding.put("time", 1_795_309_201);
    finding.put("metadata", Map.of("event_code", control, "product", Map.of("name", "Prowler")));
    finding.put("cloud", Map.of("account", Map.of("uid", account), "region", "eu-west-1"));
    var uid = control + "-" + account + "-" + bucket;
    finding.put("finding_info", Map.of("uid", uid, "title", "Check " + control));
    var arn = "arn:aws:s3:::" + bucket + "-" + account;
    finding.put("resources", List.of(Map.of("type", "AwsS3Bucket", "uid", arn)));
    return finding;
  }

  private JsonPath send(String control, String bucket, String result) {
    return submit(finding(control, bucket, result)).then().statusCode(201).extract().jsonPath();
  }

  @Test
  void findings_of_one_control_and_account_are_one_case() {
    var first = send("s3_public", "a", "FAIL").getString("caseKey");
    assertThat(send("s3_public", "b", "FAIL").getString("caseKey")).isEqualTo(first);
    assertThat(send("s3_public", "c", "FAIL").getString("caseKey")).isEqualTo(first);
    getCase(first).then().body("reportCount", is(3));
    assertThat(client().get("/api/v1/cases/" + first + "/timeline").asString())
        .contains("it is about the same control, s3_public in account " + account);
  }

  @Test
  void another_control_of_the_same_bucket_is_another_case_and_another_account_too() {
    var first = send("s3_public", "a", "FAIL").getString("caseKey");
    assertThat(send("s3_encryption", "a", "FAIL").getString("caseKey")).isNotEqualTo(first);
    var elsewhere = finding("s3_public", "a", "FAIL");
    elsewhere.put("cloud", Map.of("account", Map.of("uid", "5" + account.substring(1))));
    String other = submit(elsewhere).then().statusCode(201).extract().path("caseKey");
    assertThat(other).isNotNull().isNotEqualTo(first);
  }

  @Test
  void what_passed_or_was_not_checked_opens_no_case_and_joins_none_of_its_bucket() {
    var open = send("s3_public", "a", "FAIL").getString("caseKey");
    for (var result : List.of("PASS", "MANUAL", "MUTED")) {
      var answer = send("s3_logging", "a", result);
      assertThat(answer.getString("caseKey")).as(result).isNull();
    }
    getCase(open).then().body("reportCount", is(1), "status", is("open"));
  }

  @Test
  void a_check_that_passes_now_ends_the_case_that_it_opened() {
    var open = send("s3_public", "a", "FAIL").getString("caseKey");
    assertThat(send("s3_public", "a", "PASS").getString("caseKey")).isEqualTo(open);
    getCase(open).then().body("status", is("closed"));
  }

  @Test
  void one_of_several_that_passes_leaves_the_case_open() {
    var open = send("s3_public", "a", "FAIL").getString("caseKey");
    send("s3_public", "b", "FAIL");
    assertThat(send("s3_public", "a", "PASS").getString("caseKey")).isEqualTo(open);
    getCase(open).then().body("status", is("open"));
  }

  @Test
  void an_informational_finding_is_filed_without_a_case() {
    var finding = finding("s3_info", "a", "FAIL");
    finding.put("severity_id", 1);
    submit(finding)
        .then()
        .statusCode(201)
        .body("caseKey", nullValue(), "setAside", containsString("informational"));
  }

  @Test
  void a_run_of_many_findings_is_as_many_cases_as_controls_failed() {
    var run = new java.util.ArrayList<Map<String, Object>>();
    for (int i = 0; i < 20; i++) {
      run.add(finding("control_" + i % 5, "bucket-" + i, i % 4 == 0 ? "FAIL" : "PASS"));
    }
    var items =
        client()
            .contentType("application/json")
            .body(run)
            .post("/api/v1/reports")
            .then()
            .extract()
            .jsonPath();
    assertThat(items.getInt("accepted")).isEqualTo(20);
    var keys = new HashSet<String>();
    for (var id : items.<String>getList("ids")) {
      keys.add(filed(id));
    }
    keys.remove(null);
    assertThat(keys).hasSize(5);
    keys.forEach(key -> getCase(key).then().body("title", notNullValue()));
  }

  private static String filed(String reportId) {
    for (int i = 0; i < 600; i++) {
      var report = client().get("/api/v1/reports/" + reportId).jsonPath();
      if ("FILED".equals(report.getString("status"))) {
        return report.getString("caseKey");
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("report " + reportId + " was not filed");
  }
}
