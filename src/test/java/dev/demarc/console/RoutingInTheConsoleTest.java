package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.submit;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.DemarcTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class RoutingInTheConsoleTest extends InABrowser {

  private final String domain = "c" + UUID.randomUUID().toString().substring(0, 8) + ".example";

  @AfterEach
  void the_first_version_is_in_force_again() {
    var inForce = "/api/v1/routing/versions/in-force";
    while (client().get(inForce).<Integer>path("number") != 1) {
      client().queryParam("reason", "test").delete(inForce).then().statusCode(200);
    }
  }

  private void unfold(String summary) {
    page.locator("summary", new Page.LocatorOptions().setHasText(summary)).first().click();
  }

  private void picture(String name) {
    if (Boolean.getBoolean("demarc.screenshots")) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/" + name + ".png")));
    }
  }

  private String spam() {
    return submit(
            Map.of(
                "title", "Spam",
                "category", "spam",
                "service", "EC2",
                "reporter", Map.of("email", "soc@" + domain),
                "sources", List.of(freshAddress())))
        .path("caseKey");
  }

  @Test
  void a_lead_drafts_a_rule_tries_it_replays_it_and_puts_it_in_force() {
    var key = spam();
    signIn("/routing");
    page.getByRole(AriaRole.BUTTON, named("Start a draft")).click();
    page.getByRole(AriaRole.BUTTON, named("Add a rule")).click();
    page.locator("fieldset").first().getByLabel("Name").fill("partner " + domain);
    page.locator("[name=when]").first().fill("reporter:@" + domain + " categroy:spam");
    page.locator("[name=queue]").first().selectOption("abuse-desk");
    page.getByRole(AriaRole.BUTTON, named("Save the draft")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("did you mean category?");
    complaints.removeIf(complaint -> complaint.contains("422"));

    page.locator("[name=when]").first().fill("reporter:@" + domain + " category:spam");
    page.locator("[name=priority]").first().selectOption("urgent");
    page.getByRole(AriaRole.BUTTON, named("Save the draft")).click();
    assertThat(page.locator("[name=when]").first())
        .hasValue("reporter:@" + domain + " category:spam");

    page.locator("#tester [name=key]").fill(key);
    page.getByRole(AriaRole.BUTTON, named("Ask").setExact(true)).click();
    assertThat(page.locator("#tester h3")).containsText("goes to Abuse desk");
    assertThat(page.locator(".tried .takes")).containsText("reporter is soc@");
    picture("routing-draft");

    page.getByRole(AriaRole.BUTTON, named("Replay over past cases")).click();
    var told = page.locator("#replay .told");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Stop"))).hasCount(0);
    assertThat(told).containsText("1 from Customer security to Abuse desk");

    unfold("Put it in force");
    page.getByLabel("Why").fill("Agreed with the partner");
    page.getByRole(AriaRole.BUTTON, named("Put in force")).click();
    assertThat(page.locator(".routing")).containsText("partner " + domain);
    assertThat(page.locator(".events")).containsText("Agreed with the partner");
    picture("routing");

    page.navigate("/cases/" + spam());
    assertThat(page.locator("#work")).containsText("partner " + domain);
    assertThat(page.locator("#work")).containsText("priority urgent");

    page.navigate("/routing");
    unfold("Put back what was in force before");
    page.getByLabel("Why").fill("Too many");
    page.getByRole(AriaRole.BUTTON, named("Put it back")).click();
    assertThat(page.locator(".head")).containsText("version 1");
  }

  @Test
  void rules_change_places_on_the_page_and_a_rule_in_the_way_is_named() {
    signIn("/routing");
    page.getByRole(AriaRole.BUTTON, named("Start a draft")).click();
    page.getByRole(AriaRole.BUTTON, named("Move rule 1 down")).click();
    assertThat(page.locator("[name=when]").first()).hasValue("part:aws");
    page.getByRole(AriaRole.BUTTON, named("Add a rule")).click();
    page.locator("fieldset").first().getByLabel("Name").fill("all of AWS");
    page.locator("[name=when]").first().fill("part:aws");
    page.locator("[name=queue]").first().selectOption("abuse-desk");
    page.getByRole(AriaRole.BUTTON, named("Save the draft")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("can never hold");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("“all of AWS”");
    complaints.removeIf(complaint -> complaint.contains("422"));
    unfold("Throw the draft away");
    page.getByRole(AriaRole.BUTTON, named("Yes, throw it away")).click();
    assertThat(page.locator("h1")).hasText("Routing");
  }

  @Test
  void a_pasted_report_is_tried_without_being_filed() {
    signIn("/routing");
    unfold("or paste a report");
    page.getByLabel("Report, as JSON")
        .fill("{\"title\": \"Spam\", \"category\": \"spam\", \"service\": \"EC2\"}");
    page.locator("#tester .sheet button").click();
    assertThat(page.locator("#tester h3").last()).containsText("goes to");
  }

  @Test
  void who_is_away_is_entered_and_shown_with_who_stands_in() {
    signIn("/routing/queues");
    unfold("Enter an absence");
    page.locator("[name=username]").selectOption("admin");
    page.locator("[name=until]").fill("2099-01-01T08:00");
    page.getByRole(AriaRole.BUTTON, named("Enter").setExact(true)).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("three years");
    complaints.removeIf(complaint -> complaint.contains("422"));
    assertThat(page.locator("#load")).containsText("Administrator");
    picture("routing-queues");
  }

  @Test
  void a_list_is_looked_at_before_it_is_imported_and_what_is_unowned_is_shown() {
    var address = freshAddress();
    submit(Map.of("title", "Scan", "category", "port-scan", "sources", List.of(address)));
    signIn("/inventory/unowned");
    assertThat(page.locator("main")).containsText(address.replace(".", "[.]"));
    picture("unowned");
    page.navigate("/inventory");
    unfold("Import a list");
    page.locator("[name=csv]").fill("cidr,owner\n" + address + "/32,Scan team\nno range/99,x\n");
    page.getByRole(AriaRole.BUTTON, named("Show what would change")).click();
    assertThat(page.locator(".told").first()).containsText("Nothing is changed yet: 1 added");
    assertThat(page.locator(".told").first()).containsText("line 3");
    picture("inventory-dry-run");
    page.getByRole(AriaRole.BUTTON, named("Import it")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was changed");
    complaints.removeIf(complaint -> complaint.contains("422"));
    page.locator("[name=skip]").check();
    page.getByRole(AriaRole.BUTTON, named("Import it")).click();
    assertThat(page.locator(".told").first()).containsText("Imported: 1 added");
  }

  @Test
  void a_resolver_is_set_up_tried_and_removed() {
    var name = "Resolver " + domain;
    signIn("/inventory/resolvers");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Address", new Page.GetByLabelOptions().setExact(true))
        .fill("http://127.0.0.1:9/holder");
    page.getByLabel("Secret that requests").fill("sixteen letters and more");
    page.getByLabel("Networks it is asked about").fill("192.31.196.0/24");
    page.getByRole(AriaRole.BUTTON, named("Set it up")).click();
    assertThat(page.locator("main")).containsText(name);
    page.getByLabel("to ask " + name + " about").fill("192.31.196.1");
    page.getByRole(AriaRole.BUTTON, named("Ask it")).last().click();
    assertThat(page.locator(".told")).containsText("failed");
    picture("resolvers");
    unfold("Remove " + name);
    page.getByRole(AriaRole.BUTTON, named("Yes, remove it")).last().click();
    assertThat(page.locator("main")).not().containsText(name);
  }
}
