package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.demarc.DemarcTest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DemarcTest
class MailboxesInTheConsoleTest extends InABrowser {

  private static GreenMail server;

  @BeforeAll
  static void startServer() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
    server.start();
    server.setUser("abuse@x.example", "abuse", "right password");
  }

  @AfterAll
  static void stopServer() {
    server.stop();
  }

  private void fill(String name, String password) {
    page.locator("[name=name]").fill(name);
    page.getByLabel("Host").fill("127.0.0.1");
    page.getByLabel("Port").fill(String.valueOf(server.getImap().getPort()));
    page.getByLabel("Security").selectOption("NONE");
    page.getByLabel("User").fill("abuse");
    password().fill(password);
  }

  private Locator password() {
    return page.locator("[name=password]");
  }

  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).click();
  }

  @Test
  void an_administrator_sets_a_mailbox_up_puts_it_right_and_removes_it() {
    var name = "Abuse desk " + UUID.randomUUID();
    signIn("/settings/mailboxes");
    fill(name, "wrong password");
    press("Set it up");
    assertThat(page.locator("h1")).hasText(name);

    press("Try the connection");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("refuses the user or the password");
    assertThat(password()).hasValue("");

    password().fill("right password");
    press("Save");
    press("Try the connection");
    assertThat(page.locator(".told")).containsText("Connected to 127.0.0.1 without encryption");
    reloadUntil(() -> page.locator("#state").textContent().equals("ok"));
    assertThat(page.locator("#state")).hasText("ok");
    assertThat(violations()).isEmpty();

    press("Switch it off");
    assertThat(page.locator("#state")).hasText("switched off");
    page.navigate("/settings/mailboxes");
    assertThat(page.locator("main")).containsText(name);
    page.getByText(name).click();
    page.locator("summary", new Page.LocatorOptions().setHasText("Remove")).click();
    press("Yes, remove it");
    assertThat(page.locator("main")).not().containsText(name);
  }

  @Test
  void what_was_typed_comes_back_with_what_is_wrong_but_for_the_password() {
    signIn("/settings/mailboxes");
    fill("Typed", "some password");
    page.getByLabel("Folder to read").fill("Processed");
    press("Set it up");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("another folder");
    assertThat(page.locator("[name=name]")).hasValue("Typed");
    assertThat(password()).hasValue("");
    complaints.removeIf(complaint -> complaint.contains("422"));
  }

  @Test
  void a_mailbox_that_wants_tokens_is_set_up_without_a_password_and_keeps_its_secrets() {
    var name = "Tokens " + UUID.randomUUID();
    signIn("/settings/mailboxes");
    fill(name, "");
    page.locator("summary", new Page.LocatorOptions().setHasText("OAuth 2.0")).click();
    page.getByLabel("Sign in with").selectOption("client_credentials");
    page.getByLabel("Token endpoint").fill("http://127.0.0.1:1/token");
    page.getByLabel("Client id").fill("demarc-client");
    page.getByLabel("Client secret").fill("client secret");
    press("Set it up");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("https://");
    complaints.removeIf(complaint -> complaint.contains("422"));
    assertThat(page.getByLabel("Client id")).hasValue("demarc-client");
    assertThat(page.getByLabel("Client secret")).hasValue("");

    page.getByLabel("Token endpoint").fill("https://127.0.0.1:1/token");
    page.getByLabel("Client secret").fill("client secret");
    press("Set it up");
    assertThat(page.locator("h1")).hasText(name);
    press("Try the connection");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("No token came from 127.0.0.1");
    assertThat(page.getByLabel("Sign in with")).hasValue("client_credentials");
    assertThat(page.getByLabel("Client secret")).hasValue("");
    page.getByLabel("Scope").fill("mail");
    press("Save");
    assertThat(page.locator(".told")).containsText("Saved");
    assertThat(violations()).isEmpty();
    page.locator("summary", new Page.LocatorOptions().setHasText("Remove")).click();
    press("Yes, remove it");
  }

  @Test
  void can_be_looked_at() {
    var folder = System.getenv("DEMARC_TEST_SCREENSHOTS");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        folder != null, "DEMARC_TEST_SCREENSHOTS names no folder for the screenshots");
    var name = "Looked at " + UUID.randomUUID();
    signIn("/settings/mailboxes");
    fill(name, "wrong password");
    press("Set it up");
    reloadUntil(() -> page.locator("#state").textContent().contains("failing"));
    var one = page.url();
    for (var scheme : ColorScheme.values()) {
      if (scheme == ColorScheme.NO_PREFERENCE) {
        continue;
      }
      open(scheme);
      signIn("/settings/mailboxes");
      for (int width : new int[] {1440, 390}) {
        page.setViewportSize(width, 900);
        for (var address : new String[] {"/settings/mailboxes", one}) {
          page.navigate(address);
          var file = (address.equals(one) ? "one" : "all") + "-" + scheme + "-" + width + ".png";
          page.screenshot(
              new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, file)));
        }
      }
    }
    page.locator("summary", new Page.LocatorOptions().setHasText("Remove")).click();
    press("Yes, remove it");
  }
}
