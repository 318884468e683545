package dev.demarc.publicform;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.shared.Actor;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page of a report tells whoever sent it, and what they may say there. */
@DemarcTest
class StatusPageTest {

  @Inject PublicFormSettings settings;
  @Inject DataSource database;

  @BeforeEach
  void switchOn() {
    settings.change(true, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  @AfterEach
  void switchOff() {
    settings.change(false, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  @Test
  void it_tells_each_step_when_it_is_done() {
    var reporter = PublicReporter.reports(Api.freshAddress());
    var key = reporter.caseKey();
    assertThat(reporter.shown())
        .contains("<h1>We have your report</h1>", "Somebody reads it", "Received<small>");

    PublicReporter.work(key, Map.of("status", "in-progress"));
    assertThat(reporter.shown())
        .contains("<h1>Being worked on</h1>", "Read; it is a case of ours<small>")
        .contains("class=\"now\">We work on it<small>since")
        .contains("Next word from us by");

    PublicReporter.work(key, Map.of("status", "waiting", "waitingOn", "third-party"));
    assertThat(reporter.shown())
        .contains("class=\"now\">Passed to whoever can end it<small>", "done\">Worked on<small>");

    PublicReporter.work(key, Map.of("waitingOn", "reporter"));
    assertThat(reporter.shown()).contains("<h1>We wait for your answer</h1>");

    PublicReporter.close(key);
    assertThat(reporter.shown())
        .contains("<h1>Ended</h1>", "What you reported was dealt with.<small>")
        .doesNotContain("Next word", "DM-20");
  }

  @Test
  void it_tells_no_time_of_a_case_from_before_the_report() {
    var address = Api.freshAddress();
    var first = PublicReporter.reports(address);
    var key = first.caseKey();
    PublicReporter.work(key, Map.of("status", "in-progress"));
    run("update work_item set started_at = '2020-01-02T03:04:05Z' where case_id = (select id", key);
    assertThat(first.shown()).doesNotContain("2020-01-02");
  }

  @Test
  void it_tells_what_was_understood_of_the_report_alone() {
    var address = Api.freshAddress();
    var reporter = PublicReporter.reports(address + "\nhxxp://shop[.]example/login");
    assertThat(reporter.shown())
        .contains(
            "<h2>We understood</h2>", "<dd class=\"mono wrap\">" + address.replace(".", "[.]"))
        .contains("hxxp://shop[.]example/login", "Attacks or scans from an address", "no time was")
        .doesNotContain("noc@isp");
  }

  @Test
  void when_it_was_seen_is_read_from_the_reporters_words_with_files_or_without() {
    var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    var seen = "It began on " + yesterday + " at 21:40 +0100 and goes on.";
    var address = Api.freshAddress();
    for (var form :
        List.of(
            given().formParam("seen", seen).formParam("about", address).formParam("confirmed", "y"),
            given()
                .multiPart("seen", seen)
                .multiPart("about", Api.freshAddress())
                .multiPart("confirmed", "y")
                .multiPart("files", "sensor.log", "denied".getBytes(UTF_8), "text/plain"))) {
      var page = form.redirects().follow(false).post("/report-abuse").header("Location");
      assertThat(given().get(PublicReporter.path(page)).asString())
          .contains("<dt>Seen</dt><dd><time datetime=\"" + yesterday + "T20:40:00Z\">");
    }
    String report = Api.getCase(new PublicReporter(address, "").caseKey()).path("reports[0].id");
    assertThat((String) Api.client().get("/api/v1/reports/" + report).path("occurredAt"))
        .isEqualTo(yesterday + "T20:40:00Z");
  }

  @Test
  void how_many_others_reported_it_is_told_in_steps_and_not_of_what_few_may_know() {
    var address = Api.freshAddress();
    var reporter = PublicReporter.reports(address);
    var key = reporter.caseKey();
    for (int i = 0; i < 4; i++) {
      another(address, key, i);
    }
    assertThat(reporter.shown()).doesNotContain("others reported the same");
    another(address, key, 4);
    another(address, key, 5);
    assertThat(reporter.shown()).contains("More than 4 others reported the same");
    Api.json()
        .body(Map.of("tlp", "amber", "reason", "Asked for", "version", Api.version(key)))
        .put("/api/v1/cases/" + key + "/tlp")
        .then()
        .statusCode(200);
    assertThat(reporter.shown()).doesNotContain("others reported the same");
  }

  private static void another(String address, String key, int n) {
    int before = Api.getCase(key).path("reportCount");
    PublicReporter.reports(address, "noc" + n + "@other.example");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Api.getCase(key).<Integer>path("reportCount") > before);
  }

  @Test
  void that_it_has_stopped_is_said_once_and_ends_nothing() {
    var reporter = PublicReporter.reports(Api.freshAddress());
    var key = reporter.caseKey();
    reporter.says("stopped", "").then().statusCode(303);
    reporter.says("stopped", "").then().statusCode(422);
    assertThat(summaries(key, "page-message"))
        .containsExactly(
            "says on the page of their report that it has stopped; their address is not proved");
    Api.getCase(key).then().body("status", org.hamcrest.Matchers.is("open"));
    assertThat(found("is:answered " + reporter.address())).containsExactly(key);
    assertThat(reporter.shown()).contains(": it has stopped");
  }

  @Test
  void each_form_of_a_page_that_was_gone_back_to_says_its_own() {
    var reporter = PublicReporter.reports(Api.freshAddress());
    reporter.caseKey();
    var once = UUID.randomUUID().toString();
    reporter.says("message", "The first", once).then().statusCode(303);
    reporter.says("stopped", "", once).then().statusCode(303);
    assertThat(reporter.shown()).contains("The first", ": it has stopped");
  }

  @Test
  void whoever_disagrees_with_the_end_is_seen_by_people_and_opens_nothing() {
    var reporter = PublicReporter.reports(Api.freshAddress());
    var key = reporter.caseKey();
    reporter.says("disagreement", "It is not over").then().statusCode(422);
    PublicReporter.close(key);
    assertThat(reporter.shown()).contains("I disagree with the outcome");
    reporter.says("disagreement", " ").then().statusCode(422).body(containsString("Say what you"));
    reporter.says("disagreement", "It goes on <b>now</b>").then().statusCode(303);

    assertThat(summaries(key, "disagreement"))
        .containsExactly(
            "disagrees on the page of their report with how this ended; their address is not"
                + " proved");
    Api.getCase(key).then().body("status", org.hamcrest.Matchers.is("closed"));
    assertThat((String) Api.getCase(key).path("marks.disputedAt")).isNotNull();
    assertThat(found("is:disputed " + reporter.address())).containsExactly(key);
    assertThat(reporter.shown())
        .contains(": you disagree with the outcome", "It goes on &lt;b&gt;now&lt;/b&gt;")
        .doesNotContain("What is not right about it?");
    reporter.says("disagreement", "Once more").then().statusCode(422);

    Api.json()
        .body(Map.of("body", "Looked again: nothing there.", "version", Api.version(key)))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    assertThat(found("is:disputed " + reporter.address())).isEmpty();
  }

  @Test
  void nobody_disagrees_with_what_ended_long_ago() {
    var reporter = PublicReporter.reports(Api.freshAddress());
    var key = reporter.caseKey();
    PublicReporter.close(key);
    run(
        "update case_report set filed_at = now() - interval '32 days' where case_id = (select id",
        key);
    run(
        "update incident_case set closed_at = now() - interval '31 days' where id = (select id",
        key);
    assertThat(reporter.shown()).doesNotContain("I disagree with the outcome");
    reporter
        .says("disagreement", "It goes on")
        .then()
        .statusCode(422)
        .body(containsString("the time for it is over"), containsString("It goes on"));
    assertThat(summaries(key, "disagreement")).isEmpty();
  }

  @Test
  void a_note_that_the_reporter_does_not_read_moves_no_promise_of_a_word() {
    var policy = "words-" + System.nanoTime();
    promise(policy, "copyright");
    try {
      var email = "noc-" + UUID.randomUUID() + "@isp.example";
      var reporter = PublicReporter.reports(Api.freshAddress(), email);
      var key = reporter.caseKey();
      decide(key, "copyright");
      Api.json()
          .body(Map.of("status", "in-progress", "version", Api.version(key)))
          .patch("/api/v1/cases/" + key + "/work-items/customer")
          .then()
          .statusCode(200);
      var promised = nextWord(reporter);
      aSecondPasses();
      note(key, Map.of("body", "For us alone"));
      assertThat(nextWord(reporter)).isEqualTo(promised);
      note(
          key,
          Map.of(
              "body",
              "We found it",
              "visibility",
              "reporter",
              "recipients",
              List.of(email),
              "version",
              Api.version(key)));
      await().until(() -> nextWord(reporter).compareTo(promised) > 0);
    } finally {
      Api.client().delete("/api/v1/clock-policies/" + policy);
    }
  }

  /** A word every four hours. */
  private static void promise(String policy, String category) {
    Api.json()
        .body(
            Map.of(
                "name",
                policy,
                "categories",
                List.of(category),
                "targets",
                List.of(
                    Map.of("measure", "update", "within", "4 h"),
                    Map.of("measure", "resolve", "within", "9 d"))))
        .put("/api/v1/clock-policies/" + policy)
        .then()
        .statusCode(200);
  }

  private static void decide(String key, String category) {
    Api.json()
        .body(Map.of("responsibility", "CUSTOMER", "category", category, "reason", "By its words"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
  }

  private static void note(String key, Map<String, ?> note) {
    Api.json().body(note).post("/api/v1/cases/" + key + "/notes").then().statusCode(201);
  }

  /** Pages tell times to the second. */
  private static void aSecondPasses() {
    var begun = Instant.now();
    await().until(() -> Instant.now().isAfter(begun.plusSeconds(1)));
  }

  private static String nextWord(PublicReporter reporter) {
    return reporter
        .shown()
        .replaceFirst("(?s).*Next word from us by <b><time datetime=\"([^\"]+)\".*", "$1");
  }

  private static List<String> found(String filter) {
    return Api.client().queryParam("q", filter).get("/api/v1/cases").path("items.key");
  }

  private static List<String> summaries(String key, String kind) {
    return Api.client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == '" + kind + "' }.summary", String.class);
  }

  private void run(String update, String key) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(update + " from incident_case where key = ?)")) {
      statement.setString(1, key);
      assertThat(statement.executeUpdate()).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_is_noted_below_the_reporters_words_decides_nothing() {
    var key = PublicReporter.reports(Api.freshAddress()).caseKey();
    assertThat(Api.getCase(key).path("assessment.reasons").toString())
        .doesNotContain("public form", "Do not pass on");
  }
}
