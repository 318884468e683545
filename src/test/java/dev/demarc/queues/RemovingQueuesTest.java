package dev.demarc.queues;

import static dev.demarc.AnotherTransaction.result;
import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.hamcrest.Matchers.containsString;

import dev.demarc.AnotherTransaction;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Roles;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queues are removed beside whoever changes what hangs on them, or gives them work. */
@DemarcTest
class RemovingQueuesTest {

  private static final String QUEUES = "/api/v1/queues/";

  @Inject DataSource database;

  private final String slug = "q-" + UUID.randomUUID().toString().substring(0, 8);
  private final String queue = "(select id from queue where slug = '" + slug + "')";

  @BeforeEach
  void a_queue() {
    json()
        .body(Map.of("slug", slug, "side", "customer", "email", "q@desk.example"))
        .post("/api/v1/queues")
        .then()
        .statusCode(201);
  }

  @AfterEach
  void without_it_again() {
    client().delete(QUEUES + slug);
  }

  private Response removed() {
    return client().delete(QUEUES + slug);
  }

  private AnotherTransaction another() throws SQLException {
    return AnotherTransaction.begin(database);
  }

  private static Response handOn(String key, String to) {
    return json().body(Map.of("queue", to)).patch("/api/v1/cases/" + key + "/work-items/customer");
  }

  @Test
  void a_view_of_its_team_is_changed_beside_its_removal() throws Exception {
    var own = Map.of("name", "mine", "filter", "status:open");
    String id = json().body(own).post("/api/v1/views").then().statusCode(201).extract().path("id");
    try (var removal = another()) {
      removal.one("select id from queue where slug = '" + slug + "' for update");
      var changed =
          removal.whileWaits(
              () ->
                  json()
                      .body(Map.of("name", "theirs", "filter", "status:open", "queue", slug))
                      .put("/api/v1/views/" + id));
      removal.one("delete from saved_view where id = '" + id + "' returning 1");
      removal.commit();
      result(changed).then().statusCode(404);
    }
  }

  @Test
  void work_is_handed_on_to_none_that_is_removed_meanwhile() throws Exception {
    var key = newCase();
    try (var removal = another()) {
      removal.one("delete from queue where slug = '" + slug + "' returning 1");
      var handed = removal.whileWaits(() -> handOn(key, slug));
      removal.commit();
      result(handed).then().statusCode(422);
    }
  }

  @Test
  void its_members_are_set_beside_its_removal() throws Exception {
    var first = ConsoleSession.newPerson(Roles.ANALYST);
    var second = ConsoleSession.newPerson(Roles.ANALYST);
    members(first).then().statusCode(200);
    try (var removal = another()) {
      removal.one("select id from queue where slug = '" + slug + "' for update");
      var set = removal.whileWaits(() -> members(second));
      removal.one("delete from queue_member where queue_id = " + queue + " returning 1");
      removal.commit();
      result(set).then().statusCode(200);
    }
  }

  private Response members(String username) {
    return json().body(Map.of("members", List.of(username))).put(QUEUES + slug + "/members");
  }

  @Test
  void one_that_gets_work_meanwhile_stays() throws Exception {
    var key = newCase();
    try (var work = another()) {
      work.one(
          "update work_item set queue_id = "
              + queue
              + " where case_id = (select id from incident_case where key = '"
              + key
              + "') returning 1");
      var removed = work.whileWaits(this::removed);
      work.commit();
      result(removed).then().statusCode(409).body("detail", containsString("has or had work"));
    }
  }

  @Test
  void one_whose_work_went_on_to_another_stays() {
    var key = newCase();
    handOn(key, slug).then().statusCode(200);
    handOn(key, "abuse-desk").then().statusCode(200);
    removed().then().statusCode(409).body("detail", containsString("has or had work"));
  }
}
