package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A finding that its source said is over, and that is active again. */
@DemarcTest
class ActiveAgainTest {

  private static final String TEN = "2026-11-20T10:00:00.000Z";
  private static final String ELEVEN = "2026-11-20T11:00:00.000Z";
  private static final String NOON = "2026-11-20T12:00:00.000Z";

  private final String id = UUID.randomUUID().toString();
  private final String instance = "i-0" + id.replace("-", "").substring(0, 16);

  /** Of GuardDuty. */
  private JsonPath find(boolean archived, String updatedAt) {
    return find(id, archived, updatedAt);
  }

  private JsonPath find(String findingId, boolean archived, String updatedAt) {
    var finding =
        Map.of(
            "accountId",
            "123456789012",
            "region",
            "eu-west-1",
            "id",
            findingId,
            "type",
            "CryptoCurrency:EC2/BitcoinTool.B!DNS",
            "severity",
            8,
            "title",
            "The EC2 instance is mining",
            "updatedAt",
            updatedAt,
            "resource",
            Map.of("resourceType", "Instance", "instanceDetails", Map.of("instanceId", instance)),
            "service",
            Map.of("resourceRole", "ACTOR", "archived", archived));
    return submit(finding).then().statusCode(201).extract().jsonPath();
  }

  /** Of Security Hub. */
  private JsonPath tell(String recordState, String workflow) {
    var finding = new HashMap<String, Object>();
    finding.put("SchemaVersion", "2018-10-08");
    finding.put("Id", "arn:aws:securityhub:eu-west-1:123456789012:finding/" + id);
    finding.put("ProductArn", "arn:aws:securityhub:eu-west-1::product/aws/securityhub");
    finding.put("GeneratorId", "gen");
    finding.put("AwsAccountId", "123456789012");
    finding.put("Types", List.of("TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B!DNS"));
    finding.put("CreatedAt", TEN);
    finding.put("UpdatedAt", TEN);
    finding.put("Severity", Map.of("Label", "HIGH"));
    finding.put("Title", "The EC2 instance is mining");
    finding.put("Description", "It queries a domain of Bitcoin.");
    finding.put("RecordState", recordState);
    finding.put("Workflow", Map.of("Status", workflow));
    finding.put(
        "Resources",
        List.of(
            Map.of(
                "Type",
                "AwsEc2Instance",
                "Id",
                "arn:aws:ec2:eu-west-1:123456789012:instance/" + instance)));
    return submit(finding).then().statusCode(201).extract().jsonPath();
  }

  private static String timeline(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.summary")
        .toString();
  }

  private static void isClosed(String key) {
    getCase(key).then().body("status", is("closed"));
  }

  private static void close(String key) {
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
  }

  @Test
  void it_reopens_the_case_that_its_source_had_closed_and_its_work_waits_again() {
    var key = find(false, TEN).getString("caseKey");
    find(true, ELEVEN);
    isClosed(key);
    var again = find(false, NOON);
    assertThat(again.getString("caseKey")).isEqualTo(key);
    assertThat(again.getBoolean("joinedExistingCase")).isTrue();
    getCase(key)
        .then()
        .body("status", is("open"))
        .body("outcome", nullValue())
        .body("dueAt", notNullValue())
        .body("workItems[0].status", is("new"))
        .body("workItems[0].doneAt", nullValue());
    assertThat(timeline(key)).contains("reopened the case because its source");
  }

  @Test
  void a_finding_may_come_and_go_as_long_as_nobody_has_begun() {
    var key = find(false, TEN).getString("caseKey");
    for (int i = 0; i < 2; i++) {
      find(true, ELEVEN);
      isClosed(key);
      assertThat(find(false, ELEVEN).getString("caseKey")).isEqualTo(key);
    }
    json().body(Map.of("body", "looking")).post("/api/v1/cases/" + key + "/notes");
    find(true, NOON);
    getCase(key).then().body("status", is("open"));
  }

  @Test
  void a_case_that_a_person_closed_stays_closed_and_a_new_one_follows_it() {
    var key = find(false, TEN).getString("caseKey");
    close(key);
    var again = find(false, NOON).getString("caseKey");
    assertThat(again).isNotEqualTo(key);
    isClosed(key);
    assertThat(timeline(again)).contains("follows " + key);
  }

  @Test
  void so_does_one_that_a_person_took_up_after_its_source_had_closed_it() {
    var key = find(false, TEN).getString("caseKey");
    find(true, ELEVEN);
    client().delete("/api/v1/cases/" + key + "/closure").then().statusCode(200);
    close(key);
    assertThat(find(false, NOON).getString("caseKey")).isNotEqualTo(key);
    isClosed(key);
  }

  @Test
  void another_finding_about_the_same_instance_reopens_nothing() {
    var key = find(false, TEN).getString("caseKey");
    find(true, ELEVEN);
    assertThat(find(UUID.randomUUID().toString(), false, NOON).getString("caseKey"))
        .isNotEqualTo(key);
    isClosed(key);
  }

  @Test
  void its_own_case_is_reopened_though_another_about_the_same_instance_is_open() {
    var key = find(false, TEN).getString("caseKey");
    find(true, ELEVEN);
    var other = find(UUID.randomUUID().toString(), false, NOON).getString("caseKey");
    assertThat(find(false, NOON).getString("caseKey")).isEqualTo(key).isNotEqualTo(other);
  }

  @Test
  void a_word_that_comes_late_neither_reopens_nor_closes() {
    var key = find(false, TEN).getString("caseKey");
    find(true, NOON);
    var late = find(false, ELEVEN);
    assertThat(late.getString("caseKey")).isNull();
    client()
        .get("/api/v1/reports/" + late.getString("id"))
        .then()
        .body("setAside", containsString(key));
    isClosed(key);

    var second = UUID.randomUUID().toString();
    var open = find(second, false, NOON).getString("caseKey");
    find(second, true, ELEVEN);
    getCase(open).then().body("status", is("open"));
  }

  @Test
  void one_of_security_hub_that_is_new_after_archived_or_resolved_reopens_its_case() {
    var key = tell("ACTIVE", "NEW").getString("caseKey");
    tell("ARCHIVED", "NEW");
    isClosed(key);
    assertThat(tell("ACTIVE", "NEW").getString("caseKey")).isEqualTo(key);
    tell("ACTIVE", "RESOLVED");
    isClosed(key);
    assertThat(tell("ACTIVE", "NOTIFIED").getString("caseKey")).isEqualTo(key);
    getCase(key).then().body("status", is("open"));
  }

  @Test
  void one_that_is_suppressed_stays_so_though_it_is_active() {
    var key = tell("ACTIVE", "NEW").getString("caseKey");
    tell("ARCHIVED", "SUPPRESSED");
    isClosed(key);
    assertThat(tell("ACTIVE", "SUPPRESSED").getString("caseKey")).isNull();
    isClosed(key);
  }
}
