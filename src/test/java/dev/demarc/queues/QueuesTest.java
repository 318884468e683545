package dev.demarc.queues;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.people.People;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class QueuesTest {

  private static final String QUEUES = "/api/v1/queues";

  @Inject People people;

  private final String slug = "q-" + UUID.randomUUID().toString().substring(0, 8);
  private final String kim = "kim-" + UUID.randomUUID().toString().substring(0, 8);
  private final String vega = "vega-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void two_people() {
    for (var name : List.of(kim, vega)) {
      people.add(
          new People.Wanted(name, null, name + "@desk.example", "analyst", "a long enough one"),
          Caller.SYSTEM);
    }
  }

  @AfterEach
  void without_the_queue_again() {
    client().delete(QUEUES + "/" + slug);
  }

  private void added() {
    json()
        .body(
            Map.of(
                "slug", slug, "name", "Mail team", "side", "customer", "email", "m@desk.example"))
        .post(QUEUES)
        .then()
        .statusCode(201)
        .body("name", is("Mail team"))
        .body("load.open", is(0));
  }

  @Test
  void a_queue_is_added_changed_and_removed_while_it_had_no_work() {
    added();
    json()
        .body(Map.of("slug", slug, "email", "m@desk.example"))
        .post(QUEUES)
        .then()
        .statusCode(409);
    json()
        .body(Map.of("email", "other@desk.example", "clocks", List.of(10, 20, 30, 40)))
        .patch(QUEUES + "/" + slug)
        .then()
        .statusCode(200)
        .body("email", is("other@desk.example"))
        .body("clockLow", is(40));
    json()
        .body(Map.of("clocks", List.of(10, 20)))
        .patch(QUEUES + "/" + slug)
        .then()
        .statusCode(422)
        .body("errors[0].field", is("clocks"));
    client().delete(QUEUES + "/" + slug).then().statusCode(204);
    client().get(QUEUES + "/" + slug).then().statusCode(404);
  }

  @Test
  void a_queue_that_rules_or_work_name_stays() {
    newCase();
    client()
        .delete(QUEUES + "/customer-security")
        .then()
        .statusCode(409)
        .body("detail", containsString("has or had work"));
  }

  @Test
  void members_are_called_in_their_order_and_who_stands_in_for_who_is_away() {
    added();
    json()
        .body(
            Map.of(
                "members", List.of(kim, vega),
                "rota",
                    Map.of(
                        "hours",
                        168,
                        "since",
                        Instant.now().minus(1, ChronoUnit.DAYS).toString(),
                        "zone",
                        "Europe/Berlin")))
        .put(QUEUES + "/" + slug + "/members")
        .then()
        .statusCode(200)
        .body("members.username", contains(kim, vega))
        .body("members.onCall", contains(true, false))
        .body("onCall", contains(kim, vega))
        .body("order", contains(kim, vega))
        .body("rota.hours", is(168));
    ConsoleSession.ofAdministrator()
        .page("/insights")
        .then()
        .body(
            matchesPattern(
                "(?s).*On call for Mail team:</span> "
                    + kim
                    + "</span><small>until [^\n]+, then "
                    + vega
                    + "</small>.*"));

    String id =
        json()
            .body(
                Map.of(
                    "username", kim,
                    "until", Instant.now().plus(Duration.ofDays(3)).toString(),
                    "handsTo", vega))
            .post("/api/v1/absences")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    client()
        .get(QUEUES + "/" + slug)
        .then()
        .body("onCall", contains(vega))
        .body("members.find { it.username == '" + kim + "' }.away", is(true))
        .body("members.find { it.username == '" + vega + "' }.onCall", is(true));

    client().delete("/api/v1/absences/" + id).then().statusCode(204);
    client().get(QUEUES + "/" + slug).then().body("onCall", contains(kim, vega));
    client().get("/api/v1/absences").then().body("username", not(hasItem(kim)));
  }

  @Test
  void nobody_is_given_work_by_others_who_is_away() {
    json()
        .body(
            Map.of(
                "username", kim,
                "until", Instant.now().plus(Duration.ofDays(3)).toString(),
                "handsTo", vega))
        .post("/api/v1/absences")
        .then()
        .statusCode(201);
    var key = newCase();
    var part = "/api/v1/cases/" + key + "/work-items/customer";

    json()
        .body(Map.of("assignee", kim))
        .patch(part)
        .then()
        .statusCode(422)
        .body("detail", containsString(vega + " stands in"));
    json().body(Map.of("assignee", vega)).patch(part).then().statusCode(200);
    client().get(QUEUES + "/load").then().body("'" + vega + "'.open", is(1));
    client().get(QUEUES + "/customer-security").then().body("load.open", greaterThanOrEqualTo(1));
  }

  @Test
  void what_is_wrong_with_members_and_absences_is_told() {
    added();
    for (var wrong :
        List.of(
            Map.of("members", List.of("nobody-" + slug)),
            Map.of("members", List.of(kim, kim)),
            Map.of("members", List.of(kim), "rota", Map.of("hours", 0)),
            Map.of("members", List.of(kim), "rota", Map.of("hours", 24, "zone", "Mars/North")))) {
      json().body(wrong).put(QUEUES + "/" + slug + "/members").then().statusCode(422);
    }
    client().get(QUEUES + "/" + slug).then().body("members.size()", is(0));
    var later = Instant.now().plus(Duration.ofDays(2)).toString();
    for (var wrong :
        List.of(
            Map.of("username", "nobody-" + slug, "until", later),
            Map.of("username", kim),
            Map.of("username", kim, "until", "2020-01-01T00:00:00Z"),
            Map.of("username", kim, "until", later, "handsTo", kim),
            Map.of("username", kim, "until", "+100000-01-01T00:00:00Z"))) {
      json().body(wrong).post("/api/v1/absences").then().statusCode(422);
    }
  }
}
