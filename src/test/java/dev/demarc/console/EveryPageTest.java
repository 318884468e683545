package dev.demarc.console;

import static dev.demarc.Api.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.publicform.PublicFormSettings;
import dev.demarc.responsibility.Matrix;
import dev.demarc.shared.Actor;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Looks at every page: nothing that keeps somebody out (axe-core), nothing wider than a telephone.
 * With {@code -Ddemarc.screenshots=true} it looks in both themes at both widths, and writes what it
 * saw to {@code target/screenshots}; without, every other page light and wide, and those between
 * dark and narrow. {@code -Ddemarc.pages=insights,draft} looks at these alone.
 */
@DemarcTest
class EveryPageTest extends InABrowser {

  private static final boolean ALL = Boolean.getBoolean("demarc.screenshots");
  private static final Path PICTURES = Path.of("target", "screenshots");

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

  @Test
  void every_page_keeps_nobody_out_and_fits_a_telephone() {
    form.change(true, "Example Corp abuse desk", Actor.ENGINE);
    var pages = pages();
    for (var screen : SCREENS) {
      open(screen.scheme());
      signIn("/settings/account");
      page.setViewportSize(screen.width(), screen.height());
      int at = SCREENS.indexOf(screen);
      for (var one : pages.entrySet()) {
        if (ALL || at++ % SCREENS.size() == 0) {
          look(one.getKey(), one.getValue(), screen);
        }
      }
      page.context().close();
    }
    complaints.removeIf(complaint -> complaint.contains("404"));
    form.change(false, "Example Corp abuse desk", Actor.ENGINE);
    open(ColorScheme.LIGHT);
  }

  private void look(String name, String path, Screen screen) {
    page.navigate(path);
    if (ALL) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve(screen.name(name)))
              .setFullPage(true));
    }
    var found =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(v -> "serious".equals(v.getImpact()) || "critical".equals(v.getImpact()))
                .map(v -> v.getId() + " at " + v.getNodes().get(0).getTarget())
                .toList();
    assertThat(found).as(name + " in " + screen).isEmpty();
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .as("width of " + name + " in " + screen)
        .isLessThanOrEqualTo(screen.width());
  }

  /** Each by the name of its picture. */
  private static Map<String, String> pages() {
    var title = "Spam from one of your addresses " + UUID.randomUUID();
    var filed = submit(Map.of("title", title, "description", "Spam in great numbers."));
    String key = filed.path("caseKey");
    String report = filed.path("reportId");
    var policy = draft();
    var pages = new LinkedHashMap<String, String>();
    pages.put("queue", "/");
    pages.put("case", "/cases/" + key);
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
    pages.put("stuck", "/stuck");
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
    pages.put("samples", "/settings/samples");
    pages.put("report-abuse", "/report-abuse");
    pages.put("report-status", reported());
    pages.put("not-found", "/cases/DM-2026-999999");
    var only = System.getProperty("demarc.pages");
    if (only != null) {
      pages.keySet().retainAll(List.of(only.split(",")));
    }
    return pages;
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
