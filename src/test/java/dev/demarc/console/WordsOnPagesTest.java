package dev.demarc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages use the words of people, and not those of the API or of the database. */
@DemarcTest
class WordsOnPagesTest {

  @Inject DataSource database;

  private ConsoleSession console;

  @BeforeEach
  void signIn() {
    console = ConsoleSession.ofAdministrator();
  }

  private String body(String path) {
    return console.page(path).then().statusCode(200).extract().asString();
  }

  private static String reported(String address) {
    return Api.submit(
            Map.of(
                "title",
                "Compromised EC2 instance attacks us from " + address,
                "description",
                "The instance was compromised and its guest OS is infected.",
                "category",
                "intrusion-attempt",
                "service",
                "EC2",
                "accountId",
                "123456789012",
                "sources",
                List.of(address),
                "reporter",
                Map.of("email", "noc@words.example")))
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  @Test
  void the_head_of_a_case_tells_the_clock_that_ran_out_first() throws SQLException {
    var key = Api.newCase();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update case_clock set due_at = now() - interval '125 minutes' where measure ="
              + " 'ACKNOWLEDGE' and case_id = (select id from incident_case where key = '"
              + key
              + "')");
    }
    var page = body("/cases/" + key);
    var next = page.substring(page.indexOf("<dt>Next clock"), page.indexOf("</dl>"));
    assertThat(next).contains("2 h 05 late", "<small>acknowledge</small>");
  }

  @Test
  void a_field_is_called_what_its_form_calls_it() {
    var key = Api.newCase();
    console
        .form()
        .formParam("due", "2020-01-01T00:00")
        .formParam("reason", "too early")
        .formParam("version", Api.version(key))
        .post("/cases/" + key + "/clocks/customer")
        .then()
        .statusCode(422)
        .body(containsString("“Ends” must be in the future"), not(containsString("dueAt:")));
    console
        .form()
        .formParam("name", "desk")
        .formParam("host", "imap.example.com")
        .formParam("security", "TLS")
        .formParam("username", "abuse")
        .formParam("password", "secret")
        .formParam("folder", "INBOX")
        .formParam("processedFolder", "Done")
        .formParam("failedFolder", "Failed")
        .formParam("pollSeconds", "1")
        .post("/settings/mailboxes")
        .then()
        .statusCode(422)
        .body(containsString("“Look every (seconds)” must be between 5 and 86400."));
    console
        .form()
        .formParam("sources", "no-address-at-all")
        .formParam("reporterEmail", "nobody")
        .post("/reports/new")
        .then()
        .statusCode(422)
        .body(containsString("Reporter, e-mail"), not(containsString("reporter.email")));
  }

  @Test
  void indicators_are_of_kinds_that_people_know() {
    var key = reported(Api.freshAddress());
    assertThat(body("/cases/" + key + "/all/indicators"))
        .contains("<td>IPv4 address</td>", "<td>AWS account</td>");
    assertThat(body("/cases/" + key + "/sheet"))
        .contains("<td>IPv4 address</td>", "the API, Demarc’s own form");
  }

  @Test
  void reports_are_listed_with_their_format_by_name_and_their_reporter_defanged() {
    var key = reported(Api.freshAddress());
    assertThat(body("/cases/" + key + "/all/reports"))
        .contains("Demarc’s own form · noc[@]words[.]example")
        .doesNotContain("noc@words.example");
    assertThat(body("/cases/" + key)).contains("<small class=\"nowrap\">Demarc’s own form</small>");
  }

  @Test
  void what_nobody_is_known_to_hold_is_of_a_kind_that_people_know() {
    reported(Api.freshAddress());
    assertThat(body("/inventory/unowned"))
        .contains("<td>IPv4 address</td>")
        .doesNotContain("<td>ipv4</td>", "<td>aws-account</td>");
  }

  @Test
  void mails_that_wait_name_strangers_defanged() {
    var address = "noc-" + System.nanoTime() + "@outbox.example";
    var key = reported(Api.freshAddress());
    Api.json()
        .body(Map.of("address", address))
        .post("/api/v1/cases/" + key + "/participants")
        .then()
        .statusCode(200);
    Api.json()
        .body(
            Map.of(
                "body", "We work on it.", "visibility", "reporter", "recipients", List.of(address)))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    assertThat(body("/outbox"))
        .contains(address.replace("@", "[@]").replace(".", "[.]"))
        .doesNotContain(address);
  }

  @Test
  void steps_of_a_playbook_lead_to_steps_by_their_titles() {
    assertThat(body("/settings/playbooks/mining"))
        .doesNotContainPattern("→ [a-z]+(-[a-z]+)*</small>");
  }

  @Test
  void rules_call_what_reports_have_in_common_as_people_do() {
    assertThat(body("/settings/correlation"))
        .contains("their sender’s id")
        .doesNotContain("external id", "external-id</td>");
  }
}
