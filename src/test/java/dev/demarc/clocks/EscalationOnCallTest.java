package dev.demarc.clocks;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.people.People;
import dev.demarc.shared.OwnWork;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock that runs out calls those who are there, in the order of the queue. */
@DemarcTest
class EscalationOnCallTest {

  @Inject ClockRinger ringer;
  @Inject People people;
  @Inject PersonChanges changes;

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  private String person(String name, String role) {
    people.add(
        new People.Wanted(
            name + "-" + tag,
            name + " " + tag,
            name + tag + "@desk.example",
            role,
            "a long enough one"),
        Caller.SYSTEM);
    return name + "-" + tag;
  }

  /** Whoever leads here would be told by other tests' clocks. */
  @AfterEach
  void without_the_lead_again() {
    changes.deactivate("lind-" + tag, Caller.SYSTEM);
  }

  private static void away(String username, String standsIn) {
    var body =
        new java.util.HashMap<String, Object>(
            Map.of("username", username, "until", Instant.now().plus(Duration.ofDays(60)) + ""));
    body.put("handsTo", standsIn);
    json().body(body).post("/api/v1/absences").then().statusCode(201);
  }

  private static List<String> told(String key, String kind) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == '" + kind + "' }.summary");
  }

  private static List<String> recipients(String key) {
    return client()
        .get("/api/v1/outbox?limit=200")
        .jsonPath()
        .getList(
            "items.findAll { it.kind == 'clock' && it.subject.contains('" + key + "') }.recipient");
  }

  @Test
  void a_clock_that_runs_out_calls_the_next_who_is_there_then_the_lead_and_says_who_was_not() {
    var kim = person("kim", "analyst");
    var vega = person("vega", "analyst");
    var okafor = person("okafor", "analyst");
    var lind = person("lind", "lead");
    away(kim, okafor);
    away(lind, null);
    var queue = "oncall-" + tag;
    json()
        .body(Map.of("slug", queue, "name", "Night", "side", "customer", "email", "n@desk.example"))
        .post("/api/v1/queues")
        .then()
        .statusCode(201);
    json()
        .body(Map.of("members", List.of(kim, okafor, vega)))
        .put("/api/v1/queues/" + queue + "/members")
        .then()
        .statusCode(200);
    var key = newCase();
    json()
        .body(Map.of("queue", queue))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    json()
        .body(Map.of("assignee", kim, "reason", "x"))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(422);
    var clocks = client().get("/api/v1/cases/" + key + "/clocks").jsonPath();
    var id = UUID.fromString(clocks.getString("live.find { it.measure == 'resolve' }.id"));
    var due = Instant.parse(clocks.getString("live.find { it.measure == 'resolve' }.dueAt"));

    ringBySeveral(id, due.minusSeconds(60));
    ringBySeveral(id, due.plusSeconds(1));
    assertThat(told(key, "clock-missed"))
        .singleElement()
        .asString()
        .contains("told the queue Night, okafor " + tag)
        .contains("passed over " + kim + ", who is away until ", "(" + okafor + " stands in)");
    assertThat(recipients(key)).contains("okafor" + tag + "@desk.example");
    assertThat(recipients(key)).doesNotContain("vega" + tag + "@desk.example");

    ringBySeveral(id, due.plus(Duration.ofHours(1)).plusSeconds(2));
    assertThat(told(key, "escalated"))
        .singleElement()
        .asString()
        .contains("told vega " + tag)
        .contains("passed over", lind + ", who is away until ");
    assertThat(recipients(key)).containsOnlyOnce("vega" + tag + "@desk.example");
    json().body(Map.of("outcome", "no-action")).post("/api/v1/cases/" + key + "/closure");
  }

  private void ringBySeveral(UUID id, Instant now) {
    var nodes = Executors.newFixedThreadPool(3);
    try {
      Callable<Boolean> ring = () -> OwnWork.call(() -> ringer.ring(id, now));
      for (var done : nodes.invokeAll(List.of(ring, ring, ring))) {
        done.get();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    } finally {
      nodes.shutdown();
    }
  }
}
