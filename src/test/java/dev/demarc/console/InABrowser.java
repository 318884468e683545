package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.demarc.shared.Waiting;
import io.quarkus.test.common.http.TestHTTPResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A real browser, in which no script may fail and nothing may break the page's policy. */
abstract class InABrowser {

  /** One for all tests of the run: the driver unpacks itself for each. */
  private static final Browser BROWSER = start();

  @TestHTTPResource("/")
  String url;

  final List<String> complaints = new ArrayList<>();
  Page page;

  private static Browser start() {
    var configured = System.getenv("DEMARC_TEST_BROWSER");
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    // its own five seconds are too few on a machine that is busy with other tests
    PlaywrightAssertions.setDefaultAssertionTimeout(Waiting.AT_MOST.toMillis());
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(configured == null ? "/usr/bin/chromium" : configured))
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  @BeforeEach
  void openPage() {
    open(ColorScheme.LIGHT);
  }

  void open(ColorScheme scheme) {
    var context =
        BROWSER.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(url)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void noScriptFailedAndNothingWasRefusedByThePolicy() {
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  void signIn(String next) {
    page.navigate(next);
    page.getByLabel("Name").fill("admin");
    page.getByLabel("Password").fill("correct horse battery");
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
    // a key that is pressed before the script runs is lost
    page.waitForLoadState();
  }

  /** Loads the page again until something is there, for as long as anything is waited for. */
  void reloadUntil(BooleanSupplier there) {
    long end = System.nanoTime() + Waiting.AT_MOST.toNanos();
    while (!there.getAsBoolean() && System.nanoTime() < end) {
      page.waitForTimeout(200);
      page.reload();
    }
  }

  /** What keeps somebody out, by axe-core. */
  List<String> violations() {
    return violations(axe());
  }

  /** Without the page of its own that it opens each time, for frames: there are none. */
  AxeBuilder axe() {
    return new AxeBuilder(page).setLegacyMode(true);
  }

  List<String> violations(AxeBuilder axe) {
    return axe.analyze().getViolations().stream().map(v -> v.getId() + " " + v.getNodes()).toList();
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
