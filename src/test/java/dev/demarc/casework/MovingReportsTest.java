package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.casework.ReceivedMails.about;
import static dev.demarc.casework.ReceivedMails.caseOf;
import static dev.demarc.casework.ReceivedMails.participants;
import static dev.demarc.casework.ReceivedMails.proved;
import static dev.demarc.casework.ReceivedMails.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports that are on the wrong case, or on none. */
@DemarcTest
class MovingReportsTest {

  @Inject ReceivedMails mails;

  private final String address = freshAddress();

  private static Map<String, ?> scan(List<String> sources) {
    return Map.of("title", "Scan", "category", "port-scan", "sources", sources);
  }

  private static String submitted(List<String> sources) {
    return Api.submit(scan(sources)).then().statusCode(201).extract().path("caseKey");
  }

  private static String latestReportOf(String key) {
    return client().get("/api/v1/cases/" + key + "/reports").path("items[0].id");
  }

  private static Response split(String key, Map<String, ?> body) {
    return json().body(body).post("/api/v1/cases/" + key + "/splits");
  }

  @Test
  void a_report_is_moved_to_the_case_it_belongs_to_and_back() {
    var other = freshAddress();
    var key = submitted(List.of(address));
    assertThat(submitted(List.of(address, other))).isEqualTo(key);
    var into = submitted(List.of(freshAddress()));
    var report = latestReportOf(key);
    split(key, Map.of("reports", List.of(report), "into", into, "reason", "another host"))
        .then()
        .statusCode(201)
        .body("key", is(into))
        .body("reportCount", is(2))
        .body("reports.joinedBecause", hasItem("moved here from " + key + ": another host"));
    getCase(key).then().body("reportCount", is(1)).body("indicators.value", contains(address));
    // later reports about what only the moved one named go where it went
    assertThat(submitted(List.of(other))).isEqualTo(into);

    client()
        .delete("/api/v1/cases/" + key + "/splits/" + into)
        .then()
        .statusCode(200)
        .body("key", is(key))
        .body("reportCount", is(2));
    getCase(into).then().body("reportCount", is(2));
    client().delete("/api/v1/cases/" + key + "/splits/" + into).then().statusCode(409);
    split(key, Map.of("reports", List.of(report), "into", key)).then().statusCode(422);
    split(key, Map.of("reports", List.of(report), "into", "DM-2026-999999")).then().statusCode(404);
  }

  @Test
  void a_case_that_was_split_off_goes_back_with_who_reported() {
    var first = someone();
    var second = someone();
    var key = caseOf(mails.receive(proved(first), first, about(address), "Stop it."));
    var joined = mails.receive(proved(second), second, about(address), "Another matter.");
    String opened = split(key, Map.of("reports", List.of(joined))).then().extract().path("key");
    assertThat(participants(opened, true)).containsExactly(second);
    client().delete("/api/v1/cases/" + key + "/splits/" + opened).then().statusCode(200);
    getCase(opened).then().body("status", is("merged")).body("mergedInto", is(key));
    assertThat(participants(key, true)).containsExactly(first);
    assertThat(participants(key, false)).containsExactly(second);
  }

  @Test
  void a_split_is_not_taken_back_when_other_reports_came_since() {
    var key = submitted(List.of(address));
    var other = freshAddress();
    submitted(List.of(address, other));
    String opened =
        split(key, Map.of("reports", List.of(latestReportOf(key)))).then().extract().path("key");
    assertThat(submitted(List.of(other))).isEqualTo(opened);
    client()
        .delete("/api/v1/cases/" + key + "/splits/" + opened)
        .then()
        .statusCode(409)
        .body("detail", containsString("came to " + opened + " since"));
  }

  @Test
  void a_report_that_is_in_no_case_is_put_on_one() {
    var key = submitted(List.of(address));
    var report = setAside();
    json()
        .body(Map.of("report", report, "reason", "the customer sent it"))
        .post("/api/v1/cases/" + key + "/reports")
        .then()
        .statusCode(200)
        .body("reportCount", is(2))
        .body("reports.joinedBecause", hasItem(containsString("the customer sent it")));
    client().get("/api/v1/reports/" + report).then().body("caseKey", is(key));
    json()
        .body(Map.of("report", report))
        .post("/api/v1/cases/" + key + "/reports")
        .then()
        .statusCode(409)
        .body("detail", containsString("is on " + key));
    json()
        .body(Map.of("report", "019a2c1e-7c1f-7d3a-9f5e-2b8d7c6a5e41"))
        .post("/api/v1/cases/" + key + "/reports")
        .then()
        .statusCode(404);
  }

  /** A bounce that belongs to no case is no report. */
  private String setAside() {
    var header =
        "From: mailer-daemon@x.example\nSubject: Undelivered\nContent-Type: multipart/report;"
            + " report-type=delivery-status; boundary=b\n";
    var body =
        "--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
            + "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n";
    var report = mails.receive("", header, body);
    client().get("/api/v1/reports/" + report).then().body("caseKey", nullValue());
    return report;
  }

  @Test
  void open_cases_that_look_like_the_same_matter_are_suggested_with_the_reasons() {
    var key = submitted(List.of(address));
    String spam =
        Api.submit(Map.of("title", "Spam", "category", "spam", "sources", List.of(address)))
            .path("caseKey");
    submitted(List.of(freshAddress()));
    client()
        .get("/api/v1/cases/" + key + "/merge-suggestions")
        .then()
        .statusCode(200)
        .body("items.key", contains(spam))
        .body("items[0].reasons", contains("both name " + address));
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + spam + "/closure")
        .then()
        .statusCode(201);
    client().get("/api/v1/cases/" + key + "/merge-suggestions").then().body("items", empty());
  }
}
