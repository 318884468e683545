package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Days without a mouse: what is done here is done by keys alone. */
@DemarcTest
class DaysByKeyboardTest extends InABrowser {

  private static final String IS_FOCUSED =
      "([tag, name]) => { const at = document.activeElement;"
          + " const called = at.getAttribute('aria-label') ||"
          + " (at.labels && at.labels[0] ? at.labels[0].textContent : at.textContent);"
          + " return at.matches(tag) && called.trim().startsWith(name); }";

  /** Goes on with Tab, as people do, until the thing has the focus. */
  private void tabTo(String tag, String name) {
    for (int i = 0; i < 200; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate(IS_FOCUSED, new Object[] {tag, name})) {
        return;
      }
    }
    throw new AssertionError("Tab leads to no " + tag + " " + name);
  }

  private void press(String tag, String name) {
    tabTo(tag, name);
    page.keyboard().press("Enter");
  }

  /** Presses it, and waits for the page that comes. */
  private void follow(String tag, String name) {
    tabTo(tag, name);
    submit();
  }

  /** A key that is pressed before the script runs is lost. */
  private void submit() {
    page.waitForNavigation(() -> page.keyboard().press("Enter"));
    page.waitForLoadState();
  }

  private void type(String label, String text) {
    tabTo("input", label);
    page.keyboard().type(text);
  }

  @Test
  void a_lead_sees_what_burns_and_drafts_another_line() {
    Api.newCase();
    signIn("/");
    follow("a", "Insights");
    assertThat(heading("What burns now")).isVisible();
    tabTo("select", "Period");
    page.keyboard().press("ArrowDown");
    follow("button", "Show");
    assertThat(page.getByLabel("Period")).hasValue("90");

    follow("a", "Responsibility");
    page.keyboard().press("/");
    page.keyboard().type("s3");
    submit();
    assertThat(page.locator("#cell h2")).containsText("S3");
    tabTo(".picture.wide a[aria-current]", "S3");
    page.keyboard().press("ArrowDown");
    submit();

    var name = "By keyboard " + UUID.randomUUID();
    follow("a", "Versions");
    type("Name", name);
    submit();
    assertThat(heading(name)).isVisible();
    assertThat(page.locator("#comparison")).containsText("the matrix is the same");
    press("summary", "Discard the draft");
    follow("button", "Yes, discard it");
    assertThat(page.locator("#timeline")).containsText("discarded the draft “" + name + "”");
  }

  @Test
  void an_administrator_adds_a_person_makes_a_key_revokes_it_and_reads_who_did_so() {
    var name = "keyboard-" + UUID.randomUUID();
    signIn("/");
    follow("a", "Settings");
    follow("a", "People");
    press("summary", "Add a person");
    type("Signs in as", name);
    type("First password", "seven green bottles stand");
    submit();
    assertThat(page.getByRole(AriaRole.STATUS).first()).containsText(name + " may sign in now.");

    follow("a", "API keys");
    press("summary", "Make a key");
    type("What it is for", name);
    submit();
    assertThat(page.locator(".told code")).isVisible();
    follow("a", name);
    press("summary", "Revoke");
    follow("button", "Yes, revoke it");
    assertThat(page.locator("main")).containsText("Revoked");
    follow("a", "Audit log");
    // failures that others repeat are added up and come in between
    assertThat(
            page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(name))
                .filter(new Locator.FilterOptions().setHasText("revoked")))
        .hasCount(1);
  }

  private Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }
}
