package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.casework.ReceivedMails.mailsTo;
import static dev.demarc.casework.ReceivedMails.proved;
import static dev.demarc.casework.ReceivedMails.someone;
import static dev.demarc.casework.ReceivedMails.timeline;
import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import dev.demarc.MailRelayResource;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.shared.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class UndoTest {

  @Inject ReceivedMails mails;
  @Inject ApiKeys keys;
  @Inject EntityManager database;

  private String key;

  @BeforeEach
  void openCase() {
    key = newCase();
  }

  @Test
  void what_was_set_of_a_part_is_as_it_was() {
    patch(Map.of("status", "in-progress", "assignee", "admin", "queue", "abuse-desk"))
        .then()
        .statusCode(200)
        .body("undoable[0].summary", containsString("moved the customer part"));
    takeBackLatest()
        .then()
        .statusCode(200)
        .body("workItems[0].status", is("new"))
        .body("workItems[0].assignee", nullValue())
        .body("workItems[0].queue", is("customer-security"))
        .body("workItems[0].startedAt", nullValue())
        .body("workStatus", is("new"))
        .body("undoable", empty());
    assertThat(timeline(key).getList("items.kind")).contains("undone", "assigned", "routed");
    assertThat(timeline(key).getBoolean("items.find { it.kind == 'assigned' }.undone")).isTrue();
  }

  @Test
  void each_change_is_taken_back_by_itself_from_the_last_on() {
    patch(Map.of("assignee", "admin"));
    patch(Map.of("status", "in-progress"));
    takeBackLatest().then().body("workItems[0].status", is("new"));
    takeBackLatest().then().body("workItems[0].assignee", nullValue());
  }

  @Test
  void what_others_changed_meanwhile_stays() {
    patch(Map.of("assignee", "admin"));
    var assigned = latest();
    patch(Map.of("status", "in-progress"));
    takeBack(assigned)
        .then()
        .statusCode(200)
        .body("workItems[0].assignee", nullValue())
        .body("workItems[0].status", is("in-progress"));
  }

  @Test
  void what_was_changed_again_since_is_not_taken_back_and_says_by_what() {
    patch(Map.of("status", "in-progress"));
    var begun = latest();
    patch(Map.of("status", "resolved"));
    takeBack(begun)
        .then()
        .statusCode(409)
        .body("detail", containsString("the customer part's status (now RESOLVED)"));
    getCase(key).then().body("workItems[0].status", is("resolved"));
  }

  @Test
  void a_decision_is_taken_back_with_the_parts_that_it_gave_and_withdrew() {
    var before = getCase(key);
    decide("AWS");
    takeBackLatest()
        .then()
        .statusCode(200)
        .body("responsibility", is(before.<String>path("responsibility")))
        .body("confidence", nullValue())
        .body("assessment.madeBy", is("engine"))
        .body("workItems.find { it.side == 'customer' }.status", is("new"))
        .body("workItems.find { it.side == 'aws' }.status", is("withdrawn"))
        .body(
            "workItems.find { it.side == 'customer' }.dueAt",
            is(before.<String>path("workItems[0].dueAt")));
  }

  @Test
  void closing_and_reopening_are_taken_back() {
    json().body(Map.of("outcome", "resolved")).post("/api/v1/cases/" + key + "/closure");
    takeBackLatest()
        .then()
        .body("status", is("open"))
        .body("outcome", nullValue())
        .body("workItems[0].status", is("new"))
        .body("dueAt", notNullValue());
    json().body(Map.of("outcome", "resolved")).post("/api/v1/cases/" + key + "/closure");
    client().delete("/api/v1/cases/" + key + "/closure").then().body("status", is("open"));
    takeBackLatest()
        .then()
        .body("status", is("closed"))
        .body("outcome", notNullValue())
        .body("dueAt", nullValue());
  }

  @Test
  void sharing_and_clocks_are_taken_back() {
    var due = getCase(key).path("workItems[0].dueAt");
    json()
        .body(Map.of("tlp", "TLP:AMBER", "reason", "asked"))
        .put("/api/v1/cases/" + key + "/tlp")
        .then()
        .statusCode(200);
    takeBackLatest().then().body("tlp", nullValue());
    patch(Map.of("dueAt", Instant.now().plus(Duration.ofDays(9)).toString(), "reason", "granted"));
    takeBackLatest().then().statusCode(200).body("workItems[0].dueAt", is(due));
  }

  @Test
  void a_wait_that_comes_back_by_taking_back_still_ends_by_itself() {
    var until = Instant.now().plusSeconds(2);
    patch(Map.of("status", "waiting", "waitingOn", "aws", "waitingUntil", until.toString()));
    patch(Map.of("status", "in-progress"));
    await().atMost(30, SECONDS).until(() -> Instant.now().isAfter(until.plusSeconds(1)));
    takeBackLatest().then().statusCode(200);
    await()
        .atMost(30, SECONDS)
        .until(() -> timeline(key).getList("items.kind").contains("wait-ended"));
    getCase(key).then().body("workItems[0].status", is("in-progress"));
  }

  @Test
  void a_change_is_taken_back_once() {
    patch(Map.of("assignee", "admin"));
    var change = latest();
    takeBack(change).then().statusCode(200);
    takeBack(change).then().statusCode(409).body("detail", containsString("already"));
  }

  @Test
  void only_who_made_a_change_takes_it_back() {
    patch(Map.of("assignee", "admin"));
    var change = latest();
    var other = keys.create("undo-" + UUID.randomUUID(), "analyst", "test");
    given()
        .header("Authorization", "Bearer " + other)
        .delete("/api/v1/cases/" + key + "/changes/" + change)
        .then()
        .statusCode(403);
    getCase(key).then().body("workItems[0].assignee", is("admin"));
  }

  @Test
  void it_can_be_too_late() {
    patch(Map.of("assignee", "admin"));
    var change = latest();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeQuery(
                        "update case_change set at = at - interval '11 minutes' where id = :id")
                    .setParameter("id", UUID.fromString(change))
                    .executeUpdate());
    takeBack(change).then().statusCode(409).body("detail", containsString("10 minutes"));
    client()
        .get("/api/v1/cases/" + key + "/changes")
        .then()
        .body("items[0].undoUntil", nullValue());
  }

  @Test
  void there_is_nothing_to_take_back_under_an_id_that_is_none() {
    takeBack(Ids.next().toString()).then().statusCode(404);
    takeBack("nonsense").then().statusCode(404);
    client().delete("/api/v1/change-batches/" + Ids.next()).then().statusCode(404);
  }

  @Test
  void a_mail_to_who_reported_that_has_not_left_is_withdrawn_with_its_note() {
    var reporter = someone();
    var of = mails.open(proved(reporter), reporter);
    writeToReporter(of, "I wrote on the wrong case.");
    var change = latest(of);
    client()
        .get("/api/v1/cases/" + of + "/changes")
        .then()
        .body("items[0].mails[0].recipient", is(reporter))
        .body("items[0].mails[0].left", is(false))
        .body("items[0].mails[0].leavesAt", notNullValue());
    client().delete("/api/v1/cases/" + of + "/changes/" + change).then().statusCode(200);
    assertThat(mailsTo(reporter).get(0).getString("status")).isEqualTo("withdrawn");
    assertThat(timeline(of).getBoolean("items.find { it.kind == 'note' }.undone")).isTrue();
    client()
        .post("/api/v1/outbox/" + mailsTo(reporter).get(0).getString("id") + "/retry")
        .then()
        .statusCode(409);
    // the next is delivered, and the withdrawn one was not before it
    writeToReporter(of, "Now the right one.");
    await().atMost(30, SECONDS).until(() -> arrived(reporter).size() > 1);
    assertThat(arrived(reporter)).hasSize(2); // the acknowledgement, and the second note
  }

  private static List<?> arrived(String address) {
    return MailRelayResource.mailsTo(address);
  }

  @Test
  void a_note_whose_mail_has_left_says_so_before_and_stays() {
    var reporter = someone();
    var of = mails.open(proved(reporter), reporter);
    writeToReporter(of, "Thank you.");
    var change = latest(of);
    await()
        .atMost(30, SECONDS)
        .until(() -> mailsTo(reporter).get(0).getString("status").equals("sent"));
    client()
        .get("/api/v1/cases/" + of + "/changes")
        .then()
        .body("items[0].undoUntil", nullValue())
        .body("items[0].mails[0].left", is(true));
    client()
        .delete("/api/v1/cases/" + of + "/changes/" + change)
        .then()
        .statusCode(409)
        .body("detail", containsString("has left"));
    assertThat(timeline(of).getBoolean("items.find { it.kind == 'note' }.undone")).isFalse();
  }

  @Test
  void a_team_whose_mail_had_left_hears_that_it_does_not_hold() {
    decide("AWS");
    await().atMost(30, SECONDS).until(() -> sent("work-item", "aws-liaison"));
    takeBackLatest().then().statusCode(200);
    client()
        .get("/api/v1/outbox?limit=100")
        .then()
        .body(
            "items.findAll { it.subject.contains('"
                + key
                + "') && it.kind == 'work-withdrawn' }"
                + ".recipient",
            hasItem("aws-liaison@demarc.example"));
  }

  private boolean sent(String kind, String queue) {
    return client()
            .get("/api/v1/outbox?limit=100")
            .<List<?>>path(
                "items.findAll { it.subject.contains('%s') && it.kind == '%s' && it.status == 'sent'"
                        .formatted(key, kind)
                    + " && it.recipient.startsWith('"
                    + queue
                    + "') }")
            .size()
        > 0;
  }

  private void decide(String responsibility) {
    json()
        .body(Map.of("responsibility", responsibility, "reason", "the hypervisor"))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
  }

  private static void writeToReporter(String of, String body) {
    json()
        .body(Map.of("body", body, "visibility", "reporter"))
        .post("/api/v1/cases/" + of + "/notes")
        .then()
        .statusCode(201);
  }

  private Response patch(Map<String, ?> body) {
    return json().body(body).patch("/api/v1/cases/" + key + "/work-items/customer");
  }

  private String latest() {
    return latest(key);
  }

  private static String latest(String of) {
    return getCase(of).path("undoable[0].id");
  }

  @Test
  void who_takes_part_and_which_case_belongs_to_it_are_as_they_were() {
    var who = someone();
    var part = "/api/v1/cases/" + key + "/participants";
    json().body(Map.of("address", who)).post(part).then().statusCode(200);
    takeBackLatest().then().statusCode(200);
    client().get(part).then().body("items", empty());
    json().body(Map.of("address", who)).post(part).then().statusCode(200);
    var let = latest();
    client().delete(part + "/" + who).then().statusCode(200);
    // what came later rests on it
    takeBack(let).then().statusCode(409).body("detail", containsString("changed since"));
    takeBackLatest().then().statusCode(200);
    client().get(part).then().body("items[0].takesPart", is(true));

    var other = newCase();
    var links = "/api/v1/cases/" + key + "/links";
    json()
        .body(Map.of("kind", "parent", "other", other, "reason", "one campaign"))
        .post(links)
        .then()
        .statusCode(201);
    takeBackLatest().then().statusCode(200);
    client().get(links).then().body("items", empty());
    assertThat(timeline(other).getList("items.summary", String.class))
        .contains("took back that this case has as a part " + key);
    String id =
        json()
            .body(Map.of("kind", "parent", "other", other, "reason", "one campaign"))
            .post(links)
            .then()
            .extract()
            .path("items[0].id");
    client().delete(links + "/" + id).then().statusCode(200);
    takeBackLatest().then().statusCode(200);
    client().get(links).then().body("items.key", is(List.of(other)));
  }

  private Response takeBackLatest() {
    return takeBack(latest());
  }

  private Response takeBack(String change) {
    return client().delete("/api/v1/cases/" + key + "/changes/" + change);
  }
}
