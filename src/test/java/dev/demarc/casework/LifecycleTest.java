package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

@DemarcTest
class LifecycleTest {

  private static final String FIRST = "workItems[0]";

  @Inject ReceivedMails mails;

  @Test
  void a_part_goes_through_all_its_steps_and_the_case_with_it() {
    var key = newCase();
    for (var next : List.of("triaged", "in-progress", "resolved", "closed", "reopened")) {
      set(key, next).then().statusCode(200).body(FIRST + ".status", is(next));
      getCase(key).then().body("workStatus", is(next));
    }
  }

  @Test
  void triaging_begins_no_work() {
    var key = newCase();
    set(key, "triaged").then().body(FIRST + ".startedAt", nullValue());
    set(key, "in-progress").then().body(FIRST + ".startedAt", notNullValue());
  }

  @Test
  void done_is_taken_for_resolved() {
    var key = newCase();
    set(key, "done")
        .then()
        .statusCode(200)
        .body(FIRST + ".status", is("resolved"))
        .body(FIRST + ".doneAt", notNullValue())
        .body(FIRST + ".next", contains("closed", "reopened", "in-progress"));
  }

  @Test
  void a_part_waits_on_somebody_until_some_time_and_the_list_says_so() {
    var title = "waits " + java.util.UUID.randomUUID();
    var key = newCase(title);
    var until =
        Instant.now().plus(Duration.ofDays(3)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    wait(key, "third-party", until)
        .then()
        .statusCode(200)
        .body(FIRST + ".waitingOn", is("third-party"))
        .body(FIRST + ".waitingUntil", is(until.toString()))
        .body("workStatus", is("waiting"));
    client()
        .queryParam("q", title)
        .get("/api/v1/cases")
        .then()
        .body("items[0].workStatus", is("waiting"))
        .body("items[0].waitingOn", contains("third-party"))
        .body("items[0].waitingUntil", is(until.toString()));
    set(key, "in-progress")
        .then()
        .body(FIRST + ".waitingOn", nullValue())
        .body(FIRST + ".waitingUntil", nullValue());
    client().queryParam("q", title).get("/api/v1/cases").then().body("items[0].waitingOn", empty());
  }

  @Test
  void a_wait_that_says_neither_whom_nor_how_long_ends_all_the_same() {
    set(newCase(), "waiting")
        .then()
        .body(FIRST + ".waitingOn", is("nobody"))
        .body(FIRST + ".waitingUntil", notNullValue());
  }

  @Test
  void a_part_that_waits_can_wait_on_another_or_longer() {
    var key = newCase();
    wait(key, "aws", Instant.now().plusSeconds(3600)).then().statusCode(200);
    json()
        .body(Map.of("waitingOn", "customer"))
        .patch(part(key))
        .then()
        .statusCode(200)
        .body(FIRST + ".waitingOn", is("customer"));
  }

  @Test
  void what_does_not_wait_waits_on_nobody() {
    json()
        .body(Map.of("waitingOn", "customer"))
        .patch(part(newCase()))
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("waitingOn"));
    json()
        .body(Map.of("status", "resolved", "waitingOn", "customer"))
        .patch(part(newCase()))
        .then()
        .statusCode(422);
  }

  @Test
  void a_wait_ends_in_the_future_and_within_a_year() {
    var key = newCase();
    for (var until :
        List.of(Instant.now().minusSeconds(1), Instant.now().plus(Duration.ofDays(400)))) {
      wait(key, "aws", until).then().statusCode(422).body("errors.field", hasItem("waitingUntil"));
    }
    wait(key, "the-moon", Instant.now().plusSeconds(60))
        .then()
        .statusCode(422)
        .body("detail", containsString("third-party"));
    getCase(key).then().body(FIRST + ".status", is("new"));
  }

  @Test
  void a_wait_ends_by_itself_when_its_time_is_past() {
    var key = newCase();
    wait(key, "reporter", Instant.now().plusMillis(500)).then().statusCode(200);
    await(() -> "in-progress".equals(getCase(key).path(FIRST + ".status")));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.findAll { it.kind == 'wait-ended' }.size()", is(1))
        .body(
            "items.find { it.kind == 'wait-ended' }.summary",
            containsString("waited on the reporter"));
  }

  @Test
  void a_wait_ends_when_a_mail_of_who_is_waited_for_arrives_and_not_by_an_automaton() {
    var reporter = ReceivedMails.someone();
    var key = mails.open(ReceivedMails.proved(reporter), reporter);
    json()
        .body(Map.of("status", "waiting", "waitingOn", "reporter"))
        .patch(part(key, side(key)))
        .then()
        .statusCode(200);
    var answer = "Re: [" + key + "] x";
    mails.receive(
        ReceivedMails.proved(reporter) + "Auto-Submitted: auto-replied\n",
        reporter,
        answer,
        "I am away.");
    getCase(key).then().body("workStatus", is("waiting"));
    mails.receive(ReceivedMails.proved(reporter), reporter, answer, "The address is 192.0.2.1.");
    getCase(key).then().body("workStatus", is("in-progress"));
    assertThat(
            ReceivedMails.timeline(key).getString("items.find { it.kind == 'wait-ended' }.summary"))
        .contains("an answer came by mail from " + reporter);
  }

  private static String side(String key) {
    return getCase(key).path(FIRST + ".side");
  }

  @Test
  void a_wait_ends_by_an_answer_that_somebody_notes_of_who_is_waited_for() {
    var key = newCase();
    wait(key, "aws", Instant.now().plusSeconds(3600)).then().statusCode(200);
    answer(key, "customer").then().statusCode(201).body("workStatus", is("waiting"));
    answer(key, "aws").then().statusCode(201).body("workStatus", is("in-progress"));
    answer(key, "nobody").then().statusCode(422).body("errors.field", hasItem("from"));
    String change = getCase(key).path("undoable[0].id");
    client()
        .delete("/api/v1/cases/" + key + "/changes/" + change)
        .then()
        .statusCode(200)
        .body("workStatus", is("waiting"));
  }

  private static Response answer(String key, String from) {
    return json()
        .body(Map.of("from", from, "body", "They replaced the host."))
        .post("/api/v1/cases/" + key + "/received-answers");
  }

  private static Response set(String key, String status) {
    return json().body(Map.of("status", status)).patch(part(key));
  }

  private static Response wait(String key, String on, Instant until) {
    return json()
        .body(Map.of("status", "waiting", "waitingOn", on, "waitingUntil", until.toString()))
        .patch(part(key));
  }

  private static String part(String key) {
    return part(key, "customer");
  }

  private static String part(String key, String side) {
    return "/api/v1/cases/" + key + "/work-items/" + side;
  }

  private static void await(BooleanSupplier condition) {
    var end = Instant.now().plusSeconds(15);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }
}
