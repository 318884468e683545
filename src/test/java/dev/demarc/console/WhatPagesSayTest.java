package dev.demarc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages give back what was typed, call things by one name, and lead on. */
@DemarcTest
class WhatPagesSayTest {

  private ConsoleSession console;

  @BeforeEach
  void signIn() {
    console = ConsoleSession.ofAdministrator();
  }

  private String body(String path) {
    return console.page(path).then().statusCode(200).extract().asString();
  }

  @Test
  void a_dry_run_of_an_import_gives_back_all_that_was_typed() {
    var source = "list-" + UUID.randomUUID();
    console
        .form()
        .formParam("csv", "value,owner\n203.0.113.240/28,Dry run")
        .formParam("source", source)
        .formParam("complete", "yes")
        .formParam("skip", "yes")
        .formParam("dryRun", "yes")
        .post("/inventory/imports")
        .then()
        .statusCode(200)
        .body(containsString("203.0.113.240/28,Dry run"))
        .body(containsString("name=\"source\" maxlength=\"200\" value=\"" + source + "\""))
        .body(containsString("name=\"complete\" value=\"yes\" checked"))
        .body(containsString("name=\"skip\" value=\"yes\" checked"));
    console
        .form()
        .formParam("csv", "value,owner\n203.0.113.240/28,Dry run")
        .formParam("complete", "yes")
        .post("/inventory/imports")
        .then()
        .statusCode(422)
        .body(containsString("name=\"complete\" value=\"yes\" checked"));
  }

  @Test
  void the_palette_finds_every_page_that_whoever_asks_may_see() {
    assertThat(body("/palette?q=stuck")).contains("href=\"/stuck\"");
    assertThat(body("/palette?q=audit")).contains("href=\"/settings/audit\"");
    assertThat(body("/palette")).contains("href=\"/routing\"", "href=\"/inventory\"");

    console = ConsoleSession.ofNewPerson("analyst");
    assertThat(body("/palette?q=audit")).doesNotContain("href=\"/settings/audit\"");
    assertThat(body("/palette?q=playbooks")).contains("href=\"/settings/playbooks\"");
  }

  @Test
  void the_sheet_defangs_the_timeline_and_what_people_wrote() {
    var address = Api.freshAddress();
    var key = Api.newCase("Scan from " + address);
    Api.json()
        .body(Map.of("body", "See http://evil.example/of-the-note"))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    console
        .page("/cases/" + key + "/sheet")
        .then()
        .statusCode(200)
        .body(containsString("evil[.]example/of-the-note"))
        .body(not(containsString("http://evil.example")));
  }

  @Test
  void an_account_that_is_also_an_indicator_is_told_once_of_what_came_before() {
    var account = Long.toString(100_000_000_000L + Math.abs(UUID.randomUUID().hashCode()));
    var key =
        Api.submit(
                Map.of(
                    "title",
                    "An access key of account " + account + " was found",
                    "description",
                    "The key of AWS account " + account + " is in a repository.",
                    "category",
                    "credential-exposure",
                    "accountId",
                    account))
            .then()
            .extract()
            .<String>path("caseKey");
    var history = body("/cases/" + key + "/history");
    assertThat(Pattern.compile("value=" + account).matcher(history).results().count()).isEqualTo(1);
  }

  @Test
  void a_mail_leads_to_its_case_and_back_to_the_outbox() {
    var key = Api.newCase();
    var id =
        Pattern.compile("href=\"(/outbox/[^\"]+)\">\\[" + key)
            .matcher(body("/outbox"))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    assertThat(body(id)).contains("href=\"/cases/" + key + "\"", "<a href=\"/outbox\">Outbox");
  }

  @Test
  void reasons_of_an_outcome_stand_apart() {
    assertThat(body("/settings/outcomes"))
        .contains("It has no evidence that can be checked<br>What it describes is allowed");
  }

  @Test
  void policies_and_playbooks_call_categories_as_cases_do() {
    assertThat(body("/settings/clocks")).contains("Port scan or Intrusion attempt");
    assertThat(body("/settings/playbooks")).contains("Credential exposure");
    assertThat(body("/settings/playbooks")).doesNotContain("credential-exposure");
  }

  @Test
  void a_policy_shows_lengths_as_it_asks_to_write_them_and_saves_them_unchanged() {
    var page = body("/settings/clocks/policies/phishing-and-fraud");
    assertThat(page)
        .contains("value=\"4 h\" aria-label=\"Acknowledge within\"", "1 h: on-call, lead")
        .doesNotContain("value=\"PT", "PT1H");
    assertThat(body("/settings/clocks/policies/nis2")).contains("| 24 h", "| 1 mo");
  }

  @Test
  void the_list_without_a_filter_is_marked_as_all() {
    assertThat(body("/")).contains("<a href=\"/\" aria-current=\"page\">All");
    assertThat(body("/?f=status:open+assignee:none"))
        .doesNotContain("<a href=\"/\" aria-current=\"page\">All");
  }

  @Test
  void a_form_that_is_switched_off_is_not_linked() {
    assertThat(body("/settings/public-form"))
        .contains("off</span>")
        .doesNotContain("href=\"/report-abuse\"");
  }
}
