package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Merging and handing on as people do it, and taking both back. */
@DemarcTest
class MergingByBrowserTest extends InABrowser {

  @Test
  void a_case_that_was_merged_away_is_whole_again_once_that_is_taken_back() {
    var into = Api.newCase();
    var away = Api.newCase();
    signIn("/cases/" + away);
    page.keyboard().press("m");
    page.keyboard().type(into);
    page.keyboard().press("Control+Enter");
    assertThat(page.locator("h1")).containsText(into);

    page.navigate("/cases/" + away);
    assertThat(page.locator("#head")).containsText("merged into " + into);
    assertThat(page.locator("#head")).containsText("none runs");
    assertThat(page.locator("#report")).containsText("Its reports are in " + into);
    assertThat(page.locator("#toast")).isHidden();
    page.getByRole(AriaRole.BUTTON, named("Take the merge back")).click();

    assertThat(page.locator("#compose textarea[data-key=n]")).isVisible();
    assertThat(page.locator("#report")).containsText("Newest");
  }

  @Test
  void merging_from_the_list_is_taken_back_by_a_key() {
    var word = "taken" + UUID.randomUUID().toString().substring(0, 8);
    var one = Api.newCase(word + " " + Api.freshAddress());
    var other = Api.newCase(word + " " + Api.freshAddress());
    signIn("/?f=" + word);
    page.locator("#row-" + one + " input[name=case]").check();
    page.locator("#row-" + other + " input[name=case]").check();
    page.locator("#picked [data-key=m]").click();
    page.getByRole(AriaRole.BUTTON, named("Merge").setExact(true)).click();
    assertThat(page.locator("[role=status]").first()).containsText("went into");

    page.keyboard().press("z");
    assertThat(page.locator(".case-facts a[href$='/all/reports']")).hasText("1");
  }

  @Test
  void who_handed_a_part_on_is_told_by_name() {
    signIn("/cases/" + Api.newCase());
    page.keyboard().press("o");
    page.locator("#hand-on-customer select[name=queue]").selectOption("abuse-desk");
    page.locator("#hand-on-customer button").click();
    assertThat(page.locator("#item-customer")).containsText("Abuse desk");
    assertThat(page.locator("#item-customer")).containsText("moved by Administrator");
  }
}
