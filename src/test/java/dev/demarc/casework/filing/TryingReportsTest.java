package dev.demarc.casework.filing;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.keys.ApiKeys;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a report would do that somebody has before them: where it would go, and what is there. */
@DemarcTest
class TryingReportsTest {

  @Inject ApiKeys keys;

  private final String source = Api.freshAddress();
  private String open;

  @BeforeEach
  void a_case_about_an_address() {
    open = Api.submit(report("port-scan", source)).then().statusCode(201).extract().path("caseKey");
  }

  private static Map<String, Object> report(String category, String... sources) {
    return Map.of(
        "title",
        "Attack from " + sources[0],
        "category",
        category,
        "service",
        "EC2",
        "sources",
        List.of(sources));
  }

  private RequestSpecification key(List<String> scopes, List<String> queues) {
    var wanted =
        new ApiKeys.Wanted("tries-" + UUID.randomUUID(), scopes, List.of(), null, queues, null);
    var secret = keys.create(wanted, Caller.SYSTEM).secret();
    return given().header("Authorization", "Bearer " + secret).contentType("application/json");
  }

  private static ValidatableResponse tried(RequestSpecification by, Object report) {
    return by.body(report).post("/api/v1/assessments").then().statusCode(200);
  }

  @Test
  void it_says_which_open_case_it_would_join_and_files_nothing() {
    tried(json(), report("port-scan", source))
        .body("filing.outcome", is("joins"))
        .body("filing.caseKey", is(open))
        .body("filing.because", containsString(source))
        .body("filing.openCases.key", contains(open))
        .body("filing.openCases[0].relation", is("joins"))
        .body("filing.openCases[0].indicators", hasItem(source));
    Api.getCase(open).then().body("reportCount", is(1));
  }

  @Test
  void a_case_of_another_matter_is_named_beside_the_one_that_would_be_opened() {
    var other = Api.freshAddress();
    var both =
        Api.submit(report("phishing", other, source))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("caseKey");
    tried(json(), report("copyright", Api.freshAddress(), other, source))
        .body("filing.outcome", is("opens"))
        .body("filing.openCases.key", contains(both, open))
        .body("filing.openCases[0].relation", is("shares"));
  }

  @Test
  void nothing_in_common_is_no_case() {
    tried(json(), report("port-scan", Api.freshAddress()))
        .body("filing.outcome", is("opens"))
        .body("filing.caseKey", nullValue())
        .body("filing.openCases", empty());
  }

  @Test
  void a_case_that_is_not_seen_is_not_there() {
    tried(
            key(List.of("submit", "read", "work"), List.of("aws-liaison")),
            report("port-scan", source))
        .body("filing.outcome", is("opens"))
        .body("filing.caseKey", nullValue())
        .body("filing.because", not(containsString(source)))
        .body("filing.openCases", empty());
    tried(key(List.of("submit"), List.of()), report("port-scan", source))
        .body("filing", nullValue());
  }

  @Test
  void the_page_of_a_report_without_a_case_names_those_that_name_the_same() {
    var mail =
        "From: away@b.example\r\nAuto-Submitted: auto-replied\r\nSubject: Out of office\r\n\r\n"
            + "You wrote: the host "
            + source
            + " attacks us. I am away.";
    var id =
        client()
            .contentType("message/rfc822")
            .body(mail.getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/reports")
            .then()
            .body("caseKey", nullValue())
            .extract()
            .<String>path("id");
    ConsoleSession.ofAdministrator()
        .page("/reports/" + id)
        .then()
        .statusCode(200)
        .body(containsString("/cases/" + open));
  }

  @Test
  void who_types_a_report_looks_first_what_is_there() {
    ConsoleSession.ofAdministrator()
        .form()
        .formParam("title", "Port scan")
        .formParam("category", "port-scan")
        .formParam("sources", source)
        .post("/reports/new/trial")
        .then()
        .statusCode(200)
        .body(containsString("It would join <a href=\"/cases/" + open))
        .body(containsString("value=\"" + source));
    Api.getCase(open).then().body("reportCount", is(1));
  }

  @Test
  void the_tester_of_routing_rules_shows_it_too() {
    json()
        .body(report("port-scan", source))
        .post("/api/v1/routing/trials")
        .then()
        .statusCode(200)
        .body("filing.caseKey", is(open));
    ConsoleSession.ofAdministrator()
        .form()
        .formParam(
            "report", "From: a@b.example\r\nSubject: Port scan\r\n\r\nPort scan from " + source)
        .post("/routing/trials")
        .then()
        .statusCode(200)
        .body(containsString("/cases/" + open));
  }
}
