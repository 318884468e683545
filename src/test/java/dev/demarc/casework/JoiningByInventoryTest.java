package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An address, an instance and an ARN that are one thing are one subject. */
@DemarcTest
class JoiningByInventoryTest {

  private static final String NOON = "2026-11-20T12:00:00Z";

  private final String address = freshAddress();
  private final String instance = freshInstance();
  private final String arn = "arn:aws:ec2:eu-west-1:123456789012:instance/" + instance;

  private static String freshInstance() {
    return "i-0" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  private static void register(String value, String resource, String from, String until) {
    var entry = new HashMap<String, Object>();
    entry.put("value", value);
    entry.put("owner", "Shop team");
    entry.put("resource", resource);
    entry.put("validFrom", from);
    entry.put("validUntil", until);
    json().body(entry).post("/api/v1/inventory").then().statusCode(204);
  }

  private static String caseOf(String source, String occurredAt) {
    return submit(
            Map.of(
                "title",
                "Scan by " + source,
                "category",
                "port-scan",
                "occurredAt",
                occurredAt,
                "sources",
                List.of(source)))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static String caseOf(String source) {
    return caseOf(source, NOON);
  }

  private static String timeline(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.summary")
        .toString();
  }

  @Test
  void an_instance_is_one_subject_by_its_arn_and_by_its_id_without_any_inventory() {
    var key = caseOf(arn);
    assertThat(caseOf(instance)).isEqualTo(key);
    assertThat(timeline(key)).contains("it names the same resource, " + instance);
  }

  @Test
  void a_bucket_is_one_subject_by_its_arn_and_by_its_name_without_any_inventory() {
    var bucket = "b-" + UUID.randomUUID();
    var key = caseOf("arn:aws:s3:::" + bucket);
    assertThat(caseOf("arn:aws:s3:::" + bucket + "/invoices/1.pdf")).isEqualTo(key);
    assertThat(caseOf("s3://" + bucket + "/invoices")).isEqualTo(key);
  }

  @Test
  void an_address_joins_the_case_of_the_instance_that_it_belongs_to_and_the_other_way_round() {
    register(address, arn, null, null);
    var key = caseOf(address);
    assertThat(caseOf(instance)).isEqualTo(key);
    assertThat(caseOf(arn)).isEqualTo(key);
    assertThat(timeline(key))
        .contains("the inventory names " + address + " and " + instance + " as one thing");

    var second = freshAddress();
    register(second, instance, null, null);
    assertThat(caseOf(second)).isEqualTo(key);
    assertThat(timeline(key))
        .contains("the inventory names " + second + " and " + instance + " as one thing");
  }

  @Test
  void two_addresses_of_one_thing_are_one_subject_though_no_report_names_it() {
    var second = freshAddress();
    register(address, instance, null, null);
    register(second, instance, null, null);
    var key = caseOf(address);
    assertThat(caseOf(second)).isEqualTo(key);
    assertThat(timeline(key))
        .contains("names " + second + ", " + address + " and " + instance + " as one thing");
  }

  @Test
  void whose_an_address_was_when_it_happened_counts() {
    var next = freshInstance();
    register(address, instance, null, NOON);
    register(address, next, NOON, null);
    var before = caseOf(address, "2026-11-20T11:00:00Z");
    var after = caseOf(address, "2026-11-20T13:00:00Z");
    assertThat(after).isNotEqualTo(before);
    assertThat(caseOf(instance)).isEqualTo(before);
    assertThat(caseOf(next)).isEqualTo(after);
    assertThat(caseOf(address, "2026-11-20T11:30:00Z")).isEqualTo(before);
    assertThat(timeline(before)).contains("it names the same address, " + address);
  }

  @Test
  void a_case_about_an_address_is_found_again_after_somebody_registered_whose_it_is() {
    var key = caseOf(address);
    register(address, instance, null, null);
    assertThat(caseOf(address)).isEqualTo(key);
    assertThat(caseOf(arn)).isEqualTo(key);
  }

  @Test
  void a_host_belongs_to_its_resource_and_a_host_below_it_does_not() {
    var host = "h" + UUID.randomUUID().toString().substring(0, 8) + ".example.com";
    register(host, instance, null, null);
    var key = caseOf(instance);
    assertThat(caseOf("https://" + host + "/login")).isEqualTo(key);
    assertThat(caseOf("https://other." + host + "/login")).isNotEqualTo(key);
  }

  @Test
  void the_address_of_a_victim_does_not_stand_for_its_instance() {
    register(address, instance, null, null);
    var key = caseOf(instance);
    String other =
        submit(
                Map.of(
                    "title",
                    "Scan of somebody",
                    "category",
                    "port-scan",
                    "sources",
                    List.of(freshAddress()),
                    "targets",
                    List.of(address)))
            .path("caseKey");
    assertThat(other).isNotEqualTo(key);
  }

  @Test
  void what_a_case_knows_by_another_name_goes_with_it_where_it_is_merged() {
    register(address, instance, null, null);
    var key = caseOf(address);
    var into = caseOf(freshAddress());
    json()
        .body(Map.of("into", into))
        .post("/api/v1/cases/" + key + "/merge")
        .then()
        .statusCode(200);
    assertThat(caseOf(arn)).isEqualTo(into);
    getCase(into).then().statusCode(200);
    assertThat(timeline(into)).contains("the inventory names " + address + " and " + instance);
  }
}
