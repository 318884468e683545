package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was typed in a form of the settings survives what happens to the session. */
@DemarcTest
class TypedInFormsTest extends InABrowser {

  private static final String FORM = "/settings/mailboxes";

  @Inject DataSource database;

  private String person;

  @BeforeEach
  void add() {
    person = ConsoleSession.newPerson("administrator");
  }

  private void signInAs(String username) {
    page.getByLabel("Name").fill(username);
    page.getByLabel("Password").fill(ConsoleSession.PASSWORD);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
    page.waitForLoadState();
  }

  private void endSession() throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "delete from session where person_id = (select id from person where username ="
                    + " ?)")) {
      statement.setString(1, person);
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  private void type() {
    field("name").fill("desk-" + person);
    field("host").fill("imap.harbour.example");
    field("password").fill("not to be kept");
  }

  private Locator field(String name) {
    return page.locator("main form [name='" + name + "']").first();
  }

  private void send() {
    page.locator("main form:has([name='host']) button").last().click();
  }

  /** All that the tab keeps. */
  private String kept() {
    return (String) page.evaluate("JSON.stringify(sessionStorage)");
  }

  @Test
  void after_the_session_ended_it_is_there_again_and_no_password_is() throws SQLException {
    page.navigate(FORM);
    signInAs(person);
    type();
    endSession();
    // what is required is typed, and sent while nobody is signed in
    page.evaluate(
        "document.querySelectorAll('main form').forEach((form) => form.noValidate = true)");
    send();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your session had ended");
    assertThat(kept()).contains("imap.harbour.example").doesNotContain("not to be kept");
    signInAs(person);
    assertThat(page).hasURL(Pattern.compile(".*" + FORM));
    assertThat(field("host")).hasValue("imap.harbour.example");
    assertThat(field("name")).hasValue("desk-" + person);
    assertThat(field("password")).hasValue("");
    assertThat(page.locator("#toast")).containsText("What you had typed here is back.");
    page.locator("#toast").getByText("Drop it").click();
    assertThat(field("host")).hasValue("");
    page.reload();
    assertThat(field("host")).hasValue("");
  }

  @Test
  void an_open_page_says_by_itself_that_the_session_has_ended() throws SQLException {
    page.navigate(FORM);
    signInAs(person);
    page.waitForFunction("() => performance.getEntriesByType('resource').length > 0");
    endSession();
    assertThat(page.locator("#toast"))
        .containsText(
            "Your session has ended",
            new LocatorAssertions.ContainsTextOptions().setTimeout(15000));
    page.locator("#toast").getByText("Sign in again").click();
    signInAs(person);
    assertThat(page).hasURL(Pattern.compile(".*" + FORM));
  }

  @Test
  void whoever_signs_in_next_in_the_tab_finds_nothing_of_it() throws SQLException {
    page.navigate(FORM);
    signInAs(person);
    type();
    page.waitForFunction("() => JSON.stringify(sessionStorage).includes('harbour')");
    endSession();
    page.navigate(FORM);
    signInAs(ConsoleSession.newPerson("administrator"));
    assertThat(page).hasURL(Pattern.compile(".*" + FORM));
    assertThat(field("host")).hasValue("");
    assertThat(kept()).doesNotContain("harbour");
  }

  @Test
  void a_reload_keeps_it_in_its_own_form_and_what_was_taken_does_not_come_back() {
    page.navigate("/settings/outcomes");
    signInAs(person);
    var added = page.locator("main section form");
    var slug = "o" + person.substring(1);
    added.locator("[name='slug']").fill(slug);
    added.locator("[name='words']").fill("We have handed it over.");
    page.waitForFunction("() => JSON.stringify(sessionStorage).includes('handed it over')");
    page.reload();
    assertThat(added.locator("[name='words']")).hasValue("We have handed it over.");
    assertThat(page.locator("main table [name='words']").first())
        .not()
        .hasValue("We have handed it over.");
    added.locator("[name='name']").fill("Handed over");
    added.getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("main table")).containsText(slug);
    page.navigate("/settings/outcomes");
    assertThat(added.locator("[name='words']")).hasValue("");
    assertThat(page.locator("#toast")).isHidden();
  }

  @Test
  void a_form_that_was_refused_is_kept_too_and_come_back_to_at_its_own_page() throws SQLException {
    page.navigate("/settings/clocks/policies/new");
    signInAs(person);
    page.locator("main [name='slug']").fill("p-" + person);
    page.evaluate(
        "document.querySelectorAll('main form').forEach((form) => form.noValidate = true)");
    page.locator("main form button").first().click();
    assertThat(page.locator("main .problem, main [role='alert']").first()).isVisible();
    page.locator("main [name='name']").fill("Night desk");
    endSession();
    page.evaluate(
        "document.querySelectorAll('main form').forEach((form) => form.noValidate = true)");
    page.locator("main form button").first().click();
    signInAs(person);
    assertThat(page.locator("main [name='name']")).hasValue("Night desk");
    assertThat(page.locator("main [name='slug']")).hasValue("p-" + person);
    // what is refused is told by the browser, too
    complaints.removeIf(told -> told.contains("422"));
  }
}
