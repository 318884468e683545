package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.submit;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.DemarcTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DemarcTest
class ChangingWhatDecidesTest extends InABrowser {

  private void unfold(String summary) {
    page.locator("summary", new Page.LocatorOptions().setHasText(summary)).click();
  }

  @Test
  void a_lead_drafts_a_threshold_replays_it_puts_it_in_force_and_takes_it_back() {
    var name = "Careful " + UUID.randomUUID();
    submit(Map.of("title", "Port scan from " + freshAddress(), "category", "port-scan"));
    signIn("/responsibility/policies");
    assertThat(page.locator(".told").first()).containsText("as shipped");

    page.getByLabel("Name").fill(name);
    page.getByRole(AriaRole.BUTTON, named("Start a draft")).click();
    page.getByLabel("Routes without a person from").fill("0.99");
    page.getByRole(AriaRole.BUTTON, named("Save the draft")).click();
    assertThat(page.getByLabel("Routes without a person from")).hasValue("0.99");

    page.getByRole(AriaRole.BUTTON, named("Replay over past cases")).click();
    var told = page.locator("#replay");
    unfold("Put it in force");
    page.getByLabel("Why").fill("Two weeks");
    // the page looks by itself how far it is, and leaves what is typed
    assertThat(told).containsText("no longer routed");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Stop"))).hasCount(0);
    assertThat(page.getByLabel("Why")).hasValue("Two weeks");

    page.getByLabel("Why").fill("Two weeks of looking first");
    page.getByRole(AriaRole.BUTTON, named("Put in force")).click();
    assertThat(page.locator(".head")).containsText("active");
    page.navigate("/responsibility/policies");
    assertThat(page.locator(".told").first()).containsText(name);
    assertThat(page.locator("#timeline")).containsText("Two weeks of looking first");

    unfold("Put back what was in force before");
    page.getByLabel("Why").fill("Too slow");
    page.getByRole(AriaRole.BUTTON, named("Put it back")).click();
    assertThat(page.locator(".told").first()).containsText("as shipped");
  }

  @Test
  void a_matrix_that_is_broken_comes_back_with_its_line_and_as_it_was_typed() {
    signIn("/responsibility/policies");
    page.getByLabel("Name").fill("Broken " + UUID.randomUUID());
    page.getByRole(AriaRole.BUTTON, named("Start a draft")).click();
    unfold("The matrix as YAML");
    page.getByLabel("Matrix").fill("version: nonsense");
    page.getByRole(AriaRole.BUTTON, named("Save the draft")).click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("line");
    assertThat(page.getByLabel("Matrix")).hasValue("version: nonsense");
    complaints.removeIf(complaint -> complaint.contains("422"));
  }

  @Test
  void an_analyst_answers_an_open_question_on_the_case() {
    String key =
        submit(
                Map.of(
                    "title", "Old nodes in cluster " + freshAddress(),
                    "description", "The nodes run an outdated node image with a kernel flaw.",
                    "service", "EKS"))
            .path("caseKey");
    signIn("/cases/" + key);
    page.getByRole(AriaRole.BUTTON, named("Auto Mode")).click();

    assertThat(page.locator(".case-facts")).containsText("EKS Auto Mode");
    assertThat(page.locator(".case-facts")).containsText("A AWS");
    assertThat(page.locator(".ways")).hasCount(0);
  }

  @Test
  void what_is_registered_says_who_holds_an_address() {
    signIn("/inventory");
    page.locator("[name=value]").fill("100.64.7.0/24");
    page.locator("[name=owner]").fill("Lab");
    page.getByRole(AriaRole.BUTTON, named("Register").setExact(true)).click();
    page.getByLabel("Address, account, ARN").fill("100.64.7.9");
    page.getByRole(AriaRole.BUTTON, named("Ask").setExact(true)).click();

    assertThat(page.locator(".told").first()).containsText("Lab");
  }
}
