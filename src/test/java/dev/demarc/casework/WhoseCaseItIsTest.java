package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The owner of a case is whoever holds what it is about. */
@DemarcTest
class WhoseCaseItIsTest {

  private static final String ACCOUNT = "555566667777";

  private final String instance =
      "i-0" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  private final String own = freshAddress();
  private final String remote = freshAddress();

  private static void register(String value, String owner) {
    json()
        .body(Map.of("value", value, "owner", owner))
        .post("/api/v1/inventory")
        .then()
        .statusCode(204);
  }

  private String finding(String resourceRole) {
    return submit(
            Map.of(
                "schemaVersion",
                "2.0",
                "accountId",
                ACCOUNT,
                "region",
                "eu-west-1",
                "id",
                UUID.randomUUID().toString(),
                "type",
                "UnauthorizedAccess:EC2/SSHBruteForce",
                "title",
                "SSH brute force",
                "resource",
                Map.of(
                    "resourceType",
                    "Instance",
                    "instanceDetails",
                    Map.of(
                        "instanceId",
                        instance,
                        "networkInterfaces",
                        List.of(Map.of("publicIp", own)))),
                "service",
                Map.of(
                    "resourceRole",
                    resourceRole,
                    "action",
                    Map.of(
                        "actionType",
                        "NETWORK_CONNECTION",
                        "networkConnectionAction",
                        Map.of("remoteIpDetails", Map.of("ipAddressV4", remote))))))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  @Test
  void a_finding_about_a_victim_is_its_holders_and_not_only_its_accounts() {
    register(ACCOUNT, "Platform");
    register(instance, "Shop team");
    getCase(finding("TARGET")).then().body("owner", is("Shop team")).body("accountId", is(ACCOUNT));
  }

  @Test
  void the_list_of_cases_names_the_owner_beside_the_account() {
    register(instance, "Shop team");
    finding("TARGET");
    client()
        .get("/api/v1/cases?indicator=" + instance)
        .then()
        .body("items[0].owner", is("Shop team"))
        .body("items[0].accountId", is(ACCOUNT));
  }

  @Test
  void a_victim_whose_address_alone_is_registered_is_found_by_it() {
    register(own, "Network team");
    getCase(finding("TARGET")).then().body("owner", is("Network team"));
  }

  @Test
  void what_acts_comes_before_its_victim_though_both_are_ours() {
    register(ACCOUNT, "Platform");
    register(instance, "Shop team");
    register(remote, "Batch team");
    getCase(finding("ACTOR")).then().body("owner", is("Shop team"));
  }

  @Test
  void the_other_end_of_our_instances_attack_is_not_who_has_to_act() {
    register(ACCOUNT, "Platform");
    register(remote, "Somebody attacked");
    getCase(finding("ACTOR")).then().body("owner", is("Platform"));
  }

  @Test
  void a_report_of_somebody_elses_about_an_attack_is_not_its_victims() {
    register(instance, "Shop team");
    register(own, "Network team");
    String key =
        submit(
                Map.of(
                    "title",
                    "Somebody attacks",
                    "category",
                    "port-scan",
                    "sources",
                    List.of(remote),
                    "targets",
                    List.of(own, instance)))
            .path("caseKey");
    getCase(key).then().body("owner", nullValue());
  }
}
