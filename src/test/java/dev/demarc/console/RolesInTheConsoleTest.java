package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.DemarcTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What reports name, what cases share, and what is a sender's own, as people see it. */
@DemarcTest
class RolesInTheConsoleTest extends InABrowser {

  private static String domain() {
    return "d" + UUID.randomUUID().toString().replace("-", "").substring(0, 20) + ".com";
  }

  private static JsonPath report(String domain) {
    return submit(
            Map.of(
                "title", "Spam run",
                "category", "spam",
                "sources", List.of(freshAddress(), domain)))
        .jsonPath();
  }

  @Test
  void a_report_shows_each_role_and_what_it_rests_on_and_a_case_the_related_one() {
    var domain = domain();
    var first = report(domain).getString("caseKey");
    var second = report(domain);
    signIn("/reports/" + second.getString("id"));

    var named =
        page.locator("li", new Page.LocatorOptions().setHasText(domain.replace(".", "[.]")));
    assertThat(named.first()).containsText("by a field of the format");
    assertThat(named.first()).containsText("source");
    assertThat(violations()).isEmpty();
    picture("report");

    page.navigate(url + "cases/" + second.getString("caseKey"));
    assertThat(page.locator("#related")).containsText(first);
    assertThat(violations()).isEmpty();
    picture("case");
  }

  @Test
  void an_administrator_says_what_is_a_senders_own_and_takes_it_back() {
    var sender = "abuse@" + domain();
    var portal = domain();
    signIn("/settings/correlation");
    page.locator("#things input[name=sender]:not([type=hidden])").fill(sender);
    page.locator("#things input[name=value]:not([type=hidden])").fill(portal);
    page.getByRole(AriaRole.BUTTON, named("Take it for its own")).click();

    var row =
        page.locator(
            "#things tr", new Page.LocatorOptions().setHasText(portal.replace(".", "[.]")));
    assertThat(row).containsText("yes");
    assertThat(violations()).isEmpty();
    picture("things");
    row.getByRole(AriaRole.BUTTON).click();
    assertThat(row).containsText("no");
    assertThat(
            client().get("/api/v1/sender-things?sender=" + sender).jsonPath().getList("items.own"))
        .containsExactly(false);
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target/pictures/roles-" + name + ".png")));
  }
}
