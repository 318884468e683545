package dev.demarc.publicform;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.shared.Actor;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the page of a report shows and does for whoever proved the typed address, and what whoever
 * typed another's gets of it.
 */
@DemarcTest
class AddressProofTest {

  @Inject PublicFormSettings settings;
  @Inject DataSource database;

  private final String address = Api.freshAddress();
  private final String email = "noc-" + UUID.randomUUID() + "@" + UUID.randomUUID() + ".example";

  @BeforeEach
  void switchOn() {
    settings.change(true, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  @AfterEach
  void switchOff() {
    settings.change(false, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  /** Once the report is filed, though its case may have been there before. */
  private static Response ask(PublicReporter reporter) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> reporter.shown().contains("Something is wrong? Add to it"));
    return given().redirects().follow(false).post(reporter.page() + "/proof");
  }

  /** The path of the link that was mailed. */
  private String link() {
    var text = mails("address-link").get(0);
    return text.replaceFirst("(?s).*http://localhost:8080(/report-abuse/proof/\\w+).*", "$1");
  }

  private List<String> mails(String kind) {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select subject || chr(10) || body_text || body_html from outbox where recipient ="
                    + " ? and kind = ?")) {
      select.setString(1, email);
      select.setString(2, kind);
      var found = new ArrayList<String>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response confirm(String link, String page, String cookie) {
    var request = given().redirects().follow(false).formParam("page", page);
    return (cookie == null ? request : request.cookie("report-page", cookie)).post(link);
  }

  private PublicReporter proved() {
    var reporter = PublicReporter.reports(address, email);
    reporter.caseKey();
    var cookie = ask(reporter).then().statusCode(303).extract().cookie("report-page");
    confirm(link(), "", cookie).then().statusCode(303);
    return reporter;
  }

  private static void write(String key, String body, List<String> to) {
    Api.json()
        .body(
            to.isEmpty()
                ? Map.of("body", body, "version", Api.version(key))
                : Map.of(
                    "body",
                    body,
                    "visibility",
                    "reporter",
                    "recipients",
                    to,
                    "version",
                    Api.version(key)))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
  }

  private static List<Map<String, String>> timeline(String key, String kind) {
    return Api.client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == '" + kind + "' }");
  }

  @Test
  void whoever_has_the_page_and_the_mail_reads_what_is_written_to_the_address_and_nothing_else() {
    var reporter = proved();
    var key = reporter.caseKey();
    var other = "else-" + UUID.randomUUID() + "@other.example";
    Api.json()
        .body(Map.of("address", other, "version", Api.version(key)))
        .post("/api/v1/cases/" + key + "/participants")
        .then()
        .statusCode(200);
    write(key, "For us alone", List.of());
    write(key, "For somebody else", List.of(other));
    write(key, "Could you send one capture with the TTL?", List.of(email));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> reporter.shown().contains("one capture with the TTL"));
    assertThat(reporter.shown())
        .contains("Example Corp abuse desk, <time")
        .doesNotContain("For us alone", "For somebody else", "DM-20", "Answer this mail", email);
  }

  @Test
  void what_they_write_then_counts_as_from_the_address_and_ends_a_wait_for_it() {
    var reporter = proved();
    var key = reporter.caseKey();
    PublicReporter.work(key, Map.of("status", "waiting", "waitingOn", "reporter"));
    reporter.says("message", "Here it is").then().statusCode(303);
    assertThat(timeline(key, "reply"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.get("actor")).isEqualTo(email);
              assertThat(entry.get("summary")).isEqualTo("wrote on the page of their report");
              assertThat(entry.get("visibility")).isEqualTo("reporter");
            });
    assertThat((String) Api.getCase(key).path("workItems[0].status")).isEqualTo("in-progress");
    assertThat(timeline(key, "participant").toString()).contains("take part now");
  }

  @Test
  void words_of_whoever_proved_nothing_end_no_wait() {
    var reporter = PublicReporter.reports(address, email);
    var key = reporter.caseKey();
    PublicReporter.work(key, Map.of("status", "waiting", "waitingOn", "reporter"));
    reporter.says("message", "It is me, " + email).then().statusCode(303);
    assertThat((String) Api.getCase(key).path("workItems[0].status")).isEqualTo("waiting");
    assertThat(timeline(key, "reply")).isEmpty();
  }

  @Test
  void a_known_reporters_address_that_was_typed_shows_nothing_and_sends_them_fixed_words_once() {
    var known = PublicReporter.reports(address, email);
    var key = known.caseKey();
    write(key, "We found your server", List.of(email));
    await().until(() -> mails("note"), notes -> !notes.isEmpty());

    var attacker = PublicReporter.reports(address + "\nhxxp://evil[.]example/", email);
    assertThat(attacker.caseKey()).isEqualTo(key);
    ask(attacker).then().statusCode(303);
    ask(attacker).then().statusCode(422).body(containsString("Try again tomorrow"));
    ask(known).then().statusCode(422).body(containsString("Try again tomorrow"));
    assertThat(mails("address-link"))
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail)
                    .contains("nothing to do")
                    .doesNotContain("evil", address, "attack", "412 queries", "DM-20"));
    assertThat(attacker.shown()).doesNotContain("We found your server");
  }

  @Test
  void their_victim_gives_nothing_away_by_opening_or_pressing_what_came() {
    var attacker = PublicReporter.reports(address, email);
    var key = attacker.caseKey();
    ask(attacker).then().statusCode(303);
    var link = link();
    // mail scanners follow links, and people press what is there; neither has the page
    given().get(link).then().statusCode(200).body(containsString("Did you not send it?"));
    confirm(link, "", null).then().statusCode(422).body(containsString("Link of the report"));
    var victims = PublicReporter.reports(Api.freshAddress(), email);
    confirm(link, victims.page(), null).then().statusCode(422);
    write(key, "For the address alone", List.of(email));
    await().until(() -> mails("note"), notes -> !notes.isEmpty());
    assertThat(attacker.shown())
        .doesNotContain("For the address alone")
        .contains("A mail with a link");
    attacker.says("message", "Hello").then().statusCode(303);
    assertThat(timeline(key, "reply")).isEmpty();
  }

  @Test
  void the_page_alone_proves_nothing_and_a_link_works_once() {
    var reporter = PublicReporter.reports(address, email);
    reporter.caseKey();
    ask(reporter).then().statusCode(303);
    var token = reporter.page().substring(reporter.page().lastIndexOf('/') + 1);
    confirm("/report-abuse/proof/" + token, token, token).then().statusCode(404);
    var link = link();
    given().get(link).then().body(containsString("This browser does not have it"));
    given()
        .cookie("report-page", token)
        .get(link)
        .then()
        .body(not(containsString("name=\"page\"")));
    confirm(link, "http://localhost:8080" + reporter.page() + "#received", null)
        .then()
        .statusCode(303);
    confirm(link, token, null).then().statusCode(404);
    assertThat(reporter.shown()).doesNotContain("Send me a link");
  }

  @Test
  void a_link_is_good_for_a_day() throws SQLException {
    var reporter = PublicReporter.reports(address, email);
    reporter.caseKey();
    ask(reporter).then().statusCode(303);
    var link = link();
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update public_report set proof_until = now() - interval '1 minute' where address"
                    + " = ?")) {
      update.setString(1, email);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
    given().get(link).then().statusCode(404).body(containsString("its day is over"));
    confirm(link, reporter.page(), null).then().statusCode(404);
  }

  @Test
  void whoever_joined_a_case_takes_no_part_in_it_for_what_they_prove() {
    PublicReporter.reports(address, "first@" + UUID.randomUUID() + ".example").caseKey();
    var reporter = proved();
    List<String> taking =
        Api.client()
            .get("/api/v1/cases/" + reporter.caseKey() + "/participants")
            .path("items.findAll { it.takesPart }.address");
    assertThat(taking).doesNotContain(email);
    List<String> proofs =
        Api.client()
            .get("/api/v1/cases/" + reporter.caseKey() + "/participants")
            .path("items.findAll { it.address == '" + email + "' }.proof");
    assertThat(proofs).containsExactly("token");
  }

  @Test
  void nothing_is_sent_to_the_desk_itself_or_where_no_address_was_given() {
    var ours = PublicReporter.reports(address, "demarc@demarc.example");
    ours.caseKey();
    ask(ours).then().statusCode(422).body(containsString("no link can be sent"));
    var none = PublicReporter.reports(Api.freshAddress(), "");
    none.caseKey();
    assertThat(none.shown()).doesNotContain("Send me a link");
    ask(none).then().statusCode(422);
  }

  private Response reportsWithReceipt(String about) {
    return PublicReporter.form(about, UUID.randomUUID().toString())
        .formParam("email", email)
        .formParam("receipt", "yes")
        .formParam("confirmed", "yes")
        .post("/report-abuse")
        .then()
        .statusCode(303)
        .extract()
        .response();
  }

  @Test
  void a_receipt_is_sent_in_fixed_words_and_its_link_proves_the_address() {
    var sent = reportsWithReceipt(address);
    assertThat(mails("address-link"))
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail)
                    .contains("We have your report", "for a receipt")
                    .doesNotContain(address, "attack", "412 queries", "button on our page"));
    var reporter = new PublicReporter(address, PublicReporter.path(sent.header("Location")));
    assertThat(reporter.shown()).contains("A mail with a link went to n…@");
    reporter.caseKey();
    confirm(link(), "", sent.cookie("report-page")).then().statusCode(303);
    assertThat(reporter.shown())
        .contains("What they write to")
        .doesNotContain("A mail with a link");
  }

  @Test
  void a_receipt_is_the_one_mail_that_an_address_gets_in_a_day() {
    var first = reportsWithReceipt(address);
    var second = reportsWithReceipt(Api.freshAddress());
    assertThat(second.header("Location")).endsWith("?sent=nothing#received");
    given()
        .get(PublicReporter.path(second.header("Location")))
        .then()
        .body(containsString("No receipt was sent to n…@"));
    assertThat(mails("address-link")).hasSize(1);
    new PublicReporter(address, PublicReporter.path(first.header("Location"))).caseKey();
    given()
        .redirects()
        .follow(false)
        .post(PublicReporter.path(first.header("Location")) + "/proof")
        .then()
        .statusCode(422)
        .body(containsString("Try again tomorrow"));
  }

  @Test
  void nobody_is_sent_a_receipt_who_did_not_ask_for_one() {
    PublicReporter.reports(address, email).caseKey();
    assertThat(mails("address-link")).isEmpty();
  }
}
