package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.casework.ReceivedMails.mailsTo;
import static dev.demarc.casework.ReceivedMails.proved;
import static dev.demarc.casework.ReceivedMails.someone;
import static dev.demarc.casework.ReceivedMails.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DemarcTest
class OutcomesTest {

  @Inject ReceivedMails mails;

  @Test
  void every_desk_has_these() {
    client()
        .get("/api/v1/outcomes")
        .then()
        .statusCode(200)
        .body(
            "items.slug",
            hasItems(
                "fixed",
                "accepted",
                "not-reproducible",
                "false-report",
                "duplicate",
                "not-ours",
                "no-action"))
        .body("items.find { it.slug == 'fixed' }.tellsReporter", is(true))
        .body("items.find { it.slug == 'duplicate' }.tellsReporter", is(false))
        .body("items.find { it.slug == 'not-ours' }.reasons.slug", hasItem("forged"));
  }

  @ParameterizedTest
  @CsvSource({
    "resolved, fixed",
    "no-action-needed, no-action",
    "false-positive, false-report",
    "handed-over, not-ours",
    "accepted, accepted"
  })
  void older_words_are_taken_for_those_of_today(String word, String outcome) {
    close(newCase(), Map.of("outcome", word)).then().statusCode(201).body("outcome", is(outcome));
  }

  @Test
  void not_ours_wants_one_of_its_reasons_and_says_which_there_are() {
    var key = newCase();
    close(key, Map.of("outcome", "not-ours"))
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("reason"))
        .body("detail", containsString("not-our-address"));
    close(key, Map.of("outcome", "not-ours", "reason", "no-evidence")).then().statusCode(422);
    close(key, Map.of("outcome", "fixed", "reason", "forged")).then().statusCode(422);
    close(key, Map.of("outcome", "not-ours", "reason", "forged"))
        .then()
        .statusCode(201)
        .body("outcome", is("not-ours"))
        .body("outcomeReason", is("forged"));
    getCase(key).then().body("status", is("closed"));
  }

  @Test
  void an_outcome_that_there_is_not_is_answered_with_those_that_there_are() {
    close(newCase(), Map.of("outcome", "buried"))
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("outcome"))
        .body("detail", containsString("not-reproducible"));
  }

  @Test
  void who_takes_part_is_told_in_the_words_of_outcome_and_reason() {
    var reporter = someone();
    var key = mails.open(proved(reporter), reporter);
    close(key, Map.of("outcome", "not-ours", "reason", "forged", "toReporter", "Ask their host."))
        .then()
        .statusCode(201);
    var mail = note(reporter);
    assertThat(mail.getString("bodyText"))
        .contains(key, "the sender or source that you see is forged", "Ask their host.");
    assertThat(timeline(key).getString("items.find { it.kind == 'told' }.visibility"))
        .isEqualTo("reporter");
  }

  @Test
  void who_closes_a_case_can_tell_nobody_or_tell_all_the_same() {
    var reporter = someone();
    var key = mails.open(proved(reporter), reporter);
    close(key, Map.of("outcome", "fixed", "tellReporter", false)).then().statusCode(201);
    assertThat(note(reporter)).isNull();
    client().delete("/api/v1/cases/" + key + "/closure").then().statusCode(200);
    close(key, Map.of("outcome", "duplicate", "tellReporter", true)).then().statusCode(201);
    assertThat(note(reporter).getString("bodyText")).contains("being worked on already");
  }

  @Test
  void taking_a_closing_back_withdraws_the_mail_that_told_of_it() {
    var reporter = someone();
    var key = mails.open(proved(reporter), reporter);
    close(key, Map.of("outcome", "fixed")).then().statusCode(201);
    String change = getCase(key).path("undoable[0].id");
    client()
        .delete("/api/v1/cases/" + key + "/changes/" + change)
        .then()
        .statusCode(200)
        .body("status", is("open"))
        .body("outcomeReason", nullValue());
    assertThat(note(reporter).getString("status")).isEqualTo("withdrawn");
  }

  @Test
  void closing_is_offered_when_the_last_part_is_done() {
    var key = newCase();
    getCase(key).then().body("closingOffered", is(false));
    json()
        .body(Map.of("status", "resolved"))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .body("closingOffered", is(true))
        .body("status", is("open"));
  }

  @Test
  void a_desk_has_outcomes_of_its_own() {
    var slug = "own-" + UUID.randomUUID().toString().substring(0, 8);
    save(slug, Map.of("words", "{case} is with the police now.", "tellsReporter", true))
        .then()
        .statusCode(200)
        .body("own", is(true));
    var reporter = someone();
    var key = mails.open(proved(reporter), reporter);
    close(key, Map.of("outcome", slug)).then().statusCode(201).body("outcome", is(slug));
    assertThat(note(reporter).getString("bodyText")).contains(key + " is with the police now.");
    client()
        .delete("/api/v1/outcomes/" + slug)
        .then()
        .statusCode(409)
        .body("detail", containsString("offered"));
    save(slug, Map.of("offered", false)).then().statusCode(200);
    close(newCase(), Map.of("outcome", slug)).then().statusCode(422);
    getCase(key).then().body("outcome", is(slug));
  }

  @Test
  void one_that_no_case_ended_with_can_be_removed_and_those_of_every_desk_not() {
    var slug = "own-" + UUID.randomUUID().toString().substring(0, 8);
    save(slug, Map.of()).then().statusCode(200);
    client().delete("/api/v1/outcomes/" + slug).then().statusCode(204);
    client().delete("/api/v1/outcomes/" + slug).then().statusCode(404);
    client().delete("/api/v1/outcomes/accepted").then().statusCode(409);
  }

  @Test
  void an_outcome_that_tells_wants_words_and_each_field_is_named() {
    save("own-x", Map.of("tellsReporter", true)).then().statusCode(422);
    save("own-x", Map.of("name", "x".repeat(81)))
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("name"));
    save("own-x", Map.of("reasons", List.of(Map.of("slug", "No Slug", "name", "x"))))
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("reasons.slug"));
    save("resolved", Map.of()).then().statusCode(422).body("errors.field", hasItem("slug"));
  }

  private static Response save(String slug, Map<String, ?> outcome) {
    var body = new HashMap<String, Object>(Map.of("name", "Our own"));
    body.putAll(outcome);
    return json().body(body).put("/api/v1/outcomes/" + slug);
  }

  private static JsonPath note(String reporter) {
    return mailsTo(reporter).stream()
        .filter(mail -> mail.getString("kind").equals("note"))
        .findFirst()
        .orElse(null);
  }

  private static Response close(String key, Map<String, ?> closure) {
    return json().body(closure).post("/api/v1/cases/" + key + "/closure");
  }
}
