package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person at work, in a real browser. */
@DemarcTest
class ConsoleJourneyTest extends InABrowser {

  @Test
  void an_analyst_takes_a_case_disagrees_works_it_and_closes_it() {
    var title = "Compromised host " + UUID.randomUUID();
    var key = Api.newCase(title);
    signIn("/?f=" + title.replace(" ", "+"));

    page.getByRole(AriaRole.LINK, named(title)).click();
    assertThat(page.getByRole(AriaRole.HEADING, named(title))).isVisible();
    assertThat(page.locator("#line .lit").first()).isVisible();
    assertThat(page.locator("#line q").first()).isVisible();

    page.getByRole(AriaRole.BUTTON, named("Assign to me")).click();
    assertThat(page.locator(".item")).containsText("admin");
    page.getByRole(AriaRole.BUTTON, named("Start")).click();
    assertThat(page.locator(".item")).containsText("in progress");

    page.locator("summary", new Page.LocatorOptions().setHasText("Disagree")).click();
    page.getByLabel("C·A shared").check();
    page.getByLabel("Why").first().fill("AWS has to look at the host as well");
    page.getByRole(AriaRole.BUTTON, named("Decide")).click();
    assertThat(page.locator(".item.aws")).containsText("AWS liaison");
    assertThat(page.locator("#line")).containsText("AWS has to look at the host as well");
    assertThat(page.locator("#line")).containsText("The engine had read it as customer");

    page.getByLabel("Note").first().fill("Asked the owner <script>alert(1)</script>");
    page.getByRole(AriaRole.BUTTON, named("Add a note")).click();
    assertThat(page.locator(".events .body").first()).containsText("<script>alert(1)</script>");

    page.locator("summary", new Page.LocatorOptions().setHasText("Close the case")).click();
    page.getByRole(AriaRole.BUTTON, named("Close").setExact(true)).first().click();
    assertThat(page.locator(".under")).containsText("closed as fixed");
    Api.getCase(key).then().statusCode(200);

    page.getByRole(AriaRole.LINK, named("Outbox")).click();
    assertThat(page.locator("table")).containsText("[" + key + "]");
    page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
    page.navigate("/cases/" + key);
    assertThat(page.getByLabel("Password")).isVisible();
  }

  @Test
  void the_keyboard_moves_through_the_queue_and_opens_a_case() {
    var title = "keyboard" + UUID.randomUUID().toString().replace("-", "");
    Api.newCase(title + " one");
    Api.newCase(title + " two");
    signIn("/?f=" + title);
    page.keyboard().press("j");
    page.keyboard().press("j");
    var second = page.locator("tr.here").getAttribute("data-href");
    page.keyboard().press("Enter");
    page.waitForURL("**" + second);
    assertThat(page.getByRole(AriaRole.HEADING, named(title))).isVisible();
  }

  @Test
  void the_keyboard_selects_cases_and_they_are_assigned_together() {
    var title = "selected" + UUID.randomUUID().toString().replace("-", "");
    Api.newCase(title + " one");
    Api.newCase(title + " two");
    signIn("/?f=" + title);
    for (var key : List.of("j", "x", "j", "x")) {
      page.keyboard().press(key);
    }
    assertThat(page.locator("[data-picked]")).hasText("2 selected");
    page.keyboard().press("Escape");
    assertThat(page.locator("#picked")).isHidden();
    page.keyboard().press("x");
    page.keyboard().press("k");
    page.keyboard().press("x");
    page.keyboard().press("a");
    assertThat(page.getByLabel("Assignee")).isFocused();
    page.getByLabel("Assignee").selectOption("admin");
    page.getByRole(AriaRole.BUTTON, named("Assign").setExact(true)).click();
    assertThat(page.locator("tr[data-href] td:last-child"))
        .hasText(new String[] {"admin", "admin"});
    assertThat(page.getByLabel("Filter")).hasValue(title);
  }

  @Test
  void a_change_to_a_case_comes_back_without_loading_the_page_anew() {
    var key = Api.newCase("Quick " + UUID.randomUUID());
    signIn("/cases/" + key);
    page.evaluate("window.stays = true");
    page.getByRole(AriaRole.BUTTON, named("Start")).click();
    assertThat(page.locator(".item")).containsText("in progress");
    assertThat(page.locator("#said")).hasText("Saved.");
    assertThat(page.evaluate("window.stays")).isEqualTo(true);
    assertThat(page.url()).endsWith("/cases/" + key);
    assertThat(page.locator("#count-mine")).hasCount(1);

    Api.json().body(Map.of("body", "from elsewhere")).post("/api/v1/cases/" + key + "/notes");
    page.getByLabel("Note").first().fill("half an hour of writing");
    page.getByRole(AriaRole.BUTTON, named("Add a note")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("changed meanwhile");
    assertThat(page.getByLabel("Note").first()).hasValue("half an hour of writing");
    page.getByRole(AriaRole.BUTTON, named("Add a note")).click();
    assertThat(page.locator(".events .body").first()).hasText("half an hour of writing");
    complaints.removeIf(complaint -> complaint.contains("409"));
  }

  @Test
  void a_person_types_a_report_in_and_loses_nothing_to_a_mistake() {
    signIn("/reports/new");
    page.getByLabel("Title").fill("Typed in");
    page.getByLabel("What happened").fill("A long story");
    page.getByLabel("AWS account").fill("12");
    page.getByRole(AriaRole.BUTTON, named("File the report")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("accountId");
    assertThat(page.getByLabel("What happened")).hasValue("A long story");
    complaints.removeIf(complaint -> complaint.contains("422"));
    page.getByLabel("AWS account").fill("123456789012");
    page.getByRole(AriaRole.BUTTON, named("File the report")).click();
    assertThat(page.getByRole(AriaRole.HEADING, named("Typed in"))).isVisible();
  }

  @Test
  void what_a_report_says_is_shown_and_never_run() {
    var attack = "<img src=x onerror=alert(1)><script>alert(2)</script> " + UUID.randomUUID();
    String key =
        submit(Map.of("title", attack, "description", attack + " javascript:alert(3)"))
            .path("caseKey");
    signIn("/cases/" + key);
    assertThat(page.locator("h1")).containsText("<img src=x onerror=alert(1)>");
    page.locator("#reports a").first().click();
    assertThat(page.locator("pre.text")).containsText("<script>alert(2)</script>");
    assertThat(page.locator("img, pre script").count()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void every_page_meets_wcag_2_2_aa(ColorScheme scheme) {
    page.context().close();
    open(scheme);
    var key = Api.newCase("Accessible " + UUID.randomUUID());
    signIn("/");
    for (var where :
        List.of(
            "/",
            "/cases/" + key,
            "/outbox",
            "/stuck",
            "/settings",
            "/settings/account",
            "/settings/people",
            "/settings/people/admin",
            "/settings/keys",
            "/settings/audit",
            "/responsibility",
            "/responsibility/policies",
            "/inventory",
            "/reports/new")) {
      page.navigate(where);
      var violations =
          new AxeBuilder(page)
              .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
              .analyze()
              .getViolations();
      assertThat(violations.stream().map(v -> v.getId() + " " + v.getNodes()).toList())
          .as(where + " in " + scheme)
          .isEmpty();
    }
  }

  @Test
  void no_page_is_wider_than_a_phone() {
    var key = Api.newCase("Narrow " + "x".repeat(120));
    page.setViewportSize(390, 844);
    signIn("/");
    for (var where :
        List.of(
            "/",
            "/cases/" + key,
            "/outbox",
            "/settings",
            "/settings/account",
            "/settings/people",
            "/settings/people/admin",
            "/settings/keys",
            "/settings/audit",
            "/responsibility",
            "/responsibility/policies",
            "/inventory",
            "/reports/new")) {
      page.navigate(where);
      assertThat(
              (Integer)
                  page.evaluate(
                      "document.documentElement.scrollWidth -"
                          + " document.documentElement.clientWidth"))
          .as(where)
          .isLessThanOrEqualTo(0);
    }
  }
}
