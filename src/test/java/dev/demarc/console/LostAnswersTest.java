package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Connections break, and servers do not answer; the page stays usable and keeps what was typed. */
@DemarcTest
class LostAnswersTest extends InABrowser {

  private static final String NOTES = "**/cases/*/notes";

  private void typeANote(String text) {
    page.navigate("/cases/" + Api.newCase("lost" + UUID.randomUUID()));
    page.waitForLoadState();
    page.keyboard().press("n");
    page.keyboard().type(text);
  }

  @Test
  void a_note_whose_answer_is_lost_is_told_of_kept_and_can_be_sent_again() {
    signIn("/");
    typeANote("The owner is on the phone");
    page.route(NOTES, Route::abort);

    page.keyboard().press("Control+Enter");

    assertThat(page.locator("#refused")).containsText("It may have been done or not");
    assertThat(page.locator("form.note textarea")).hasValue("The owner is on the phone");
    // news of others that come in meanwhile take away nothing of it
    page.evaluate(
        "() => { const here = document.querySelector('[data-case]').dataset; here.seen = 'before';"
            + " document.dispatchEvent(new CustomEvent('demarc:changed', {detail: [here.case]})); }");
    assertThat(page.locator("div[data-case]")).not().hasAttribute("data-seen", "before");
    assertThat(page.locator("#refused")).containsText("It may have been done or not");
    complaints.clear();
    page.unroute(NOTES);
    page.locator("form.note textarea").focus();
    page.keyboard().press("Control+Enter");
    assertThat(page.locator("#timeline")).containsText("The owner is on the phone");
  }

  @Test
  void what_was_typed_when_the_session_ended_is_back_in_its_own_field() {
    signIn("/");
    var report =
        Map.of(
            "title",
            "Compromised EC2 instance attacks us from " + Api.freshAddress(),
            "category",
            "intrusion-attempt",
            "service",
            "EC2",
            "reporter",
            Map.of("email", "noc@lost.example"));
    var key = Api.submit(report).<String>path("caseKey");
    page.navigate("/cases/" + key);
    page.waitForLoadState();
    page.keyboard().press("n");
    page.keyboard().type("For us alone");
    page.keyboard().press("Escape");
    page.keyboard().press("r");
    page.keyboard().type("Dear reporter");
    page.context().clearCookies();
    page.keyboard().press("Control+Enter");
    page.getByRole(AriaRole.LINK, named("Sign in again")).click();
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password").fill("correct horse battery");
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();

    assertThat(page.locator("form.reply textarea[name=body]")).hasValue("Dear reporter");
    assertThat(page.locator("form.note textarea")).hasValue("For us alone");
    complaints.removeIf(complaint -> complaint.contains("40"));
  }

  @Test
  void an_answer_that_never_comes_is_waited_for_half_a_minute_and_no_longer() {
    signIn("/");
    page.addInitScript(
        "const of = AbortSignal.timeout; AbortSignal.timeout = (ms) => of.call(AbortSignal, ms / 30);");
    typeANote("They do not answer");
    page.route(NOTES, route -> {});

    page.keyboard().press("Control+Enter");

    assertThat(page.locator("#refused"))
        .containsText(
            "It may have been done or not",
            new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
    page.unrouteAll();
    complaints.clear();
  }
}
