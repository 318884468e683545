package dev.demarc.insights;

import static dev.demarc.Api.submit;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@DemarcTest
class InsightsTest {

  private static ValidatableResponse get(ConsoleSession session, String page) {
    return session.browser().get(page).then();
  }

  /** A case of the customer's in an account that no other test has. */
  private static String accountWithCase() {
    var account = String.valueOf(ThreadLocalRandom.current().nextLong(1L << 38) + 500_000_000_000L);
    submit(
            Map.of(
                "title", "Compromised instance " + Api.freshAddress(),
                "description", "The instance was compromised and its guest OS is infected.",
                "category", "intrusion-attempt",
                "service", "EC2",
                "accountId", account))
        .then()
        .statusCode(201);
    return account;
  }

  @Test
  void figures_are_of_the_cases_that_whoever_looks_sees() {
    var account = accountWithCase();
    var asked = "/insights/accounts.csv?days=90&queue=";
    get(ConsoleSession.ofNewPerson("lead"), asked + "customer-security")
        .statusCode(200)
        .contentType("text/csv")
        .body(containsString(account + ",1,1,0\r\n"));
    var other = ConsoleSession.ofNewPerson("lead", "aws-liaison");
    get(other, asked).statusCode(200).body(not(containsString(account)));
    get(other, asked + "customer-security").statusCode(422);
    get(other, "/insights?days=90").statusCode(200).body(not(containsString(account)));
  }

  @Test
  void what_single_people_decide_is_shown_to_those_who_lead() {
    String key = Api.newCase();
    Api.json()
        .body(Map.of("responsibility", "SHARED", "reason", "both", "version", Api.version(key)))
        .post("/api/v1/cases/" + key + "/assessments");
    get(
            ConsoleSession.ofNewPerson("analyst", "customer-security", "aws-liaison"),
            "/insights/people.csv")
        .statusCode(200)
        .body(is("person,decided,overruled\r\n"));
    get(
            ConsoleSession.ofNewPerson("lead", "customer-security", "aws-liaison"),
            "/insights/people.csv?days=7")
        .statusCode(200)
        .body(matchesPattern("(?s)person,decided,overruled\r\n.+,\\d+,[1-9]\\d*\r\n.*"));
  }

  @Test
  void a_period_or_a_chart_that_there_is_not_is_refused() {
    var cookie = ConsoleSession.ofNewPerson("analyst");
    get(cookie, "/insights?days=5000").statusCode(422);
    get(cookie, "/insights?queue=nonesuch").statusCode(422);
    get(cookie, "/insights/nonesuch.csv").statusCode(404);
  }
}
