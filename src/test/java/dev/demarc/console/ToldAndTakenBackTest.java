package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.submit;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.demarc.DemarcTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told of an action offers to take back that action, and no other. */
@DemarcTest
class ToldAndTakenBackTest extends InABrowser {

  private Locator toast() {
    return page.locator("#toast");
  }

  private String open() {
    var key = newCase();
    signIn("/cases/" + key);
    return key;
  }

  @Test
  void what_cannot_be_taken_back_offers_nothing_that_was_done_before() {
    open();
    page.keyboard().press("a");
    assertThat(toast()).containsText("took the customer part");
    page.locator("#item-customer button[name=status]").first().click();
    assertThat(toast()).not().containsText("took the customer part");
    assertThat(toast()).containsText("Undo");
    page.keyboard().press("z");
    assertThat(toast()).containsText("took back: set the customer part to");
    assertThat(toast().locator("button")).hasCount(0);
  }

  @Test
  void the_focus_is_on_the_line_of_a_form_that_was_sent_and_has_folded() {
    open();
    page.keyboard().press("h");
    page.keyboard().press("1");
    assertThat(toast()).containsText("Undo");
    assertThat(page.locator("#snooze > summary")).isFocused();
  }

  @Test
  void an_action_that_leads_to_another_case_is_told_and_taken_back_there() {
    var first = newCase();
    var second = newCase();
    signIn("/?f=status:open+" + first + "," + second);
    page.navigate("/cases/" + first);
    page.evaluate(
        "([one, other]) => sessionStorage.setItem('list', JSON.stringify({ at: '/', name: 'Queue',"
            + " keys: [one, other] }))",
        new Object[] {first, second});
    page.reload();
    page.waitForNavigation(() -> page.locator("[data-with-next]").first().click());
    assertThat(page.locator(".case[data-case='" + second + "']")).isVisible();
    assertThat(toast()).containsText(first + ": ");
    assertThat((String) getCase(first).path("workItems[0].assignee")).isEqualTo("admin");
    toast().locator("button").click();
    await().until(() -> getCase(first).path("workItems[0].assignee") == null);
  }

  @Test
  void a_reply_that_waits_for_its_answer_is_one_change() {
    String key =
        submit(
                Map.of(
                    "title",
                    "Probed " + UUID.randomUUID(),
                    "reporter",
                    Map.of("email", "noc@isp.example")))
            .path("caseKey");
    signIn("/cases/" + key);
    page.keyboard().press("r");
    page.locator("form.reply [name=recipient]").first().check();
    page.locator("form.reply textarea").fill("Which port was it?");
    page.locator("form.reply button[name=wait]").click();
    assertThat(toast()).containsText("Undo");
    assertThat((String) getCase(key).path("workStatus")).isEqualTo("waiting");
    toast().locator("button").click();
    await().until(() -> getCase(key).path("workStatus").equals("new"));
    assertThat(page.locator("#timeline .mark")).hasCount(2);
  }
}
