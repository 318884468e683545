package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
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
    complaints.clear();
    page.unroute(NOTES);
    page.locator("form.note textarea").focus();
    page.keyboard().press("Control+Enter");
    assertThat(page.locator("#timeline")).containsText("The owner is on the phone");
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
