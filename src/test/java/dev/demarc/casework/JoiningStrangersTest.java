package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import dev.demarc.DemarcTest;
import dev.demarc.casework.correlation.SenderThings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A thing that many share makes no case of two matters. */
@DemarcTest
class JoiningStrangersTest {

  @Inject ReceivedMails mails;

  private static String domain() {
    return "d" + UUID.randomUUID().toString().replace("-", "") + ".com";
  }

  private static String report(String category, String... sources) {
    return submit(Map.of("title", "A report", "category", category, "sources", List.of(sources)))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  @Test
  void a_shared_domain_joins_no_two_addresses_and_relates_the_cases() {
    var domain = domain();
    var first = report("spam", freshAddress(), domain);
    var second = report("spam", freshAddress(), domain);

    assertThat(second).isNotEqualTo(first);
    getCase(second)
        .then()
        .body("related.key", contains(first))
        .body("related[0].because", containsString(domain + ", as the source (by a field"));
    getCase(first).then().body("related.key", contains(second));
    client()
        .get("/api/v1/cases/" + second + "/timeline")
        .then()
        .body("items.summary", hasItem(containsString("is related to " + first)));
  }

  @Test
  void a_shared_link_joins_no_two_instances() {
    var link = "http://" + domain() + "/login";
    var first = report("phishing", "i-0" + hex(), link);

    assertThat(report("phishing", "i-0" + hex(), link)).isNotEqualTo(first);
  }

  @Test
  void two_pages_behind_one_edge_of_a_content_network_are_two_cases() {
    var edge = "143.204.98.21";
    var first = report("phishing", "https://d1" + hex() + ".cloudfront.net/login", edge);

    assertThat(report("phishing", "https://d2" + hex() + ".cloudfront.net/tax", edge))
        .isNotEqualTo(first);
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  @Test
  void a_shared_domain_joins_where_one_side_names_nothing_firmer() {
    var domain = domain();
    var first = report("spam", freshAddress(), domain);

    assertThat(report("spam", domain)).isEqualTo(first);
    getCase(first).then().body("related", empty());
  }

  @Test
  void a_shared_address_joins_rather_than_a_domain_that_was_reported_later() {
    var domain = domain();
    var address = freshAddress();
    var first = report("spam", address);
    report("spam", freshAddress(), domain);

    assertThat(report("spam", address, domain)).isEqualTo(first);
  }

  @Test
  void an_address_that_is_only_named_contradicts_nothing() {
    var domain = domain();
    var first = report("spam", freshAddress(), domain);
    var second =
        submit(
                Map.of(
                    "title",
                    "More of it",
                    "category",
                    "spam",
                    "sources",
                    List.of(domain),
                    "description",
                    "The list " + freshAddress() + " is known to you."))
            .path("caseKey");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void the_reason_names_thing_role_and_basis() {
    var address = freshAddress();
    var key = report("port-scan", address);
    submit(
        Map.of(
            "title",
            "More",
            "category",
            "port-scan",
            "description",
            "We see port scans from " + address + " again."));

    client()
        .get("/api/v1/cases/" + key + "/reports")
        .then()
        .body(
            "items[0].joinedBecause",
            containsString(address + ", as the source (by the words near it), for the same kind"));
  }

  @Test
  void the_indicators_of_a_report_tell_their_basis() {
    var address = freshAddress();
    var id =
        submit(Map.of("title", "t", "category", "spam", "sources", List.of(address))).path("id");

    client()
        .get("/api/v1/reports/" + id)
        .then()
        .body("indicators.find { it.value == '" + address + "' }.role", containsString("source"))
        .body("indicators.find { it.value == '" + address + "' }.basis", containsString("field"));
  }

  private String scan(String from, String portal) {
    var text =
        "The host "
            + freshAddress()
            + " attacks our servers.\nThe attack is kept on file by "
            + portal
            + " for a year.";
    return mails.receive("", from, "A host of yours", text);
  }

  private static String roleOf(String value, String report) {
    return client()
        .get("/api/v1/reports/" + report)
        .path("indicators.find { it.value == '" + value + "' }.with { it.role + ' ' + it.basis }");
  }

  @Test
  void what_recurs_in_a_senders_reports_whatever_they_are_about_is_learned() {
    var from = ReceivedMails.someone();
    var portal = domain();
    var first = scan(from, portal);
    assertThat(roleOf(portal, first)).isNotEqualTo("furniture recurs");
    for (int i = 1; i < SenderThings.DIFFERENT_MATTERS; i++) {
      scan(from, portal);
    }

    assertThat(roleOf(portal, scan(from, portal))).isEqualTo("furniture recurs");
    assertThat(roleOf(portal, scan(ReceivedMails.someone(), portal)))
        .isNotEqualTo("furniture recurs");
    client()
        .get("/api/v1/sender-things?sender=" + from)
        .then()
        .body("items.value", hasItem(portal));
  }

  @Test
  void what_strangers_named_in_a_senders_name_is_accused_where_the_sender_accuses_nothing_else() {
    var from = ReceivedMails.someone();
    var site = domain();
    for (int i = 0; i <= SenderThings.DIFFERENT_MATTERS; i++) {
      scan(from, site);
    }
    assertThat(roleOf(site, scan(from, site))).isEqualTo("furniture recurs");

    var text = "A phishing page is hosted at https://" + site + "/login on your network.";
    var report = mails.receive("", from, "Phishing", text);
    assertThat(roleOf("https://" + site + "/login", report)).isEqualTo("source words");
  }

  @Test
  void a_person_says_whether_a_thing_is_its_senders_own() {
    var from = ReceivedMails.someone();
    var portal = domain();
    say(from, portal, true);
    assertThat(roleOf(portal, scan(from, portal))).isEqualTo("furniture person");
    say(from, portal, false);
    for (int i = 0; i <= SenderThings.DIFFERENT_MATTERS; i++) {
      scan(from, portal);
    }
    assertThat(roleOf(portal, scan(from, portal))).doesNotContain("furniture");
  }

  private static void say(String from, String value, boolean own) {
    client()
        .contentType("application/json")
        .body(Map.of("sender", from, "type", "domain", "value", value, "own", own))
        .put("/api/v1/sender-things")
        .then()
        .statusCode(200)
        .body("items.value", hasItem(value));
  }

  @Test
  void what_is_not_of_a_known_kind_is_refused() {
    client()
        .contentType("application/json")
        .body(Map.of("sender", "a@b.example", "type", "ipv4", "value", "x", "own", true))
        .put("/api/v1/sender-things")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("type"));
  }
}
