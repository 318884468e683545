package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.publicform.PublicFormSettings;
import dev.demarc.shared.Actor;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser says of each form where it comes from, and what it says hangs on the page's policy. */
@DemarcTest
class PublicFormInABrowserTest extends InABrowser {

  @Inject PublicFormSettings settings;

  @BeforeEach
  void switchOn() {
    settings.change(true, "Example Corp abuse desk", Actor.ENGINE);
  }

  @AfterEach
  void switchOff() {
    settings.change(false, "Example Corp abuse desk", Actor.ENGINE);
  }

  @Test
  void a_stranger_reports_and_adds_to_the_report() {
    page.navigate("/report-abuse");
    page.getByLabel("Address, link or account").fill(Api.freshAddress());
    page.getByLabel("What did you see?")
        .fill("412 failed logins a minute. The EC2 instance behind it seems to be compromised.");
    page.getByRole(AriaRole.BUTTON, named("Send the report")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("It was not sent yet");
    complaints.removeIf(complaint -> complaint.contains("422"));

    page.getByLabel("This is true").check();
    page.getByRole(AriaRole.BUTTON, named("Send the report")).click();
    assertThat(page.locator("main")).containsText("Keep this link");
    reloadUntil(() -> page.locator("#body").count() > 0);
    page.locator("#body").fill("It goes on");
    page.getByRole(AriaRole.BUTTON, named("Send")).click();
    assertThat(page.locator(".said-by-you")).containsText("It goes on");
  }
}
