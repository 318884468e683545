package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the Traffic Light Protocol's labels of reports do. */
@DemarcTest
class LimitedSharingTest {

  private static final String SECRET = "The stolen list names eleven hospitals in two countries.";

  private static Map<String, Object> report(String title, String tlp) {
    var report = new HashMap<String, Object>();
    report.put("title", title);
    report.put("description", "The instance was compromised, its guest OS infected.\n" + SECRET);
    report.put("category", "intrusion-attempt");
    report.put("service", "EC2");
    report.put("reporter", Map.of("email", "someone@reporter.example"));
    if (tlp != null) {
      report.put("tlp", tlp);
    }
    return report;
  }

  private static String caseOf(Map<String, Object> report) {
    return submit(report).then().statusCode(201).extract().path("caseKey");
  }

  private static String title() {
    return "Compromised EC2 instance attacks us from " + Api.freshAddress();
  }

  private static List<Map<String, String>> mails(String caseKey) {
    return client()
        .get("/api/v1/outbox?limit=200")
        .path("items.findAll { it.subject.contains('" + caseKey + "') }");
  }

  @Test
  void a_case_has_the_strictest_label_of_its_reports() {
    var title = title();
    var key = caseOf(report(title, null));
    getCase(key).then().body("tlp", nullValue());
    assertThat(caseOf(report(title, "TLP:AMBER"))).isEqualTo(key);
    getCase(key).then().body("tlp", is("TLP:AMBER"));
    assertThat(caseOf(report("TLP:AMBER+STRICT " + title, null))).isEqualTo(key);
    getCase(key).then().body("tlp", is("TLP:AMBER+STRICT"));
    assertThat(caseOf(report(title, "GREEN"))).isEqualTo(key);
    getCase(key).then().body("tlp", is("TLP:AMBER+STRICT"));
  }

  @Test
  void no_word_of_a_red_report_stands_in_a_mail() {
    var title = title();
    var key = caseOf(report(title, "RED"));
    var address = title.substring(title.lastIndexOf(' ') + 1);
    json()
        .body(Map.of("queue", "aws-liaison", "reason", "It is " + SECRET, "version", version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    json()
        .body(Map.of("responsibility", "AWS", "reason", SECRET, "version", version(key)))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
    var mails = mails(key);
    assertThat(mails).hasSizeGreaterThanOrEqualTo(3);
    for (var mail : mails) {
      assertThat(mail.get("subject") + mail.get("bodyText") + mail.get("bodyHtml"))
          .doesNotContain("hospitals")
          .doesNotContain("attacks us")
          .doesNotContain(address)
          .doesNotContain(address.replace(".", "[.]"));
    }
    assertThat(mails).anyMatch(mail -> mail.get("subject").contains("TLP:RED"));
  }

  @Test
  void a_mail_about_any_other_label_names_it() {
    var key = caseOf(report(title(), "GREEN"));
    assertThat(mails(key))
        .anyMatch(
            mail ->
                mail.get("subject").contains("TLP:GREEN")
                    && mail.get("bodyText").contains("hospitals"));
  }

  @Test
  void a_note_to_who_reported_quotes_no_red_report() {
    var key = caseOf(report(title(), "RED"));
    json()
        .body(Map.of("address", "someone@reporter.example"))
        .post("/api/v1/cases/" + key + "/participants");
    json()
        .body(Map.of("visibility", "reporter", "body", "You wrote:\n> " + SECRET))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(422);
    json()
        .body(Map.of("visibility", "reporter", "body", "We have taken it off the network."))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    assertThat(mails(key))
        .anyMatch(mail -> mail.get("subject").endsWith("About your report"))
        .noneMatch(mail -> mail.get("subject").contains("attacks us"));
    json()
        .body(Map.of("body", "They write: " + SECRET))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
  }

  private static ValidatableResponse set(String key, String tlp, String reason) {
    var body = new HashMap<String, Object>();
    body.put("tlp", tlp);
    body.put("reason", reason);
    body.put("version", version(key));
    return json().body(body).put("/api/v1/cases/" + key + "/tlp").then();
  }

  @Test
  void a_person_sets_another_label_with_a_reason_and_the_senders_stays_shown() {
    var key = caseOf(report(title(), "RED"));
    set(key, "TLP:GREEN", " ").statusCode(422).body("errors[0].field", is("reason"));
    set(key, "TLP:PINK", "why").statusCode(422).body("errors[0].field", is("tlp"));
    set(key, "RED", "why").statusCode(422);
    set(key, "TLP:GREEN", "The sender agreed by phone.")
        .statusCode(200)
        .body("tlp", is("TLP:GREEN"))
        .body("statedTlp", is("TLP:RED"));
    assertThat(timeline(key))
        .anyMatch(
            entry ->
                "The sender agreed by phone.".equals(entry.get("body"))
                    && String.valueOf(entry.get("summary"))
                        .equals(
                            "set the sharing of this case from TLP:RED to TLP:GREEN; its reports say"
                                + " TLP:RED"));
    set(key, null, "It was published.").statusCode(200).body("tlp", nullValue());
    set(key, "amber+strict", "It was not.").statusCode(200).body("tlp", is("TLP:AMBER+STRICT"));
  }

  private static List<Map<String, Object>> timeline(String key) {
    return client().get("/api/v1/cases/" + key + "/timeline?limit=200").path("items");
  }

  @Test
  void mails_follow_the_label_that_a_person_set() {
    var key = caseOf(report(title(), "RED"));
    set(key, "TLP:GREEN", "The sender agreed by phone.").statusCode(200);
    json()
        .body(Map.of("queue", "aws-liaison", "reason", "for them", "version", version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/customer")
        .then()
        .statusCode(200);
    assertThat(mails(key))
        .anyMatch(
            mail ->
                mail.get("subject").contains("TLP:GREEN")
                    && mail.get("bodyText").contains("hospitals"));
  }

  @Test
  void a_persons_label_holds_against_the_same_one_again_and_not_against_a_stricter_one() {
    var title = title();
    var key = caseOf(report(title, "AMBER"));
    set(key, "TLP:CLEAR", "It is public.").statusCode(200);
    assertThat(caseOf(report(title, "AMBER"))).isEqualTo(key);
    assertThat(caseOf(report(title, "GREEN"))).isEqualTo(key);
    getCase(key).then().body("tlp", is("TLP:CLEAR")).body("statedTlp", is("TLP:AMBER"));
    assertThat(caseOf(report(title, "RED"))).isEqualTo(key);
    getCase(key).then().body("tlp", is("TLP:RED")).body("statedTlp", is("TLP:RED"));
    set(key, "TLP:AMBER", "Their RED was a slip.").statusCode(200);
    assertThat(caseOf(report(title, "RED"))).isEqualTo(key);
    getCase(key).then().body("tlp", is("TLP:AMBER"));
  }

  @Test
  void a_label_stricter_than_the_reports_is_not_loosened_by_a_report() {
    var title = title();
    var key = caseOf(report(title, null));
    set(key, "RED", "The victim asks for it.").statusCode(200).body("statedTlp", nullValue());
    assertThat(caseOf(report(title, "AMBER"))).isEqualTo(key);
    getCase(key).then().body("tlp", is("TLP:RED")).body("statedTlp", is("TLP:AMBER"));
  }
}
