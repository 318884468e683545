package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.Roles;
import dev.demarc.access.people.People;
import dev.demarc.access.totp.TotpCodes;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DemarcTest
class SecondFactorInTheConsoleTest extends InABrowser {

  private static final String PASSWORD = "nine purple umbrellas";

  @Inject People people;

  private void giveNameAndPassword(String username) {
    page.navigate("/settings/account");
    page.getByLabel("Name").fill(username);
    page.getByLabel("Password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
  }

  private void isForEveryone() {
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    assertThat(violations()).isEmpty();
  }

  @Test
  void somebody_sets_one_up_and_signs_in_with_a_recovery_code() {
    var username = "f" + UUID.randomUUID().toString().substring(0, 12);
    people.add(new People.Wanted(username, null, null, Roles.ANALYST, PASSWORD), Caller.SYSTEM);
    page.context().close();
    open(ColorScheme.DARK);
    page.setViewportSize(390, 844);
    giveNameAndPassword(username);
    page.getByRole(AriaRole.LINK, named("Set one up")).click();
    page.getByLabel("Current password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, named("Set up")).click();

    assertThat(page.locator("svg.qr")).isVisible();
    isForEveryone();
    page.getByText("It cannot read the picture").click();
    var secret = page.locator("#secret").innerText();
    page.getByLabel("Code that it shows now").fill(TotpCodes.now(secret));
    page.getByRole(AriaRole.BUTTON, named("Set up")).click();
    Locator codes = page.locator(".codes code");
    assertThat(codes).hasCount(10);
    isForEveryone();
    var recovery = codes.first().innerText();
    page.getByRole(AriaRole.LINK, named("I have kept them, go on")).click();
    page.locator("label.menu").click();
    page.getByRole(AriaRole.BUTTON, named("Sign out")).click();

    giveNameAndPassword(username);
    page.getByLabel("Code, or a recovery code").fill("000000");
    isForEveryone();
    page.getByLabel("Code, or a recovery code").fill(recovery);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page.getByText("Recovery codes left: 9.")).isVisible();
  }
}
