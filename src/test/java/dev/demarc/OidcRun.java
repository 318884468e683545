package dev.demarc;

import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Signs people in by a real Keycloak in a real browser, and says what was right. See bench/oidc.
 */
final class OidcRun {

  private final Keycloak keycloak;
  private final RunningDemarc demarc;
  private final Browser browser;
  private int wrong;

  private OidcRun(Keycloak keycloak, RunningDemarc demarc, Browser browser) {
    this.keycloak = keycloak;
    this.demarc = demarc;
    this.browser = browser;
  }

  public static void main(String[] args) throws Exception {
    int wrong;
    try (var keycloak = new Keycloak(Path.of(args[0]));
        var demarc = start(keycloak);
        var playwright = Playwright.create();
        var browser = playwright.chromium().launch(options())) {
      var run = new OidcRun(keycloak, demarc, browser);
      run.walk();
      wrong = run.wrong;
    }
    System.out.println(wrong == 0 ? "all right" : wrong + " wrong");
    System.exit(wrong == 0 ? 0 : 1);
  }

  private static RunningDemarc start(Keycloak keycloak) throws Exception {
    return RunningDemarc.start(
        Files.createTempDirectory("demarc-oidc-"),
        "-Ddemarc.oidc.issuer=" + keycloak.issuer(),
        "-Ddemarc.oidc.client-id=" + Keycloak.CLIENT,
        "-Ddemarc.oidc.client-secret=" + Keycloak.SECRET,
        "-Ddemarc.oidc.name=Keycloak",
        "-Ddemarc.oidc.roles.administrator=demarc-administrators",
        "-Ddemarc.oidc.roles.lead=demarc-leads",
        "-Ddemarc.oidc.roles.analyst=demarc-analysts");
  }

  private static BrowserType.LaunchOptions options() {
    var configured = System.getenv("DEMARC_TEST_BROWSER");
    return new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of(configured == null ? "/usr/bin/chromium" : configured))
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"));
  }

  private void walk() throws Exception {
    beforeKeycloakIsThere();
    keycloak.start();
    rolesAndPeople();
    changes();
    leaving();
    keycloak.close();
    afterKeycloakIsGone();
  }

  private void row(String what, Callable<Boolean> isRight) {
    String outcome;
    try {
      outcome = isRight.call() ? "right" : "WRONG";
    } catch (Exception | AssertionError e) {
      outcome = "WRONG (" + e.getClass().getSimpleName() + ": " + firstLine(e) + ")";
    }
    if (!outcome.equals("right")) {
      wrong++;
    }
    System.out.printf("%-78s %s%n", what, outcome);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private boolean isReady() {
    return RestAssured.get(demarc.url() + "/q/health/ready").statusCode() == 200;
  }

  private Page open(String path) {
    var options = new Browser.NewContextOptions().setBaseURL(demarc.url());
    var page = browser.newContext(options).newPage();
    page.setDefaultTimeout(10_000);
    page.navigate(path);
    return page;
  }

  private static boolean says(Page page, String text) {
    return page.locator("body").innerText().contains(text);
  }

  private static void click(Page page, String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
  }

  /** From Demarc's own page, in a browser that is new to both. */
  private Page signIn(String username) {
    return signIn(open("/settings/account"), username);
  }

  private Page signIn(Page page, String username) {
    click(page, "Sign in by Keycloak");
    page.fill("#username", username);
    page.fill("#password", Keycloak.PASSWORD);
    page.click("#kc-login");
    page.waitForURL(address -> address.startsWith(demarc.url()));
    return page;
  }

  private Page signInWithPassword(String username, String password) {
    var page = open("/settings/people");
    page.fill("input[name=username]", username);
    page.fill("input[name=password]", password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    return page;
  }

  private void beforeKeycloakIsThere() {
    row("Demarc starts and is ready while Keycloak is not there", this::isReady);
    row("whoever goes there is told that it does not answer", this::isToldThatItIsAway);
    row("the first administrator signs in with the password meanwhile", this::localSignInWorks);
  }

  private boolean isToldThatItIsAway() {
    var page = open("/sign-in");
    click(page, "Sign in by Keycloak");
    return page.url().startsWith(demarc.url()) && says(page, "does not answer");
  }

  private boolean localSignInWorks() {
    return says(signInWithPassword("admin", RunningDemarc.PASSWORD), "Who may sign in");
  }

  private void rolesAndPeople() {
    row(
        "an analyst is made at the first sign-in, and led to the page wanted",
        () -> {
          var page = signIn("ann");
          return page.url().endsWith("/settings/account") && says(page, "You sign in by");
        });
    row(
        "who is no administrator there is none here",
        () -> {
          var page = signIn("ann");
          return page.navigate("/settings/people").status() == 403;
        });
    row(
        "an administrator there is one here, and sees the others",
        () -> {
          var page = signIn("ada");
          page.navigate("/settings/people");
          return says(page, "Ann Alyst") && role(page, "ann").startsWith("analyst");
        });
    row(
        "who has no role is refused, told why, and not made",
        () -> {
          var page = signIn("nora");
          boolean told = says(page, "you have no role in Demarc");
          var administrator = signIn("ada");
          administrator.navigate("/settings/people");
          return told && !says(administrator, "Nora Body");
        });
    row(
        "who is called admin there is not the admin of here",
        () -> {
          signIn("admin");
          var administrator = signIn("ada");
          administrator.navigate("/settings/people");
          return role(administrator, "admin").equals("administrator")
              && role(administrator, "admin-2").startsWith("analyst");
        });
    row(
        "no cookie of the extension is left behind",
        () ->
            signIn("ann").context().cookies(demarc.url()).stream()
                .noneMatch(cookie -> cookie.name.startsWith("q_")));
    row(
        "an access token of Keycloak's opens neither API nor console",
        () -> {
          var token = keycloak.accessToken("ada");
          return token != null
              && status("/api/v1/cases", token) == 401
              && status("/settings/people", token) == 303;
        });
  }

  private static String role(Page people, String username) {
    return people
        .locator("tr:has(a[href='/settings/people/" + username + "']) td[data-label=Role]")
        .innerText();
  }

  private int status(String path, String token) {
    return given()
        .redirects()
        .follow(false)
        .header("Authorization", "Bearer " + token)
        .get(demarc.url() + path)
        .statusCode();
  }

  private void changes() {
    row(
        "a role that was changed there is changed at the next sign-in",
        () -> {
          keycloak.changeRole("ann", "demarc-analysts", "demarc-leads");
          signIn("ann");
          var administrator = signIn("ada");
          administrator.navigate("/settings/people");
          return role(administrator, "ann").startsWith("lead");
        });
    row(
        "whoever is deactivated here is signed out and refused",
        () -> {
          var ann = signIn("ann");
          var administrator = signIn("ada");
          administrator.navigate("/settings/people/ann");
          administrator
              .locator("summary", new Page.LocatorOptions().setHasText("Deactivate"))
              .click();
          administrator
              .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Yes, deactivate"))
              .click();
          ann.navigate("/settings/account");
          return ann.url().contains("/sign-in") && says(signIn("ann"), "You are deactivated");
        });
    row(
        "the audit log has sign-ins, changes and refusals",
        () -> {
          var administrator = signIn("ada");
          administrator.navigate("/settings/audit");
          return List.of("analyst to lead", "without a role: nora", "deactivated").stream()
              .allMatch(words -> says(administrator, words));
        });
  }

  private void leaving() {
    row(
        "signing out here and there asks for the password again",
        () -> {
          var page = signIn("ada");
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
          click(page, "sign out there too");
          page.click("#kc-logout");
          page.waitForURL(address -> address.startsWith(demarc.url()));
          click(page, "Sign in by Keycloak");
          page.waitForSelector("#password");
          return true;
        });
    row(
        "signing out here alone leaves the session there",
        () -> {
          var page = signIn("ada");
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
          click(page, "Sign in by Keycloak");
          page.waitForURL(address -> address.startsWith(demarc.url()));
          return !page.url().contains("/sign-in");
        });
  }

  private void afterKeycloakIsGone() {
    row("Demarc is ready after Keycloak has gone", this::isReady);
    row("who has a password signs in still", this::localSignInWorks);
    row(
        "an answer that cannot be checked signs nobody in",
        () -> {
          var answer =
              given()
                  .redirects()
                  .follow(false)
                  .cookies(Map.of("q_auth_demarc_x", "x"))
                  .get(demarc.url() + "/sign-in/oidc?code=a&state=x");
          return answer.statusCode() == 303
              && answer.header("Location").contains("/sign-in?why=failed");
        });
  }
}
