package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.Api.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
    assertThat(page.locator("#report mark").first()).isVisible();

    page.getByRole(AriaRole.BUTTON, named("Take it").setExact(true)).click();
    assertThat(page.locator(".item")).containsText("In progress");
    assertThat(page.locator("#toast")).containsText("took the customer part");
    page.keyboard().press("z");
    assertThat(page.locator(".item")).containsText("nobody yet");
    page.getByRole(AriaRole.BUTTON, named("Take it").setExact(true)).click();
    assertThat(page.locator(".item")).containsText("In progress");

    page.locator("summary", new Page.LocatorOptions().setHasText("Decide otherwise")).click();
    page.getByLabel("C·A shared").check();
    page.locator("#decide [name=reason]").fill("AWS has to look at the host as well");
    page.getByRole(AriaRole.BUTTON, named("Decide").setExact(true)).click();
    assertThat(page.locator(".item.aws")).containsText("AWS liaison");
    assertThat(page.locator("#line")).containsText("AWS has to look at the host as well");
    assertThat(page.locator("#line")).containsText("The engine had read it as customer");
    assertThat(page.locator("#line .l.aws.lit")).not().hasCount(0);

    page.locator("form.note textarea").fill("Asked the owner <script>alert(1)</script>");
    page.getByRole(AriaRole.BUTTON, named("Add the note")).click();
    assertThat(page.locator(".events .msg").first()).containsText("<script>alert(1)</script>");

    page.locator("summary", new Page.LocatorOptions().setHasText("Close the case")).click();
    page.locator("#close button[value=fixed]").click();
    assertThat(page.locator(".case-facts")).containsText("closed as fixed");
    Api.getCase(key).then().statusCode(200);

    page.getByRole(AriaRole.LINK, named("Outbox")).click();
    assertThat(page.locator("table")).containsText("[" + key + "]");
    page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
    page.navigate("/cases/" + key);
    assertThat(page.getByLabel("Password")).isVisible();
  }

  @Test
  void a_button_under_a_finger_is_not_replaced_by_what_others_do() {
    var title = "Pressed " + UUID.randomUUID();
    var key = Api.newCase(title);
    signIn("/cases/" + key);
    var take = page.getByRole(AriaRole.BUTTON, named("Take it").setExact(true));
    take.hover();
    page.mouse().down();
    page.waitForResponse(
        answer -> answer.url().endsWith("/cases/" + key) && answer.request().method().equals("GET"),
        () ->
            Api.json()
                .body(Map.of("status", "triaged"))
                .patch("/api/v1/cases/" + key + "/work-items/customer"));
    page.waitForTimeout(200); // as long as putting the answer in takes
    page.mouse().up();
    // the press arrives, and is told what somebody else changed meanwhile
    assertThat(page.locator("#refused")).containsText("triaged");
    complaints.removeIf(complaint -> complaint.contains("409 (Conflict)"));
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
    page.keyboard().press("q");
    assertThat(page.getByLabel("Filter")).hasValue(title);
    assertThat(page.locator("tr.here")).hasAttribute("data-href", second);
  }

  @Test
  void the_keyboard_selects_cases_and_they_are_changed_together() {
    var title = "selected" + UUID.randomUUID().toString().replace("-", "");
    Api.newCase(title + " one");
    Api.newCase(title + " two");
    signIn("/?f=" + title);
    press("j", "x", "j", "x");
    assertThat(page.locator("[data-picked]")).hasText("2 selected");
    page.keyboard().press("Escape");
    assertThat(page.locator("#picked")).isHidden();
    press("x", "K");
    assertThat(page.locator("[data-picked]")).hasText("2 selected");
    page.keyboard().press("a");
    assertThat(page.locator("#picked [name=to]")).isFocused();
    page.locator("#picked [name=to]").selectOption("admin");
    assertThat(page.locator("[data-effect=assign]")).containsText("2 cases and 2 open parts");
    page.getByRole(AriaRole.BUTTON, named("Assign").setExact(true)).click();
    assertThat(page.locator("tr[data-href] td:last-child"))
        .hasText(new String[] {"Administrator", "Administrator"});
    assertThat(page.getByLabel("Filter")).hasValue(title);
    assertThat(page.locator("#toast")).containsText("2 cases assigned");
    press("z");
    assertThat(page.locator("tr[data-href] td:last-child"))
        .hasText(new String[] {"nobody", "nobody"});
    assertThat(page.locator("#toast")).containsText("2 cases as before");
    page.keyboard().press("Control+a");
    page.keyboard().press("h");
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("[data-effect=snooze]")).containsText("2 cases for 3 days");
    page.keyboard().press("Control+Enter");
    assertThat(page.locator("#toast")).containsText("2 cases snoozed");
  }

  /** No hand leaves the keyboard; nothing that is typed is a key. */
  @Test
  void an_analyst_works_a_case_with_the_keyboard_alone() {
    var title = "byhand" + UUID.randomUUID().toString().replace("-", "");
    var first = Api.newCase(title + " one");
    var second = Api.newCase(title + " two");
    Api.json()
        .body(Map.of("address", title + "@x.example"))
        .post("/api/v1/cases/" + second + "/participants");
    signIn("/?f=" + title + "+sort:newest");
    press("j", "Enter");
    page.waitForURL("**/cases/" + second);
    page.keyboard().press("a");
    assertThat(page.locator(".item")).containsText("In progress");
    page.keyboard().press("n");
    page.keyboard().type("jaded c d 1 analysts");
    page.keyboard().press("Control+Enter");
    assertThat(page.locator(".events .msg").first()).hasText("jaded c d 1 analysts");
    assertThat(page.locator("#compose")).isFocused();
    press("d", "2");
    page.keyboard().type("it is ours as well");
    page.keyboard().press("Control+Enter");
    assertThat(page.locator("#line")).containsText("it is ours as well");
    assertThat(page.locator("#decide > summary")).isFocused();
    attachAFileToAReply();
    press("j");
    page.waitForURL("**/cases/" + first);
    press("c", "1");
    assertThat(page.locator(".case-facts")).containsText("closed as");
    page.keyboard().press("Control+k");
    page.keyboard().type(second);
    assertThat(page.locator("#palette [data-found]")).containsText(title + " two");
    press("Enter");
    page.waitForURL("**/cases/" + second);
    press("g", "m");
    page.waitForURL("**assignee:me");
  }

  /** The file is kept at once, and what was typed beside it stays; it goes with a key. */
  private void attachAFileToAReply() {
    page.keyboard().press("r");
    page.keyboard().type("the log is attached");
    var field = page.getByLabel("Attach files");
    field.setInputFiles(
        new FilePayload("log.txt", "text/plain", "failed 1,204 times".getBytes(UTF_8)));
    assertThat(page.locator("#reply-files")).containsText("log[.]txt");
    assertThat(field).isFocused();
    assertThat(page.locator("form.reply textarea")).hasValue("the log is attached");
    assertThat(violations(axe().include("#compose"))).isEmpty();
    page.getByRole(AriaRole.BUTTON, named("Remove log[.]txt")).focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#reply-files")).not().containsText("log[.]txt");
    page.keyboard().press("Escape");
  }

  private void press(String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
  }

  @Test
  void nothing_that_is_typed_is_lost_to_other_changes_conflicts_and_reloads() {
    var key = Api.newCase("Typed " + UUID.randomUUID());
    signIn("/cases/" + key);
    page.evaluate("window.stays = true");
    page.locator("form.note textarea").fill("half an hour of writing");
    page.getByRole(AriaRole.BUTTON, named("Take it").setExact(true)).click();
    assertThat(page.locator(".item")).containsText("In progress");
    assertThat(page.locator("form.note textarea")).hasValue("half an hour of writing");
    assertThat(page.locator("form.note [data-saved]")).containsText("Draft, saved");

    // another's change comes in by itself
    Api.json().body(Map.of("body", "from elsewhere")).post("/api/v1/cases/" + key + "/notes");
    assertThat(page.locator(".events")).containsText("from elsewhere");
    assertThat(page.locator("form.note textarea")).hasValue("half an hour of writing");
    assertThat(page.evaluate("window.stays")).isEqualTo(true);

    page.evaluate("document.querySelectorAll('[name=version]').forEach(v => v.value = 1)");
    page.getByRole(AriaRole.BUTTON, named("Add the note")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("changed meanwhile");
    assertThat(page.locator("form.note textarea")).hasValue("half an hour of writing");
    complaints.removeIf(complaint -> complaint.contains("409"));

    page.reload();
    assertThat(page.locator("form.note textarea")).hasValue("half an hour of writing");
    page.context().clearCookies();
    page.getByRole(AriaRole.BUTTON, named("Add the note")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your session has ended");
    page.getByRole(AriaRole.LINK, named("Sign in again")).click();
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password").fill("correct horse battery");
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    page.waitForURL("**/cases/" + key);
    assertThat(page.locator("form.note textarea")).hasValue("half an hour of writing");
    page.getByRole(AriaRole.BUTTON, named("Add the note")).click();
    assertThat(page.locator(".events .msg").first()).hasText("half an hour of writing");
    assertThat(page.locator("form.note textarea")).hasValue("");
    complaints.removeIf(complaint -> complaint.matches("(?s).*(401|live).*"));
  }

  @Test
  void new_cases_wait_behind_a_button_and_a_changed_row_stays_where_it_is() {
    var title = "arrives" + UUID.randomUUID().toString().replace("-", "");
    var key = Api.newCase(title + " one");
    signIn("/?f=" + title + "+sort:newest");
    Api.newCase(title + " two");
    assertThat(page.locator("[data-arrived]")).hasText("1 new");
    assertThat(page.locator("tr[data-href]")).hasCount(1);
    page.locator("[data-arrived]").click();
    assertThat(page.locator("tr[data-href]")).hasCount(2);
    assertThat(page.locator("#row-" + key)).isVisible();
  }

  @Test
  void a_person_types_a_report_in_and_loses_nothing_to_a_mistake() {
    signIn("/reports/new");
    page.getByLabel("Title").fill("Typed in");
    page.getByLabel("What happened").fill("A long story");
    page.getByLabel("AWS account").fill("12");
    page.getByRole(AriaRole.BUTTON, named("File the report")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("AWS account");
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
    assertThat(page.locator("#report")).containsText("<script>alert(2)</script>");
    page.getByRole(AriaRole.LINK, named("The whole report")).click();
    assertThat(page.locator("pre.text")).containsText("<script>alert(2)</script>");
    assertThat(page.locator("img, pre script").count()).isZero();
  }
}
