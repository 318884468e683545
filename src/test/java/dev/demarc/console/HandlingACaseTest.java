package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a case costs an analyst from the queue to its end: it is read and taken, decided otherwise,
 * answered and closed. {@code docs/console.md} has the same figures; what is typed is not counted.
 */
@DemarcTest
class HandlingACaseTest extends InABrowser {

  private final String title = "handled" + UUID.randomUUID().toString().replace("-", "");
  private String key;
  private int acts;

  private void queueWithOneCase() {
    key = Api.newCase(title);
    Api.json()
        .body(Map.of("address", title + "@x.example"))
        .post("/api/v1/cases/" + key + "/participants")
        .then()
        .statusCode(200);
    signIn("/?f=" + title);
  }

  private void click(String selector) {
    page.locator(selector).click();
    acts++;
  }

  private void press(String... keys) {
    for (var one : keys) {
      page.keyboard().press(one);
      acts++;
    }
  }

  private Locator part(String selector) {
    return page.locator(selector);
  }

  private void isTaken() {
    page.waitForURL("**/cases/" + key);
    // the report's words stand there, with what was read out of them
    assertThat(part("#report mark").first()).isVisible();
  }

  private void isDecided() {
    assertThat(part("#line")).containsText("AWS has to look, too");
    assertThat(part(".item.aws")).isVisible();
  }

  private void isClosed() {
    assertThat(part(".case-facts")).containsText("closed as fixed");
  }

  @Test
  void by_mouse_a_case_takes_eight_clicks() {
    queueWithOneCase();
    click("tr[data-href] a.what");
    isTaken();
    click("#work button[data-press=a]");
    assertThat(part(".item")).containsText("In progress");

    click("#line [data-decide=SHARED]");
    page.keyboard().type("AWS has to look, too");
    click("#decide button.main");
    isDecided();

    click("#head [data-reach=r]");
    page.keyboard().type("thank you, it is found");
    click("form.reply button.main");
    assertThat(part(".events .msg").first()).hasText("thank you, it is found");

    click("#head [data-reach=c]");
    click("#close button[value=fixed]");
    isClosed();
    assertThat(acts).isEqualTo(8);
  }

  @Test
  void an_answer_that_is_written_while_closing_saves_one_of_them() {
    queueWithOneCase();
    click("tr[data-href] a.what");
    isTaken();
    click("#work button[data-press=a]");
    assertThat(part(".item")).containsText("In progress");
    click("#line [data-decide=SHARED]");
    page.keyboard().type("AWS has to look, too");
    click("#decide button.main");
    isDecided();

    click("#head [data-reach=c]");
    click("#close [name=toReporter]");
    page.keyboard().type("thank you, it is found");
    click("#close button[value=fixed]");
    isClosed();
    assertThat(part(".events")).containsText("thank you, it is found");
    assertThat(acts).isEqualTo(7);
  }

  @Test
  void by_keyboard_a_case_takes_ten_keys() {
    queueWithOneCase();
    press("j", "Enter");
    isTaken();
    press("a");
    assertThat(part(".item")).containsText("In progress");

    press("d", "3");
    page.keyboard().type("AWS has to look, too");
    press("Control+Enter");
    isDecided();

    press("r");
    page.keyboard().type("thank you, it is found");
    press("Control+Enter");
    assertThat(part(".events .msg").first()).hasText("thank you, it is found");

    press("c", "1");
    isClosed();
    assertThat(acts).isEqualTo(10);
  }
}
