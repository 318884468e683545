package dev.demarc.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.MailRelayResource;
import dev.demarc.desk.Desk;
import dev.demarc.desk.Sample;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A desk's day by the pages alone, from the first report to an empty desk. */
@DemarcTest
class DeskDayInTheConsoleTest extends InABrowser {

  @Inject Desk desk;

  private final String today = UUID.randomUUID().toString().substring(0, 8);
  private final String ada = "ada@" + today + ".example";
  private final String account = "" + (100_000_000_000L + System.nanoTime() % 800_000_000_000L);
  private final String scanner = Api.freshAddress();

  /** The cases by the names that this story gives them. */
  private final Map<String, String> cases = new LinkedHashMap<>();

  @Test
  void a_day_from_the_first_report_to_an_empty_desk() {
    reportsComeIn();
    signIn("/");
    whatACallerTellsIsTypedIn();
    noticesOfNoMatterGoByTwoKeys();
    whatTheEngineReadWronglyIsDecidedOtherwise();
    aPartWaitsUntilTheyAnswer();
    twoCasesAreMergedFromTheQueue();
    theReporterIsAskedAndAnswers();
    aCaseIsClosedByMistakeAndTakenBack();
    oneIsOverdueAndItsPageSaysWhoWasTold();
    whatWasSetAsideIsPutOnACase();
    whatWasOverIsBack();
    theRestIsClosedTogether();
    nothingIsOpen();
  }

  private void reportsComeIn() {
    var mailed =
        Map.of(
            "film",
            desk.mails("notices@rights.example", Sample.of("acns/notice.eml")),
            "ban",
            desk.mails("fail2ban@server.example", Sample.of("fail2ban/banned.eml")),
            "ada",
            desk.mails(
                ada, Sample.of("mail/free-words.eml").with("ada@example.org", ada).provedFor(ada)));
    for (var name : new String[] {"scan", "logins", "mining", "bucket", "spam", "spam too"}) {
      var sample =
          switch (name) {
            case "scan" -> Sample.of("demarc/form.json").about(scanner);
            case "logins" -> Sample.of("xarf-v4/login-attack.json");
            case "mining" ->
                Sample.of("guardduty/event.json").ofInstance("i-0" + today + "00000000");
            case "bucket" -> Sample.of("asff/finding.json").inAccount(account);
            default -> Sample.of("xarf-v3/port-scan.json");
          };
      cases.put(name, desk.posts(sample).caseKey());
    }
    mailed.forEach((name, mail) -> cases.put(name, desk.filed(mail).caseKey()));
  }

  private void see(String name) {
    page.navigate("/cases/" + cases.get(name));
    page.waitForLoadState();
  }

  private void press(String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
  }

  private void unfold(String summary) {
    page.locator("summary", new Page.LocatorOptions().setHasText(summary)).first().click();
  }

  private Locator facts() {
    return page.locator(".case-facts");
  }

  private void whatACallerTellsIsTypedIn() {
    page.navigate("/reports/new");
    page.getByLabel("Title").fill("A caller's site serves malware");
    page.getByLabel("What happened").fill("The EC2 instance was compromised; its owner called.");
    page.getByLabel("Sources").fill(Api.freshAddress());
    button("File the report").click();
    page.waitForURL("**/cases/DM-*");
    cases.put("call", page.url().replaceFirst(".*/", ""));
  }

  private void noticesOfNoMatterGoByTwoKeys() {
    see("film");
    press("u", "2");
    assertThat(facts()).containsText("closed as not ours");
    see("ban");
    press("f", "1");
    assertThat(facts()).containsText("closed as false report: no evidence");
  }

  private void whatTheEngineReadWronglyIsDecidedOtherwise() {
    see("bucket");
    unfold("Decide otherwise");
    page.locator("#decide [name=responsibility][value=AWS]").check();
    page.locator("#decide [name=reason]").fill("A fault of the service opened it");
    button("Decide").click();
    assertThat(page.locator(".item.aws")).containsText("AWS liaison");
    assertThat(page.locator("#line")).containsText("The engine had read it as customer");
  }

  private void aPartWaitsUntilTheyAnswer() {
    see("logins");
    press("a");
    assertThat(page.locator(".item")).containsText("In progress");
    unfold("Wait…");
    page.locator("[name=waitingOn]").selectOption("customer");
    button("Wait").click();
    assertThat(facts()).containsText("The customer");
    unfold("They answered");
    page.locator("[action$=received-answers] [name=body]").fill("It is patched.");
    button("Note it and go on").click();
    assertThat(page.locator(".item")).containsText("In progress");
  }

  private void twoCasesAreMergedFromTheQueue() {
    page.navigate("/?f=case:" + cases.get("spam") + "," + cases.get("spam too"));
    page.waitForLoadState();
    assertThat(page.locator("tr[data-href]")).hasCount(2);
    press("Control+a");
    assertThat(page.locator("[data-picked]")).hasText("2 selected");
    page.locator("#picked [formaction='/merges/preview']").click();
    assertThat(page.locator("main")).containsText("which has 2 reports then");
    page.getByRole(AriaRole.BUTTON, named("Merge")).first().click();
    assertThat(page.locator("main")).containsText("went into");
  }

  private void theReporterIsAskedAndAnswers() {
    see("ada");
    press("r");
    page.keyboard().type("Which port was it, and when?");
    button("Send and wait for an answer").click();
    assertThat(facts()).containsText("The reporter");
    var question =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> MailRelayResource.mailsTo(ada), mails -> mails.size() == 2)
            .get(1);
    desk.mails(ada, Sample.answer(ada, question, "Port 22, all night.").provedFor(ada));
    // it comes in by itself
    assertThat(page.locator(".events")).containsText("Port 22, all night.");
    assertThat(page.locator(".item")).containsText("In progress");
  }

  private void aCaseIsClosedByMistakeAndTakenBack() {
    see("call");
    press("c", "1");
    assertThat(facts()).containsText("closed as");
    press("z");
    assertThat(facts()).containsText("nobody");
  }

  private void oneIsOverdueAndItsPageSaysWhoWasTold() {
    desk.isOverdueBy(Duration.ofSeconds(1), cases.get("mining"));
    desk.isOverdueBy(Duration.ofHours(2), cases.get("mining"));
    see("mining");
    assertThat(page.locator(".events")).containsText("escalated the clock");
  }

  private void whatWasSetAsideIsPutOnACase() {
    desk.posts(Sample.of("prowler/v5-pass.csv").inAccount(account));
    page.getByRole(AriaRole.LINK, named("Set aside")).click();
    unfold("Put it on a case");
    page.locator("[action$='/case'] [name=key]").first().fill(cases.get("bucket"));
    page.locator("[action$='/case'] [name=reason]").first().fill("the check of that bucket");
    button("Put it there").first().click();
    page.waitForURL("**/cases/" + cases.get("bucket"));
    assertThat(facts().locator("a[href$='/all/reports']")).hasText("2");
  }

  private void whatWasOverIsBack() {
    see("scan");
    press("c", "1");
    assertThat(facts()).containsText("closed as fixed");
    cases.put("back", desk.posts(Sample.of("demarc/form.json").about(scanner)).caseKey());
    see("back");
    assertThat(page.locator("#head")).containsText("This matter came back");
  }

  private void theRestIsClosedTogether() {
    page.navigate("/?f=status:open+case:" + String.join(",", cases.values()));
    page.waitForLoadState();
    press("Control+a", "c");
    page.locator("#picked [name=outcome]").selectOption("fixed");
    assertThat(page.locator("[data-effect=close]")).containsText("7 cases");
    button("Close them").click();
    assertThat(page.locator("#toast")).containsText("7 cases closed");
  }

  private void nothingIsOpen() {
    page.navigate("/?f=status:open+case:" + String.join(",", cases.values()));
    assertThat(page.locator("tr[data-href]")).hasCount(0);
    for (var key : cases.values()) {
      assertThat(desk.read(key).getString("status")).isIn("closed", "merged");
    }
    page.navigate("/outbox");
    assertThat(page.locator("table")).containsText("[" + cases.get("ada") + "]");
  }
}
