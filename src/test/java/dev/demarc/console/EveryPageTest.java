package dev.demarc.console;

import static dev.demarc.Api.submit;
import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.publicform.PublicFormSettings;
import dev.demarc.publicform.PublicReporter;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.shared.Actor;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Looks at every page: nothing that keeps somebody out (axe-core), nothing wider than a telephone.
 * With {@code -Ddemarc.screenshots=true} it looks in both themes at both widths, and writes what it
 * saw to {@code target/screenshots}; without, light and wide, and dark and narrow. {@code
 * -Ddemarc.pages=insights,draft} looks at these alone.
 */
@DemarcTest
class EveryPageTest extends InABrowser {

  private static final boolean ALL = Boolean.getBoolean("demarc.screenshots");
  private static final Path PICTURES = Path.of("target", "screenshots");

  /** Put into each page once: the library's own runner does it anew for each look. */
  private static final String AXE = script();

  /** What breaks WCAG 2.2 AA, and what else is serious. */
  private static final String WHAT_IS_WRONG =
      """
      async () => {
        const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const serious = impact => ['serious', 'critical'].includes(impact);
        const isLevel = tags => tags.some(tag => levels.includes(tag));
        const rules = axe._audit.rules
          .filter(rule => !rule.tags.some(tag => ['experimental', 'deprecated'].includes(tag)))
          .filter(rule => isLevel(rule.tags) || rule.enabled && serious(rule.impact))
          .map(rule => rule.id);
        const options = {runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']};
        return (await axe.run(document, options)).violations
          .filter(found => isLevel(found.tags) || serious(found.impact))
          .map(found => found.id + ' at ' + found.nodes[0].target);
      }
      """;

  /** Also where what a page shows here is too short to scroll. */
  private static final String SCROLLED_BY_NO_KEY =
      "[...document.querySelectorAll('.scroll:not([tabindex])')].filter(wide => !wide"
          + ".querySelector('a[href], button, input, select, textarea, summary, [tabindex]'))"
          + ".map(wide => wide.outerHTML.slice(0, 100))";

  private static String script() {
    try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Screen(ColorScheme scheme, int width, int height) {
    String name(String page) {
      return page
          + (width < 500 ? "-390" : "")
          + (scheme == ColorScheme.DARK ? "-dark" : "")
          + ".png";
    }
  }

  private static final List<Screen> SCREENS =
      ALL
          ? List.of(
              new Screen(ColorScheme.LIGHT, 1440, 900),
              new Screen(ColorScheme.DARK, 1440, 900),
              new Screen(ColorScheme.LIGHT, 390, 844),
              new Screen(ColorScheme.DARK, 390, 844))
          : List.of(
              new Screen(ColorScheme.LIGHT, 1440, 900), new Screen(ColorScheme.DARK, 390, 844));

  @Inject PublicFormSettings form;
  @Inject DataSource database;

  @Test
  void every_page_keeps_nobody_out_and_fits_a_telephone() {
    form.change(true, "Example Corp abuse desk", true, Actor.ENGINE);
    var pages = pages();
    var all = new SoftAssertions();
    signIn("/settings/account");
    for (var one : pages.entrySet()) {
      page.navigate(one.getValue());
      page.evaluate(AXE);
      all.assertThat((List<?>) page.evaluate(SCROLLED_BY_NO_KEY))
          .as("parts of " + one.getKey() + " that scroll and that no key reaches")
          .isEmpty();
      for (var screen : SCREENS) {
        look(one.getKey(), screen, all);
      }
    }
    if (ALL) {
      opened(
          "queue-picked",
          "/",
          all,
          "tr input[name=case]",
          ".bulk details:nth-of-type(4) > summary");
      opened("case-close", pages.get("case-storm"), all, "#close > summary", "#snooze > summary");
      opened("case-reply", pages.get("case-storm"), all, "[data-tab][value=reply]");
      opened("palette-open", "/", all, "[data-palette]");
      opened("report-disagree", pages.get("report-ended"), all, ".also > summary");
    }
    complaints.removeIf(complaint -> complaint.contains("404"));
    form.change(false, "Example Corp abuse desk", true, Actor.ENGINE);
    all.assertAll();
  }

  /** A page with something opened on it, in whatever screens are looked at. */
  private void opened(String name, String path, SoftAssertions all, String... clicks) {
    if (path == null) {
      return; // of a page that is not looked at this time
    }
    page.setViewportSize(1440, 900);
    page.navigate(path);
    page.evaluate(AXE);
    for (var click : clicks) {
      page.locator(click).first().click(new Locator.ClickOptions().setForce(true));
    }
    SCREENS.forEach(screen -> look(name, screen, all));
  }

  /** The page that is open, on another screen: loading it again would show nothing new. */
  private void look(String name, Screen screen, SoftAssertions all) {
    page.setViewportSize(screen.width(), screen.height());
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme()));
    if (ALL) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve(screen.name(name)))
              .setFullPage(true));
    }
    all.assertThat((List<?>) page.evaluate(WHAT_IS_WRONG)).as(name + " in " + screen).isEmpty();
    all.assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .as("width of " + name + " in " + screen)
        .isLessThanOrEqualTo(screen.width());
  }

  /** Each by the name of its picture. */
  private Map<String, String> pages() {
    // in a word that is wider than a telephone
    var title =
        "Spam from one of your addresses " + UUID.randomUUID() + (ALL ? "" : "x".repeat(90));
    var filed = submit(Map.of("title", title, "description", "Spam in great numbers."));
    String key = filed.path("caseKey");
    String report = filed.path("id");
    var policy = draft();
    var pages = new LinkedHashMap<String, String>();
    if (ALL) {
      var storms = DeskAtWork.open(database);
      pages.put("case-storm", "/cases/" + storms.forty());
      pages.put("case-great-storm", "/cases/" + storms.thousand());
      pages.put("case-great-storm-reports", "/cases/" + storms.thousand() + "/all/reports");
    }
    pages.put("queue", "/");
    pages.put("case", "/cases/" + key);
    pages.put("case-flood", "/cases/" + flood());
    pages.put("case-reports", "/cases/" + key + "/all/reports");
    pages.put("case-indicators", "/cases/" + key + "/all/indicators");
    pages.put("sheet", "/cases/" + key + "/sheet");
    pages.put("report", "/reports/" + report);
    pages.put("new-report", "/reports/new");
    pages.put("responsibility", "/responsibility?service=RDS&layer=runtime");
    pages.put("responsibility-table", "/responsibility/table");
    pages.put("versions", "/responsibility/policies");
    pages.put("draft", "/responsibility/policies/" + policy);
    pages.put("insights", "/insights");
    pages.put("history", "/history");
    pages.put("inventory", "/inventory");
    pages.put("unowned", "/inventory/unowned");
    pages.put("resolvers", "/inventory/resolvers");
    pages.put("routing", "/routing?key=" + key);
    pages.put("routing-draft", "/routing/versions/" + rules());
    pages.put("routing-queues", "/routing/queues");
    pages.put("outbox", "/outbox");
    pages.put("set-aside", "/set-aside");
    pages.put("stuck", "/stuck");
    pages.put("views", "/views?f=status:open");
    pages.put("palette", "/palette?q=" + key);
    pages.put("settings", "/settings");
    pages.put("account", "/settings/account");
    pages.put("people", "/settings/people");
    pages.put("person", "/settings/people/admin");
    pages.put("keys", "/settings/keys");
    pages.put("audit", "/settings/audit");
    pages.put("mailboxes", "/settings/mailboxes");
    pages.put("sns", "/settings/sns");
    pages.put("joining", "/settings/correlation");
    pages.put("public-form-settings", "/settings/public-form");
    pages.put("clocks", "/settings/clocks");
    pages.put("clock-policy", "/settings/clocks/policies/new");
    pages.put("calendar", "/settings/clocks/calendars/new");
    pages.put("playbooks", "/settings/playbooks");
    pages.put("playbook", "/settings/playbooks/mining");
    pages.put("outcomes", "/settings/outcomes");
    pages.put("templates", "/settings/templates");
    pages.put("template", "/settings/templates/working-de");
    pages.put("case-rules", "/settings/case-rules");
    pages.put("second-factor", "/settings/account/second-factor");
    pages.put("csv-mappings", "/settings/csv-mappings");
    pages.put("timelines", "/settings/timelines?all=true");
    pages.put("retention", "/settings/retention");
    pages.put("samples", "/settings/samples");
    pages.put("report-abuse", "/report-abuse");
    pages.put("report-status", reported());
    pages.put("report-worked-on", workedOn());
    pages.put("report-ended", ended());
    pages.put("report-proof", asked());
    pages.put("report-nothing", "/report-abuse/0000000000000000000000000A");
    pages.put("not-found", "/cases/DM-2026-999999");
    var only = System.getProperty("demarc.pages");
    if (only != null) {
      pages.keySet().retainAll(List.of(only.split(",")));
    }
    return pages;
  }

  /** One whose playbook has long ways to go on. */
  private static String flood() {
    return submit(
            Map.of(
                "title",
                "UDP flood of 2 Gbit/s from " + Api.freshAddress(),
                "category",
                "denial-of-service",
                "service",
                "EC2"))
        .path("caseKey");
  }

  private static String rules() {
    return Api.json()
        .body(Map.of("name", "To look at"))
        .post("/api/v1/routing/versions")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The page of a report by the public form. */
  private static String reported() {
    return given()
        .redirects()
        .follow(false)
        .formParam("kind", "attack")
        .formParam("about", Api.freshAddress())
        .formParam("seen", "412 queries a minute")
        .formParam("confirmed", "yes")
        .post("/report-abuse")
        .header("Location")
        .replaceFirst("^https?://[^/]+", "");
  }

  /** The page of one whose sender proved their address, with words and files on both sides. */
  private static String workedOn() {
    var email = "noc-" + UUID.randomUUID() + "@isp.example";
    var reporter =
        PublicReporter.reports(Api.freshAddress() + "\nhxxp://shop[.]example/login", email);
    var key = reporter.caseKey();
    reporter.says("message", "Attached, from two of our sensors.\nMore follows.");
    reporter.proves(email);
    Api.json()
        .body(
            Map.of(
                "body",
                "Thank you. Could you send one capture with the TTL?",
                "visibility",
                "reporter",
                "recipients",
                List.of(email),
                "version",
                Api.version(key)))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    PublicReporter.work(key, Map.of("status", "in-progress"));
    PublicReporter.work(key, Map.of("status", "waiting", "waitingOn", "third-party"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> given().get(reporter.page()).asString().contains("one capture"));
    return reporter.page();
  }

  private static String asked() {
    var email = "proof-" + UUID.randomUUID() + "@isp.example";
    var reporter = PublicReporter.reports(Api.freshAddress(), email);
    reporter.caseKey();
    return reporter.proofLink(email);
  }

  private static String ended() {
    var reporter = PublicReporter.reports(Api.freshAddress(), "noc@isp.example");
    reporter.says("stopped", "");
    PublicReporter.close(reporter.caseKey());
    return reporter.page();
  }

  /** A draft that moves the line through engines, replayed. */
  private static String draft() {
    var yaml =
        Matrix.shippedYaml()
            .replace(
                "      side: shared\n      aws: Patch the engine and its operating system in the"
                    + " maintenance window.\n",
                "      side: customer\n");
    String id =
        Api.json()
            .body(Map.of("name", "Engines are the customer's", "matrix", yaml))
            .post("/api/v1/policies")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Api.json().body(Map.of("cases", 50)).post("/api/v1/policies/" + id + "/replays");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !"running"
                    .equals(
                        Api.client()
                            .get("/api/v1/policies/" + id + "/replays/latest")
                            .path("status")));
    return id;
  }
}
