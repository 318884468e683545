package dev.demarc.console;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pages do without any script: plain forms and links. */
@DemarcTest
class WorkingInTheConsoleTest {

  private ConsoleSession session;

  @BeforeEach
  void signIn() {
    session = ConsoleSession.ofAdministrator();
  }

  @Test
  void selected_cases_are_changed_together() {
    var one = newCase();
    var two = newCase();
    session
        .form()
        .formParam("case", one + "@" + version(one), two + "@" + version(two))
        .formParam("do", "mine")
        .formParam("f", "status:open")
        .post("/work-items")
        .then()
        .statusCode(303)
        .header("Location", containsString("/?f=status%3Aopen"));
    for (var key : new String[] {one, two}) {
      getCase(key).then().body("workItems[0].assignee", is("admin"));
    }
  }

  @Test
  void a_selected_case_that_was_changed_meanwhile_does_not_hold_up_the_others() {
    var stale = newCase();
    var other = newCase();
    int seen = version(stale);
    session
        .form()
        .formParam("body", "changed")
        .formParam("visibility", "internal")
        .post("/cases/" + stale + "/notes");
    session
        .form()
        .formParam("case", stale + "@" + seen, other + "@" + version(other))
        .formParam("do", "waiting")
        .post("/work-items")
        .then()
        .statusCode(409)
        .body(containsString(stale + ": "))
        .body(containsString("changed meanwhile"));
    getCase(stale).then().body("workItems[0].status", is("new"));
    getCase(other).then().body("workItems[0].status", is("waiting"));
  }

  @Test
  void a_change_to_nothing_says_how_to_select() {
    session
        .form()
        .formParam("do", "mine")
        .post("/work-items")
        .then()
        .statusCode(409)
        .body(containsString("Select cases first"));
  }

  @Test
  void all_that_was_chosen_and_typed_survives_a_refusal() {
    var key = newCase();
    int seen = version(key);
    session.form().formParam("body", "changed").post("/cases/" + key + "/notes");
    var answer =
        session
            .form()
            .formParam("version", seen)
            .formParam("responsibility", "AWS")
            .formParam("service", "ECS on Fargate")
            .formParam("category", "host-fault")
            .formParam("layer", "host", "hardware")
            .formParam("reason", "half an hour of \"thinking\" <b>")
            .post("/cases/" + key + "/assessments");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.asString())
        .contains("value=\"AWS\" required checked")
        .contains("value=\"ECS on Fargate\"")
        .contains("value=\"host-fault\" selected")
        .contains("value=\"host\" checked")
        .contains("value=\"hardware\" checked")
        .doesNotContain("value=\"guest-os\" checked")
        .contains("half an hour of &quot;thinking&quot; &lt;b&gt;")
        .contains("changed meanwhile");
    getCase(key).then().body("responsibility", is("CUSTOMER"));
  }

  @Test
  void a_note_shows_whom_it_would_go_to_and_goes_to_the_ticked_only() {
    var claimed = "claimed-" + UUID.randomUUID() + "@x.example";
    var known = "known-" + UUID.randomUUID() + "@x.example";
    String key =
        Api.submit(
                Map.of(
                    "title",
                    "Scan from " + Api.freshAddress(),
                    "reporter",
                    Map.of("email", claimed)))
            .path("caseKey");
    Api.json().body(Map.of("address", known)).post("/api/v1/cases/" + key + "/participants");
    assertThat(session.page("/cases/" + key).asString())
        .contains("name=\"recipient\" value=\"" + known + "\" checked")
        .contains("name=\"recipient\" value=\"" + claimed + "\">")
        .contains("not proved");
    session
        .form()
        .formParam("body", "half an hour of writing")
        .formParam("visibility", "reporter")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(422)
        .body(containsString("choose whom to send it to"))
        .body(containsString("half an hour of writing"))
        .body(not(containsString("value=\"" + known + "\" checked")));
    session
        .form()
        .formParam("body", "for one")
        .formParam("recipient", claimed)
        .formParam("visibility", "reporter")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(303);
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.summary", org.hamcrest.Matchers.hasItem("wrote to " + claimed));
  }

  @Test
  void the_second_page_stays_the_second_page_when_it_is_loaded_again() {
    var word = "paged" + UUID.randomUUID().toString().replace("-", "");
    for (int i = 0; i < 51; i++) {
      newCase(word + " " + i + " from " + Api.freshAddress());
    }
    var first = session.page("/?f=" + word).asString();
    int at = first.indexOf("cursor=", first.indexOf("class=\"pages\"")) + "cursor=".length();
    var cursor = first.substring(at, first.indexOf('"', at));
    var second = session.page("/?f=" + word + "&cursor=" + cursor);
    second.then().statusCode(200).body(containsString("First page"));
    assertThat(second.asString().split("<tr id=\"row-")).hasSize(2);
  }

  @Test
  void a_service_of_several_words_can_be_filtered_by() {
    client()
        .contentType("application/json")
        .body(
            Map.of("title", "Flaw in the agent " + UUID.randomUUID(), "service", "Systems Manager"))
        .post("/api/v1/reports")
        .then()
        .statusCode(201);
    session
        .page("/?f=service:%22systems+manager%22")
        .then()
        .statusCode(200)
        .body(containsString("Systems Manager"));
  }

  @Test
  void looking_changes_nothing() {
    var key = newCase();
    int before = version(key);
    for (var path :
        new String[] {
          "/cases/" + key + "/notes",
          "/cases/" + key + "/closure",
          "/cases/" + key + "/assessments",
          "/cases/" + key + "/work-items/customer",
          "/work-items?case=" + key + "&do=done",
          "/samples?do=load",
          "/sign-out"
        }) {
      assertThat(session.page(path).statusCode()).as(path).isIn(404, 405);
    }
    assertThat(version(key)).isEqualTo(before);
    session.page("/").then().statusCode(200);
  }

  @Test
  void an_administrator_gives_a_new_password_and_an_analyst_may_not() {
    var name = "ana" + UUID.randomUUID().toString().substring(0, 8);
    session
        .form()
        .formParam("username", name)
        .formParam("role", "analyst")
        .formParam("password", "the first password")
        .post("/settings/people")
        .then()
        .statusCode(200);
    session
        .form()
        .formParam("password", "short")
        .post("/settings/people/" + name + "/password")
        .then()
        .statusCode(422);
    session
        .form()
        .formParam("password", "the second password")
        .post("/settings/people/" + name + "/password")
        .then()
        .statusCode(200)
        .body(containsString("new password"));
    session = ConsoleSession.signIn(name, "the second password");
    session.page("/settings").then().body(not(containsString("API keys")));
    session
        .form()
        .formParam("password", "a third password of it")
        .post("/settings/people/admin/password")
        .then()
        .statusCode(403)
        .contentType("text/html");
  }

  @Test
  void a_mail_shows_its_headers_unclickable() {
    var mail =
        "Received: from mx.evil.example by us\r\nFrom: Ana <ana@corp.example>\r\n"
            + "Subject: Spam from 203.0.113.99 <script>alert(1)</script>\r\nMessage-ID: <"
            + UUID.randomUUID()
            + "@corp.example>\r\n\r\nSee http://evil.example/\r\n";
    String id =
        client()
            .contentType("message/rfc822")
            .body(mail.getBytes())
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    session
        .page("/reports/" + id)
        .then()
        .statusCode(200)
        .body(containsString("Received: from mx[.]evil[.]example"))
        .body(containsString("hxxp://evil[.]example"))
        .body(not(containsString("<script>alert")))
        .body(not(containsString("http://evil")));
    session
        .page("/reports/" + id + "/raw")
        .then()
        .header("Content-Disposition", containsString("attachment"))
        .header("Content-Security-Policy", containsString("sandbox"))
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void who_changed_by_what_reports_join_stands_below_the_rules() {
    session
        .form()
        .formParam("category", "phishing")
        .formParam("joins", "true")
        .formParam("window", 30)
        .formParam("subject", "site")
        .post("/settings/correlation")
        .then()
        .statusCode(303);
    session.form().post("/settings/correlation/phishing/removal").then().statusCode(303);
    session
        .page("/settings/correlation")
        .then()
        .statusCode(200)
        .body(containsString("removed the rule for Phishing"))
        .body(containsString("join by domain or URL within 30 h"));
  }

  @Test
  void reports_that_are_not_on_the_cases_own_page_are_split_off_from_the_list_of_all() {
    var address = Api.freshAddress();
    var report =
        Map.of("title", "Scan", "category", "port-scan", "sources", java.util.List.of(address));
    String key = Api.submit(report).path("caseKey");
    String second = Api.submit(report).path("id");
    session
        .page("/cases/" + key + "/all/indicators")
        .then()
        .statusCode(200)
        .body(containsString("IPv4 address"));
    session
        .page("/cases/" + key + "/all/reports")
        .then()
        .statusCode(200)
        .body(containsString(second));
    session
        .form()
        .formParam("list", "")
        .formParam("version", 99)
        .formParam("report", second)
        .formParam("reason", "another machine")
        .post("/cases/" + key + "/splits")
        .then()
        .statusCode(409)
        .body(containsString("value=\"" + second + "\""))
        .body(containsString("checked"))
        .body(containsString("another machine"));
    session
        .form()
        .formParam("list", "")
        .formParam("version", version(key))
        .formParam("report", second)
        .post("/cases/" + key + "/splits")
        .then()
        .statusCode(303)
        .header("Location", not(containsString(key)));
  }

  @Test
  void a_draft_is_kept_for_one_person_until_it_is_sent() {
    var key = newCase();
    session
        .form()
        .formParam("body", "half a thought <b>")
        .formParam("do", "save")
        .post("/cases/" + key + "/drafts/note")
        .then()
        .statusCode(303)
        .header("Location", containsString("/cases/" + key));
    session
        .page("/cases/" + key)
        .then()
        .body(containsString("half a thought &lt;b&gt;"))
        .body(containsString("Draft, saved"));
    session
        .form()
        .formParam("body", "a whole thought")
        .formParam("visibility", "internal")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(303);
    session.page("/cases/" + key).then().body(not(containsString("half a thought")));
    session
        .form()
        .formParam("body", "x".repeat(20_001))
        .post("/cases/" + key + "/drafts/note")
        .then()
        .statusCode(422);
    session
        .form()
        .formParam("body", "x")
        .post("/cases/" + key + "/drafts/diary")
        .then()
        .statusCode(404);
  }

  @Test
  void what_each_reader_of_a_reply_would_get_is_shown_before_it_is_sent() {
    var known = "known-" + UUID.randomUUID() + "@x.example";
    var key = newCase();
    Api.json().body(Map.of("address", known)).post("/api/v1/cases/" + key + "/participants");
    session
        .form()
        .formParam("body", "About {key}: see http://evil.example/")
        .formParam("subject", "Your report")
        .formParam("recipient", known)
        .formParam("fragment", "1")
        .post("/cases/" + key + "/drafts/reply")
        .then()
        .statusCode(200)
        .body(containsString("About " + key + ": see hxxp://evil[.]example/"))
        .body(containsString("[" + key + "] Your report"))
        .body(containsString("Draft, saved just now"));
    session
        .form()
        .formParam("do", "insert")
        .formParam("template", "working")
        .formParam("recipient", known)
        .formParam("fragment", "1")
        .post("/cases/" + key + "/drafts/reply")
        .then()
        .body(containsString("Our reference is {key}."))
        .body(containsString("Our reference is " + key + "."));
    client()
        .get("/api/v1/cases/" + key + "/timeline")
        .then()
        .body("items.kind", not(org.hamcrest.Matchers.hasItem("note")));
  }

  @Test
  void a_conflict_says_who_did_what_meanwhile() {
    var key = newCase();
    var shown = session.page("/cases/" + key).asString();
    int at = shown.indexOf("name=\"seen\" value=\"") + "name=\"seen\" value=\"".length();
    var seen = shown.substring(at, shown.indexOf('"', at));
    int version = version(key);
    Api.json().body(Map.of("body", "from elsewhere")).post("/api/v1/cases/" + key + "/notes");
    session
        .form()
        .formParam("version", version)
        .formParam("seen", seen)
        .formParam("body", "mine")
        .post("/cases/" + key + "/notes")
        .then()
        .statusCode(409)
        .body(containsString("What others did meanwhile"))
        .body(containsString(">mine</textarea>"));
  }

  @Test
  void selected_cases_are_closed_together_and_the_effect_is_told_before() {
    var one = newCase();
    var two = newCase();
    session
        .page(
            "/work-items/effect?do=close&outcome=duplicate&case="
                + one
                + "@1&case="
                + two
                + "&case=x")
        .then()
        .statusCode(200)
        .body(containsString("2 cases and 2 open parts"))
        .body(containsString("1 case cannot be changed"));
    session
        .form()
        .formParam("case", one + "@" + version(one), two + "@" + version(two))
        .formParam("do", "close")
        .formParam("outcome", "duplicate")
        .post("/work-items")
        .then()
        .statusCode(303)
        .header("Location", containsString("did=close&cases=2"));
    getCase(two).then().body("outcome", is("duplicate"));
    session.page("/?did=close&cases=2").then().body(containsString("2 cases closed."));
    session.page("/?did=%3Cu%3E&cases=2").then().body(not(containsString("<u>")));
  }

  @Test
  void a_person_chooses_their_columns_and_switches_single_keys_off() {
    session
        .form()
        .formParam("column", "clock", "service")
        .post("/preferences/columns")
        .then()
        .statusCode(303);
    newCase();
    session
        .page("/")
        .then()
        .body(containsString(">Service</th>"))
        .body(not(containsString(">Status</th>")));
    session.form().formParam("keys", "off").post("/preferences/keys");
    session.page("/").then().body(containsString("data-keys=\"off\""));
    session.form().formParam("keys", "on").post("/preferences/keys");
    session
        .form()
        .formParam(
            "column", "severity", "side", "status", "owner", "reports", "age", "clock", "assignee")
        .post("/preferences/columns");
  }

  @Test
  void the_palette_finds_cases_people_queues_and_pages_without_a_script() {
    var title = "palette" + UUID.randomUUID().toString().replace("-", "");
    var key = newCase(title + " <i>");
    session
        .page("/palette?q=" + title)
        .then()
        .statusCode(200)
        .body(containsString("/cases/" + key))
        .body(containsString("&lt;i&gt;"));
    session.page("/palette?q=" + key).then().body(containsString("/cases/" + key));
    session.page("/palette?q=Customer").then().body(containsString("queue:customer-security"));
    session.page("/palette?q=respons").then().body(containsString("href=\"/responsibility\""));
    session.page("/palette?q=DM-1999-000001").then().body(containsString("Nothing is called that"));
  }

  @Test
  void a_decision_for_a_side_without_layers_gives_its_work_by_the_matrix() {
    var key = newCase();
    session
        .form()
        .formParam("version", version(key))
        .formParam("responsibility", "AWS")
        .formParam("reason", "the host itself")
        .post("/cases/" + key + "/assessments")
        .then()
        .statusCode(303);
    getCase(key)
        .then()
        .body("workItems.find { it.side == 'aws' }.task", not(containsString("Look into it")));
    assertThat(session.page("/cases/" + key).asString())
        .contains("l aws lit")
        .doesNotContain("customer lit");
  }

  @Test
  void the_lists_of_a_case_are_files_for_a_spreadsheet_without_formulas() {
    var one = Api.freshAddress();
    var report =
        Map.of(
            "title", "=cmd()",
            "category", "port-scan",
            "sources", java.util.List.of(one.replaceFirst("[.]\\d+$", ".30"), one));
    String key = Api.submit(report).path("caseKey");
    session
        .page("/cases/" + key + "/csv/reports")
        .then()
        .statusCode(200)
        .header("Content-Disposition", containsString(key + "-reports.csv"))
        .body(containsString("\"'=cmd()\""));
    session.page("/cases/" + key + "/csv/indicators").then().body(containsString("ipv4," + one));
    session.page("/cases/DM-2020-999999/csv/reports").then().statusCode(404);
  }

  @Test
  void addresses_are_sorted_as_addresses() {
    var words = new StringBuilder("Scans from ");
    var net = "198.19." + (System.nanoTime() % 200 + 20) + ".";
    for (int last : new int[] {100, 9, 20}) {
      words.append(net).append(last).append(" and ");
    }
    String key =
        Api.submit(Map.of("title", "Scans", "description", words.toString())).path("caseKey");
    var list = session.page("/cases/" + key + "/csv/indicators").asString();
    assertThat(list.indexOf(net + "9,")).isPositive().isLessThan(list.indexOf(net + "20,"));
    assertThat(list.indexOf(net + "20,")).isLessThan(list.indexOf(net + "100,"));
  }
}
