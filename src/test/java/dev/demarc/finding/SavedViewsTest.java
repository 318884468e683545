package dev.demarc.finding;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.people.People;
import dev.demarc.shared.OwnWork;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@DemarcTest
class SavedViewsTest {

  private static final String PASSWORD = "a long enough one";

  @Inject DataSource database;
  @Inject People people;
  @Inject PersonChanges changes;
  @Inject ViewDigests digests;

  private static String word() {
    return "v" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
  }

  private static Map<String, Object> view(String name, String filter) {
    return new HashMap<>(Map.of("name", name, "filter", filter));
  }

  private static String added(Map<String, Object> view) {
    return json().body(view).post("/api/v1/views").then().statusCode(201).extract().path("id");
  }

  private String person(String queue) {
    var name = "views-" + UUID.randomUUID();
    people.add(
        new People.Wanted(name, null, name + "@demarc.example", "analyst", PASSWORD),
        Caller.SYSTEM);
    changes.changeSight(name, List.of(queue), "", Caller.SYSTEM);
    return name;
  }

  @Test
  void a_view_is_kept_changed_and_deleted() {
    var name = word();
    var id = added(view(name, "status:open severity:>=high"));
    client().get("/api/v1/views").then().body("items.name", hasItem(name));
    json()
        .body(view(name + "2", "is:unsure"))
        .put("/api/v1/views/" + id)
        .then()
        .statusCode(200)
        .body("filter", is("is:unsure"))
        .body("queue", nullValue());
    client().delete("/api/v1/views/" + id).then().statusCode(204);
    client().get("/api/v1/views/" + id).then().statusCode(404);
  }

  @Test
  void a_view_that_means_nothing_is_refused_with_what_is_wrong() {
    json()
        .body(view(word(), "sevrity:high"))
        .post("/api/v1/views")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("filter"));
    json().body(view("", "spam")).post("/api/v1/views").then().statusCode(422);
    json().body(view(word(), " ")).post("/api/v1/views").then().statusCode(422);
    var hasty = view(word(), "spam");
    hasty.put("notifyEveryMinutes", 1);
    json().body(hasty).post("/api/v1/views").then().statusCode(422);
    var nowhere = view(word(), "spam");
    nowhere.put("queue", "no-such-queue");
    json().body(nowhere).post("/api/v1/views").then().statusCode(422);
  }

  @Test
  void ones_own_view_is_nobody_elses_and_a_teams_is_all_of_its_queues() {
    var own = word();
    var ofTeam = word();
    added(view(own, "spam"));
    var team = view(ofTeam, "severity:high");
    team.put("queue", "aws-liaison");
    var id = added(team);
    var there = ConsoleSession.ofNewPerson("analyst", "aws-liaison");
    var elsewhere = ConsoleSession.ofNewPerson("analyst", "customer-security");
    page(there, "/views").body(containsString(ofTeam)).body(not(containsString(own)));
    page(elsewhere, "/views").body(not(containsString(ofTeam))).body(not(containsString(own)));
    there.form().post("/views/" + id + "/removal").then().statusCode(403);
  }

  private static ValidatableResponse page(ConsoleSession session, String path) {
    return session.browser().get(path).then().statusCode(200);
  }

  @Test
  void one_mail_tells_of_all_new_cases_that_match_and_the_next_only_after_a_while()
      throws SQLException {
    var before = word();
    var title = word();
    var owner = person("customer-security");
    newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + title);
    var view = keep(owner, before, "status:open " + title);
    var first = newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + title);
    var second =
        newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + title);
    tell(view);
    tell(view);
    assertThat(mails(owner)).hasSize(1);
    assertThat(mails(owner).get(0)).contains("2 new cases", first, second);
    newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + title);
    tell(view);
    assertThat(mails(owner)).hasSize(1);
    run("update saved_view set told_at = now() - interval '1 hour' where id = '" + view + "'");
    tell(view);
    tell(view);
    assertThat(mails(owner)).hasSize(2);
    assertThat(mails(owner).get(1)).contains("1 new case").doesNotContain(first);
  }

  @Test
  void nobody_is_told_of_cases_that_they_do_not_see() throws SQLException {
    var title = word();
    var owner = person("aws-liaison");
    var view = keep(owner, word(), title);
    newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + title);
    tell(view);
    assertThat(mails(owner)).isEmpty();
  }

  private UUID keep(String owner, String name, String filter) throws SQLException {
    var id = UUID.randomUUID();
    run(
        "insert into saved_view (id, name, filter, owner, notify, every_minutes, created_at,"
            + " changed_at, watched_since) values ('"
            + id
            + "', '"
            + name
            + "', '"
            + filter
            + "', '"
            + owner
            + "', true, 30, clock_timestamp(), now(), clock_timestamp())");
    return id;
  }

  private void tell(UUID view) {
    OwnWork.run(() -> digests.send(view));
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> mails(String person) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select subject || ' ' || body_text from outbox where recipient = ? order by id")) {
      statement.setString(1, person + "@demarc.example");
      var mails = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          mails.add(rows.getString(1));
        }
      }
      return mails;
    }
  }
}
