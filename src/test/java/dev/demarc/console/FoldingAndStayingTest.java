package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import org.junit.jupiter.api.Test;

/** What a key opens it closes again, and what people steer by stays in sight. */
@DemarcTest
class FoldingAndStayingTest extends InABrowser {

  @Test
  void escape_folds_the_form_that_a_key_opened_and_keeps_one_in_which_something_is_typed() {
    var key = Api.newCase();
    signIn("/cases/" + key);
    var form = page.locator("#decide");
    page.keyboard().press("d");
    assertThat(form).hasAttribute("open", "");
    page.keyboard().press("Escape");
    assertThat(form).not().hasAttribute("open", "");
    assertThat(page.locator("#decide > summary")).isFocused();

    page.keyboard().press("d");
    page.keyboard().press("1");
    page.keyboard().type("not theirs");
    page.keyboard().press("Escape");
    assertThat(form).hasAttribute("open", "");
    assertThat(page.locator("#decide [name=reason]")).hasValue("not theirs");
  }

  @Test
  void a_case_is_snoozed_by_two_keys() {
    var key = Api.newCase();
    signIn("/cases/" + key);
    page.keyboard().press("h");
    assertThat(page.locator("#snooze button").first()).isFocused();
    page.keyboard().press("2");
    assertThat(page.locator("#toast")).containsText("wants to see this case no more until");
  }

  @Test
  void the_navigation_stays_while_a_long_page_scrolls() {
    signIn("/settings/playbooks");
    page.setViewportSize(1280, 500);
    page.evaluate("scrollTo(0, 100)");
    assertThat((int) page.evaluate("scrollY")).isEqualTo(100);
    assertThat(page.locator(".side").boundingBox().y).isZero();
    assertThat(page.locator(".side").boundingBox().height).isEqualTo(500);
  }

  @Test
  void the_line_is_named_in_sight_beside_the_picture_of_responsibility() {
    signIn("/responsibility");
    for (int width : new int[] {1201, 1280, 1360, 1408, 1409, 1920}) {
      page.setViewportSize(width, 900);
      var picture = page.locator(".scroll:has(svg.picture.wide)").first().boundingBox();
      var name = page.locator("svg.picture.wide .caption").first().boundingBox();
      assertThat(name.x + name.width).as("" + width).isLessThanOrEqualTo(picture.x + picture.width);
    }
  }

  @Test
  void whom_a_mail_goes_to_is_a_cell_of_its_table() {
    Api.newCase();
    signIn("/outbox");
    assertThat(page.locator("td.to").first()).hasCSS("display", "table-cell");
  }
}
