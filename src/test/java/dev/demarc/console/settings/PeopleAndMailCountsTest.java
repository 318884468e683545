package dev.demarc.console.settings;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.administration.PersonChanges;
import dev.demarc.access.people.People;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * People are found by any of their words; mails are counted no further than a page has time for.
 */
@DemarcTest
class PeopleAndMailCountsTest {

  @Inject People people;
  @Inject PersonChanges changes;
  @Inject DataSource database;

  private final String word = UUID.randomUUID().toString().substring(0, 8);

  private String person(String name, String email, String role) {
    var username = "p-" + UUID.randomUUID();
    people.add(
        new People.Wanted(username, name, email, role, "seven green bottles stand"), Caller.SYSTEM);
    return username;
  }

  @Test
  void people_are_found_by_name_address_and_role_in_any_case() {
    var kim = person("Kim " + word, null, "analyst");
    var vega = person("Vega", "Vega-" + word + "@desk.example", "lead");
    var console = ConsoleSession.ofAdministrator();

    console
        .page("/settings/people?q=KIM%20" + word)
        .then()
        .statusCode(200)
        .body(containsString("/settings/people/" + kim))
        .body(not(containsString("/settings/people/" + vega)));
    console
        .page("/settings/people?q=vega-" + word)
        .then()
        .body(containsString("/settings/people/" + vega))
        .body(not(containsString("/settings/people/" + kim)));
    console.page("/settings/people?q=lead").then().body(containsString("/settings/people/" + vega));
    console
        .page("/settings/people?q=nobody-" + word)
        .then()
        .statusCode(200)
        .body(not(containsString("/settings/people/p-")));
  }

  @Test
  void who_sees_some_cases_is_told_that_more_mails_failed_than_were_counted() throws SQLException {
    var key = Api.newCase("Mails of " + word);
    String queue = Api.getCase(key).path("workItems[0].queue");
    var username = person("Sees some", null, "analyst");
    changes.changeSight(username, List.of(queue), "", Caller.SYSTEM);
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into outbox (id, case_id, kind, recipient, subject, body_text, body_html,"
              + " message_id, status, attempts, created_at) select gen_random_uuid(), c.id, 'work',"
              + " 'team@demarc.example', 'Work', '', '', '"
              + word
              + "-' || n || '@demarc.example', 'FAILED', 1, now() from incident_case c,"
              + " generate_series(1, 101) n where c.key = '"
              + key
              + "'");
      try {
        ConsoleSession.signIn(username, "seven green bottles stand")
            .page("/")
            .then()
            .body(containsString("100+ failed"));
      } finally {
        statement.execute("delete from outbox where message_id like '" + word + "-%'");
      }
    }
  }
}
