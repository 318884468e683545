package dev.demarc.desk;

import static dev.demarc.Api.client;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.MailRelayResource;
import dev.demarc.desk.Desk.Filed;
import dev.demarc.desk.Desk.Sent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A desk's whole day through the API: more than twenty reports of as many formats, from their
 * arrival to cases that are closed with an outcome, and every mail that goes out meanwhile.
 */
@DemarcTest
class DeskDayTest {

  private static final String CUSTOMER_TEAM = "customer-security@demarc.example";
  private static final String AWS_TEAM = "aws-liaison@demarc.example";
  private static final String ABUSE_DESK = "abuse-desk@demarc.example";

  @Inject Desk desk;

  private final String today = UUID.randomUUID().toString().substring(0, 8);

  /** Somebody whose mail server vouches for her, and who is answered. */
  private final String ada = "ada@" + today + ".example";

  private final String scanner = Api.freshAddress();
  private final String spammer = Api.freshAddress();
  private final String instance = "i-0" + today + "0000000";
  private final String account = "" + (100_000_000_000L + System.nanoTime() % 800_000_000_000L);

  /** All of the day, as they came. */
  private final List<Filed> reports = new ArrayList<>();

  /** The cases by the names that this story gives them. */
  private final Map<String, String> cases = new LinkedHashMap<>();

  @Test
  void a_day_from_the_first_report_to_an_empty_desk() {
    reportsComeInByApi();
    reportsComeInByMail();
    thoseAboutTheSameAreOneCase();
    nothingThatNobodyHasToDoBecomesACase();
    noticesOfNoMatterGoFirst();
    whatTheEngineReadWronglyIsDecidedOtherwise();
    aPartWaitsForTheCustomerUntilATime();
    twoCasesOfOneSpammerAreMerged();
    theReporterIsAskedAndAnswers();
    aCaseIsClosedByMistakeAndTakenBack();
    whatWasSetAsideIsPutOnItsCaseByHand();
    nobodyWorksOnOneUntilItIsOverdue();
    theWaitHasEndedByItself();
    whatWasOverIsBack();
    theRestIsClosed();

    nothingIsOpen();
    everyReportIsInACaseOrSetAsideForAReason();
    everyCaseEndedAsItWasDecided();
    everyTimelineIsAsItWasWritten();
    everyMailWentThatHadToAndNoOther();
  }

  private String of(String name) {
    return cases.get(name);
  }

  private void arrives(String name, Filed report) {
    reports.add(report);
    if (name != null) {
      cases.putIfAbsent(name, report.caseKey());
    }
  }

  private void reportsComeInByApi() {
    arrives(
        "scan",
        desk.posts(Sample.of("demarc/form.json").about(scanner).ofInstance(instance + "0")));
    arrives("logins", desk.posts(Sample.of("xarf-v4/login-attack.json")));
    arrives("old-xarf", desk.posts(Sample.of("xarf-v3/port-scan.json")));
    arrives("mining", desk.posts(Sample.of("guardduty/event.json").ofInstance(instance + "1")));
    arrives("bucket", desk.posts(Sample.of("asff/finding.json").inAccount(account)));
    arrives("health", desk.posts(Sample.of("aws-health/abuse.json").ofInstance(instance + "2")));
    arrives("list", desk.posts(Sample.of("csv/row.csv")));
    arrives("check", desk.posts(Sample.of("prowler/v5-fail.csv").inAccount(account)));
    arrives("ocsf", desk.posts(Sample.of("ocsf/detection.json").ofInstance(instance + "3")));
  }

  /** All at once: a mail server waits for no other's report to be read. */
  private void reportsComeInByMail() {
    var mails = new LinkedHashMap<String, Sent>();
    mails.put(
        "ada",
        desk.mails(
            ada, Sample.of("mail/free-words.eml").with("ada@example.org", ada).provedFor(ada)));
    mails.put(
        "spam", desk.mails("feedback@mail.example", Sample.of("arf/abuse.eml").about(spammer)));
    mails.put("spamcop", desk.mails("x@reports.spamcop.net", Sample.of("spamcop/report.eml")));
    mails.put("xarf", desk.mails("abuse@example.org", Sample.of("xarf-v4/mail.eml")));
    mails.put("jmrp", desk.mails("staff@hotmail.com", Sample.of("jmrp/complaint.eml")));
    mails.put("ban", desk.mails("fail2ban@server.example", Sample.of("fail2ban/banned.eml")));
    mails.put("film", desk.mails("notices@rights.example", Sample.of("acns/notice.eml")));
    mails.put(
        "honeypot", desk.mails("abuse@honeypot.example", Sample.of("x-arf/login-attack.eml")));
    mails.put(
        "resolver",
        desk.mails(
            "autoreports@shadowserver.org",
            Sample.of("shadowserver/open-dns.eml").with("192.0.2.11", Api.freshAddress())));
    mails.put(
        "browsing",
        desk.mails(
            "noreply@browsing.example",
            Sample.of("safe-browsing/list.eml")
                .with("203.0.113.118", Api.freshAddress())
                .with("203.0.113.119", Api.freshAddress())
                .with("parcels-eleven.com", "parcels-" + today + ".com")));
    mails.put(
        "aws",
        desk.mails(
            "ec2-abuse@amazon.com",
            Sample.of("aws-notice/abuse.eml")
                .ofInstance(instance + "4")
                .with("mx.example.com", "mx.demarc.example")));
    mails.put("dmarc", desk.mails("dmarc@receiver.example", Sample.of("dmarc/report.eml")));
    mails.forEach((name, mail) -> arrives(name.equals("dmarc") ? null : name, desk.filed(mail)));
  }

  private void thoseAboutTheSameAreOneCase() {
    var again = desk.posts(Sample.of("csv/row.csv").about(scanner));
    reports.add(again);
    assertThat(again.joined()).isTrue();
    assertThat(again.caseKey()).isEqualTo(of("scan"));
    var more =
        desk.filed(desk.mails("feedback@mail.example", Sample.of("arf/abuse.eml").about(spammer)));
    reports.add(more);
    assertThat(more.caseKey()).isEqualTo(of("spam"));
    assertThat(desk.read(of("scan")).getInt("reportCount")).isEqualTo(2);
    assertThat(desk.read(of("spam")).getInt("reportCount")).isEqualTo(2);
  }

  private void nothingThatNobodyHasToDoBecomesACase() {
    assertThat(reports)
        .filteredOn(report -> report.caseKey() == null)
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.file()).isEqualTo("dmarc/report.eml");
              assertThat(report.setAside()).isNotBlank();
            });
  }

  private void noticesOfNoMatterGoFirst() {
    desk.close(of("film"), Map.of("outcome", "not-ours", "reason", "hosted-elsewhere"));
    desk.close(of("ban"), Map.of("outcome", "false-report", "reason", "ordinary-traffic"));
  }

  private void whatTheEngineReadWronglyIsDecidedOtherwise() {
    assertThat(desk.read(of("bucket")).getString("responsibility")).isEqualTo("CUSTOMER");
    desk.post(
            of("bucket"),
            "assessments",
            Map.of("responsibility", "AWS", "reason", "A fault of the service opened it"))
        .statusCode(200)
        .body("assessment.madeBy", is("person"))
        .body("engineAssessment.responsibility", is("CUSTOMER"))
        .body("workItems.find { it.side == 'aws' }.status", is("new"))
        .body("workItems.find { it.side == 'customer' }.status", is("withdrawn"));
  }

  private void aPartWaitsForTheCustomerUntilATime() {
    desk.change(of("logins"), Map.of("assignee", "admin", "status", "in-progress"));
    var until = Instant.now().plusSeconds(1);
    desk.change(
            of("logins"),
            Map.of("status", "waiting", "waitingOn", "customer", "waitingUntil", until.toString()))
        .body("workStatus", is("waiting"));
  }

  private void twoCasesOfOneSpammerAreMerged() {
    desk.post(of("spamcop"), "merge", Map.of("into", of("spam"))).statusCode(200);
    assertThat(desk.read(of("spamcop")).getString("mergedInto")).isEqualTo(of("spam"));
    assertThat(desk.read(of("spam")).getInt("reportCount")).isEqualTo(3);
    assertThat(desk.found(of("spamcop"))).contains(of("spam"));
  }

  private void theReporterIsAskedAndAnswers() {
    desk.change(of("ada"), Map.of("status", "waiting", "waitingOn", "reporter"));
    desk.post(
            of("ada"),
            "notes",
            Map.of("body", "Which port was it, and when?", "visibility", "reporter"))
        .statusCode(201);
    var question =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> MailRelayResource.mailsTo(ada), mails -> mails.size() == 2)
            .get(1);
    var answer = Sample.answer(ada, question, "Port 22, all night.").provedFor(ada);
    var filed = desk.filed(desk.mails(ada, answer));
    reports.add(filed);
    assertThat(filed.caseKey()).isEqualTo(of("ada"));
    assertThat(desk.kinds(of("ada"))).contains("reply", "wait-ended");
    assertThat(desk.read(of("ada")).getString("workStatus")).isEqualTo("in-progress");
  }

  private void aCaseIsClosedByMistakeAndTakenBack() {
    desk.close(of("check"), "accepted");
    desk.takeBackTheLast(of("check"));
    assertThat(desk.read(of("check")).getString("status")).isEqualTo("open");
    assertThat(desk.kinds(of("check"))).contains("closed", "undone");
  }

  private void whatWasSetAsideIsPutOnItsCaseByHand() {
    var passed = desk.posts(Sample.of("prowler/v5-pass.csv").inAccount(account));
    reports.add(passed);
    client()
        .get("/api/v1/set-aside-reports")
        .then()
        .statusCode(200)
        .body("items.find { it.id == '" + passed.id() + "' }.setAside", is(passed.setAside()));
    desk.post(
            of("check"),
            "reports",
            Map.of("report", passed.id(), "reason", "the check after it was closed"))
        .statusCode(200)
        .body("reportCount", is(2));
  }

  private void nobodyWorksOnOneUntilItIsOverdue() {
    desk.isOverdueBy(Duration.ofSeconds(1), of("mining"));
    desk.isOverdueBy(Duration.ofHours(2), of("mining"));
    assertThat(desk.kinds(of("mining"))).contains("clock-missed", "escalated");
    desk.change(of("mining"), Map.of("assignee", "admin", "status", "in-progress"));
  }

  private void theWaitHasEndedByItself() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> desk.kinds(of("logins")).contains("wait-ended"));
    assertThat(desk.read(of("logins")).getString("workStatus")).isEqualTo("in-progress");
  }

  private void whatWasOverIsBack() {
    desk.close(of("scan"), "fixed");
    var back = desk.posts(Sample.of("demarc/form.json").about(scanner).ofInstance(instance + "0"));
    arrives("back", back);
    desk.post(of("back"), "notes", Map.of("body", "It was cleaned and attacked again."))
        .statusCode(201);
    client()
        .get("/api/v1/cases/" + of("back"))
        .then()
        .body("marks.regressedAt", notNullValue())
        .body("status", is("open"));
    assertThat(desk.found("is:regressed " + scanner)).containsExactly(of("back"));
  }

  private void theRestIsClosed() {
    decided().forEach((name, outcome) -> desk.close(of(name), outcome));
  }

  /** Besides those that were closed on the way. */
  private static Map<String, String> decided() {
    return Map.ofEntries(
        Map.entry("back", "fixed"),
        Map.entry("logins", "fixed"),
        Map.entry("old-xarf", "not-reproducible"),
        Map.entry("mining", "fixed"),
        Map.entry("bucket", "fixed"),
        Map.entry("health", "fixed"),
        Map.entry("list", "no-action"),
        Map.entry("check", "fixed"),
        Map.entry("ocsf", "accepted"),
        Map.entry("ada", "fixed"),
        Map.entry("spam", "fixed"),
        Map.entry("xarf", "fixed"),
        Map.entry("jmrp", "no-action"),
        Map.entry("honeypot", "fixed"),
        Map.entry("resolver", "fixed"),
        Map.entry("browsing", "not-reproducible"),
        Map.entry("aws", "fixed"));
  }

  private void nothingIsOpen() {
    assertThat(reports).hasSizeGreaterThan(20);
    for (var key : cases.values()) {
      var read = desk.read(key);
      assertThat(read.getString("status")).as(key).isIn("closed", "merged");
      assertThat(read.getList("workItems.status"))
          .as(key)
          .isSubsetOf("resolved", "closed", "withdrawn");
    }
  }

  private void everyReportIsInACaseOrSetAsideForAReason() {
    for (var report : reports) {
      var now = client().get("/api/v1/reports/" + report.id()).jsonPath();
      var key = now.getString("caseKey");
      assertThat(key == null ? now.getString("setAside") : key).as(report.file()).isNotBlank();
      assertThat(key == null || cases.containsValue(key)).as(report.file()).isTrue();
    }
  }

  private void everyCaseEndedAsItWasDecided() {
    var outcomes = new LinkedHashMap<>(decided());
    outcomes.put("film", "not-ours");
    outcomes.put("ban", "false-report");
    outcomes.put("scan", "fixed");
    outcomes.put("spamcop", null);
    assertThat(outcomes.keySet()).isEqualTo(cases.keySet());
    outcomes.forEach(
        (name, outcome) ->
            assertThat(desk.read(of(name)).getString("outcome")).as(name).isEqualTo(outcome));
  }

  private void everyTimelineIsAsItWasWritten() {
    for (var key : cases.values()) {
      client()
          .queryParam("case", key)
          .get("/api/v1/timeline-verification")
          .then()
          .statusCode(200)
          .body("flaws", empty());
    }
  }

  private void everyMailWentThatHadToAndNoOther() {
    var wanted = new TreeMap<String, List<String>>();
    cases.keySet().forEach(name -> wanted.put(name, List.of("work-item to " + CUSTOMER_TEAM)));
    wanted.put("check", List.of("work-item to " + ABUSE_DESK));
    wanted.put(
        "bucket",
        List.of(
            "work-item to " + AWS_TEAM,
            "work-item to " + CUSTOMER_TEAM,
            "work-withdrawn to " + CUSTOMER_TEAM));
    wanted.put(
        "mining",
        List.of(
            "clock to " + CUSTOMER_TEAM,
            "clock to " + CUSTOMER_TEAM,
            "work-item to " + CUSTOMER_TEAM));
    // the question, and what became of it
    wanted.put(
        "ada",
        List.of(
            "acknowledgement to " + ada,
            "note to " + ada,
            "note to " + ada,
            "work-item to " + CUSTOMER_TEAM));
    // who asked for an answer and is proved to be who they say
    wanted.put("aws", List.of("note to ec2-abuse@amazon.com", "work-item to " + CUSTOMER_TEAM));
    assertThat(desk.mailsAbout(cases)).isEqualTo(wanted);
    assertThat(MailRelayResource.mailsTo(ada)).hasSize(3);
  }
}
