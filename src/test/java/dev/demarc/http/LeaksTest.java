package dev.demarc.http;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.Api;
import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.keys.ApiKeys;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Looks for what somebody whose cases are those of one queue can find out about another's: there
 * may be no way in, and no count, list, mail, timeline or refusal that differs where it exists.
 */
@DemarcTest
class LeaksTest {

  private static final String OURS = "customer-security";
  private static final String THEIRS = "aws-liaison";

  @Inject ApiKeys keys;

  private String key;
  private ConsoleSession session;

  @BeforeEach
  void limit_a_key_and_a_person_to_one_queue() {
    var name = "limited-" + UUID.randomUUID();
    var scopes = List.of("submit", "read", "work");
    key =
        keys.create(
                new ApiKeys.Wanted(name, scopes, List.of(), null, List.of(OURS), null),
                Caller.SYSTEM)
            .secret();
    session = ConsoleSession.ofNewPerson("analyst", OURS);
  }

  private RequestSpecification limited() {
    return given().header("Authorization", "Bearer " + key);
  }

  private RequestSpecification limitedJson() {
    return limited().contentType("application/json");
  }

  private RequestSpecification form() {
    return session.browser().header("X-CSRF-Token", session.csrf());
  }

  private static void move(String caseKey, String queue) {
    json()
        .body(Map.of("queue", queue, "version", version(caseKey)))
        .patch("/api/v1/cases/" + caseKey + "/work-items/customer")
        .then()
        .statusCode(200);
  }

  private static String theirCase() {
    return theirCase("Compromised EC2 instance attacks us from " + Api.freshAddress());
  }

  private static String theirCase(String title) {
    var caseKey = newCase(title);
    move(caseKey, THEIRS);
    return caseKey;
  }

  private static String reportOf(String caseKey) {
    return client().get("/api/v1/cases/" + caseKey + "/reports").path("items[0].id");
  }

  private static void close(String caseKey) {
    json()
        .body(Map.of("outcome", "resolved", "version", version(caseKey)))
        .post("/api/v1/cases/" + caseKey + "/closure")
        .then()
        .statusCode(201);
  }

  private static Map<String, Object> bodies(String report) {
    var bodies = new HashMap<String, Object>();
    bodies.put("answers", Map.of("question", "x", "answer", "yes"));
    bodies.put("assessments", Map.of("responsibility", "AWS", "reason", "x"));
    bodies.put("closure", Map.of("outcome", "resolved"));
    bodies.put("enforcement", Map.of("reason", "x"));
    bodies.put("notes", Map.of("body", "x"));
    bodies.put("participants", Map.of("address", "someone@customer.example"));
    bodies.put("splits", Map.of("reports", List.of(report)));
    bodies.put("work-items/customer", Map.of("status", "in-progress"));
    bodies.put("reports/" + report + "/acceptance", Map.of());
    return bodies;
  }

  @Test
  void there_is_no_way_into_a_case_that_is_not_seen() {
    var hidden = theirCase();
    var ours = newCase();
    int before = version(hidden);
    var report = reportOf(hidden);
    for (var path :
        List.of(
            "",
            "/indicators",
            "/links",
            "/merge-suggestions",
            "/participants",
            "/reports",
            "/timeline")) {
      limited().get("/api/v1/cases/" + hidden + path).then().statusCode(404);
      limited().get("/api/v1/cases/" + ours + path).then().statusCode(200);
    }
    var bodies = bodies(report);
    bodies.put("merge", Map.of("into", ours));
    bodies.put("links", Map.of("kind", "related", "other", ours, "reason", "x"));
    bodies.put("reports", Map.of("report", report));
    var wrong = new ArrayList<String>();
    bodies.forEach(
        (path, body) -> {
          var request = limitedJson().body(body);
          var url = "/api/v1/cases/" + hidden + "/" + path;
          var answer = path.startsWith("work-items") ? request.patch(url) : request.post(url);
          if (answer.statusCode() != 404 || !answer.asString().contains("There is no case")) {
            wrong.add(path + ": " + answer.statusCode() + " " + answer.asString());
          }
        });
    assertThat(wrong).isEmpty();
    limitedJson()
        .body(Map.of("into", hidden, "version", version(ours)))
        .post("/api/v1/cases/" + ours + "/merge")
        .then()
        .statusCode(404);
    limitedJson()
        .body(Map.of("kind", "related", "other", hidden, "reason", "x"))
        .post("/api/v1/cases/" + ours + "/links")
        .then()
        .statusCode(404);
    limitedJson()
        .body(Map.of("reports", List.of(reportOf(ours)), "into", hidden))
        .post("/api/v1/cases/" + ours + "/splits")
        .then()
        .statusCode(404);
    limitedJson()
        .body(Map.of("moreThan", 1))
        .put("/api/v1/cases/" + hidden + "/snooze")
        .then()
        .statusCode(404);
    for (var path : List.of("/closure", "/merge", "/snooze", "/splits/" + ours)) {
      limited().delete("/api/v1/cases/" + hidden + path).then().statusCode(404);
    }
    limited()
        .delete("/api/v1/cases/" + hidden + "/participants/a@b.example")
        .then()
        .statusCode(404);
    assertThat(version(hidden)).isEqualTo(before);
  }

  @Test
  void merges_links_and_suggestions_do_not_tell_of_a_case_that_is_not_seen() {
    var address = Api.freshAddress();
    var ours = newCase("Compromised EC2 instance attacks us from " + address);
    var report =
        Map.of("title", "Spam from " + address, "category", "spam", "sources", List.of(address));
    String hidden = Api.submit(report).path("caseKey");
    String side = Api.getCase(hidden).path("workItems[0].side");
    json()
        .body(Map.of("queue", THEIRS, "version", version(hidden)))
        .patch("/api/v1/cases/" + hidden + "/work-items/" + side)
        .then()
        .statusCode(200);
    json()
        .body(Map.of("kind", "follows", "other", hidden, "reason", "one host"))
        .post("/api/v1/cases/" + ours + "/links")
        .then()
        .statusCode(201);
    client()
        .get("/api/v1/cases/" + ours + "/merge-suggestions")
        .then()
        .body(containsString(hidden));
    for (var path : List.of("/links", "/merge-suggestions", "/timeline")) {
      limited()
          .get("/api/v1/cases/" + ours + path)
          .then()
          .statusCode(200)
          .body(not(containsString(hidden)));
    }
    session
        .browser()
        .get("/cases/" + ours)
        .then()
        .statusCode(200)
        .body(not(containsString(hidden)));
    limitedJson()
        .body(Map.of("into", ours, "cases", List.of(hidden)))
        .post("/api/v1/cases/merges/preview")
        .then()
        .statusCode(409)
        .body("detail", containsString("There is no case " + hidden));
  }

  @Test
  void the_console_has_no_page_of_a_case_that_is_not_seen_and_takes_no_form_for_it() {
    var hidden = theirCase();
    var ours = newCase();
    int before = version(hidden);
    for (var path : List.of("", "/all/reports", "/all/indicators")) {
      session.browser().get("/cases/" + hidden + path).then().statusCode(404);
      session.browser().get("/cases/" + ours + path).then().statusCode(200);
    }
    var forms =
        Map.of(
            "notes", Map.of("body", "x"),
            "closure", Map.of("outcome", "resolved"),
            "reopening", Map.of("x", "x"),
            "merge", Map.of("into", ours),
            "snooze", Map.of("moreThan", "1"),
            "assessments", Map.of("responsibility", "AWS", "reason", "x"),
            "splits", Map.of("report", reportOf(hidden)),
            "acceptance", Map.of("report", reportOf(hidden)),
            "work-items/customer", Map.of("assignee", session.username()));
    forms.forEach(
        (path, fields) ->
            form()
                .formParams(fields)
                .formParam("version", before)
                .post("/cases/" + hidden + "/" + path)
                .then()
                .statusCode(404));
    form()
        .formParam("case", hidden + "@" + before)
        .formParam("do", "mine")
        .post("/work-items")
        .then()
        .body(containsString("There is no case " + hidden));
    assertThat(version(hidden)).isEqualTo(before);
  }

  @Test
  void no_list_or_search_in_any_order_has_it_on_any_page() {
    var address = Api.freshAddress();
    var word = "unmistakable" + UUID.randomUUID().toString().substring(0, 8);
    var hidden = theirCase(word + ": an instance attacks us from " + address);
    for (var query :
        List.of(
            "q=" + word,
            "q=" + address,
            "indicator=" + address,
            "status=open&sort=newest",
            "status=open&sort=updated",
            "status=open&sort=clock")) {
      assertThat(pages(query)).as(query).doesNotContain(hidden);
    }
    client().get("/api/v1/cases?q=" + word).then().body("items.key", is(List.of(hidden)));
    // as of a queue that there is not
    for (var queue : List.of(THEIRS, "no-such-queue")) {
      limited()
          .get("/api/v1/cases?queue=" + queue)
          .then()
          .statusCode(422)
          .body("detail", containsString("there is no queue " + queue));
    }
    session.browser().queryParam("f", word).get("/").then().body(not(containsString(hidden)));
  }

  private List<String> pages(String query) {
    var found = new ArrayList<String>();
    String cursor = "";
    for (int i = 0; i < 3 && cursor != null; i++) {
      var page = limited().get("/api/v1/cases?limit=200&" + query + "&cursor=" + cursor);
      found.addAll(page.path("items.key"));
      cursor = page.path("next");
    }
    return found;
  }

  @Test
  void a_cursor_that_points_at_it_starts_a_page_of_others() {
    var before = theirCase();
    theirCase();
    String cursor = client().get("/api/v1/cases?sort=newest&limit=1").path("next");
    var all = client().get("/api/v1/cases?sort=newest&limit=50&cursor=" + cursor);
    assertThat(all.<List<String>>path("items.key")).contains(before);
    var page = limited().get("/api/v1/cases?sort=newest&limit=50&cursor=" + cursor);
    page.then().statusCode(200);
    assertThat(page.<List<String>>path("items.key")).doesNotContain(before);
  }

  @Test
  void no_count_beside_a_page_counts_it() {
    newCase();
    // what other tests sent may be filed meanwhile; a count of theirs would rise each time
    await()
        .until(
            () -> {
              var earlier = counts();
              theirCase();
              return counts().equals(earlier);
            });
    var before = counts();
    assertThat(before).doesNotContainKey("count-" + THEIRS).containsKey("count-" + OURS);
    newCase();
    assertThat(counts()).isNotEqualTo(before);
  }

  private Map<String, String> counts() {
    var counts = new HashMap<String, String>();
    var found =
        java.util.regex.Pattern.compile("id=\"(count-[a-z-]+)\"[^>]*>([^<]*)<")
            .matcher(session.browser().get("/").asString());
    while (found.find()) {
      counts.put(found.group(1), found.group(2));
    }
    return counts;
  }

  @Test
  void related_cases_are_neither_counted_nor_named_where_they_are_not_seen() {
    var address = Api.freshAddress();
    var title = "Compromised EC2 instance attacks us from " + address;
    var hidden = theirCase(title);
    close(hidden);
    var ours = newCase(title);
    assertThat(ours).isNotEqualTo(hidden);
    assertThat(others(client(), ours, address)).isEqualTo(1);
    assertThat(others(limited(), ours, address)).isZero();
    timeline(client(), ours, containsString(hidden));
    timeline(limited(), ours, not(containsString(hidden)));
    timeline(limited(), ours, not(containsString("\"follows\"")));
    session
        .browser()
        .get("/cases/" + ours)
        .then()
        .statusCode(200)
        .body(not(containsString(hidden)))
        .body(not(containsString(" follows ")))
        .body(not(containsString("This matter is back")));
    client().get("/api/v1/cases/" + ours).then().body("marks.regressedAt", notNullValue());
    limited().get("/api/v1/cases/" + ours).then().body("marks.regressedAt", nullValue());
    var find = "items.find { it.key == '" + ours + "' }.marks.regressedAt";
    client().get("/api/v1/cases?limit=50").then().body(find, notNullValue());
    limited().get("/api/v1/cases?limit=50").then().body(find, nullValue());
    limited().get("/api/v1/cases/" + ours + "/links").then().body("items", hasSize(0));
    assertThat(pages("q=is:regressed")).doesNotContain(ours);
    assertThat(pages("q=-is:regressed")).contains(ours);
    client().get("/api/v1/cases?q=is:regressed").then().body("items.key", hasItem(ours));
  }

  private static int others(RequestSpecification as, String caseKey, String address) {
    return JsonPath.from(as.get("/api/v1/cases/" + caseKey + "/indicators").asString())
        .getInt("items.find { it.value == '" + address + "' }.otherCases");
  }

  private static void timeline(
      RequestSpecification as, String caseKey, org.hamcrest.Matcher<String> says) {
    as.get("/api/v1/cases/" + caseKey + "/timeline").then().statusCode(200).body(says);
  }

  @Test
  void a_report_that_joins_it_is_taken_and_its_answer_names_no_case() {
    var address = Api.freshAddress();
    var hidden = theirCase("Compromised EC2 instance attacks us from " + address);
    var answer =
        limitedJson()
            .body(
                Map.of(
                    "title", "Compromised EC2 instance attacks us from " + address,
                    "description", "The instance was compromised and its guest OS is infected.",
                    "category", "intrusion-attempt",
                    "service", "EC2"))
            .post("/api/v1/reports");
    answer
        .then()
        .statusCode(201)
        .body("status", is("FILED"))
        .body("caseKey", nullValue())
        .body("joinedExistingCase", is(false));
    var own = "/api/v1/reports/" + answer.<String>path("id");
    limited()
        .get(own)
        .then()
        .statusCode(200)
        .body("caseKey", nullValue())
        .body("joinedExistingCase", is(false));
    client().get(own).then().body("caseKey", is(hidden)).body("joinedExistingCase", is(true));
  }

  @Test
  void its_reports_are_not_there() {
    var report = reportOf(theirCase());
    for (var path : List.of("", "/raw", "/attachments/0", "/attachments/0/listing")) {
      limited().get("/api/v1/reports/" + report + path).then().statusCode(404);
      session.browser().get("/reports/" + report + path).then().statusCode(404);
    }
    var ours = reportOf(newCase());
    limited().get("/api/v1/reports/" + ours).then().statusCode(200);
    session.browser().get("/reports/" + ours).then().statusCode(200);
  }

  @Test
  void its_mails_are_not_listed_read_counted_or_sent_again() {
    var hidden = theirCase();
    String mail =
        client()
            .get("/api/v1/outbox?limit=200")
            .path("items.find { it.subject.contains('" + hidden + "') }.id");
    assertThat(mail).isNotNull();
    limited()
        .get("/api/v1/outbox?limit=200")
        .then()
        .statusCode(200)
        .body(not(containsString(hidden)));
    limited().post("/api/v1/outbox/" + mail + "/retry").then().statusCode(404);
    session.browser().get("/outbox").then().statusCode(200).body(not(containsString(hidden)));
    session.browser().get("/outbox/" + mail).then().statusCode(404);
    form().post("/outbox/" + mail + "/retry").then().statusCode(404);
    var ours = newCase();
    limited().get("/api/v1/outbox?limit=200").then().body(containsString(ours));
  }

  @Test
  void a_merge_by_others_names_the_case_it_went_into_to_who_sees_it() {
    var ours = newCase();
    var hidden = theirCase();
    json()
        .body(Map.of("into", hidden, "version", version(ours)))
        .post("/api/v1/cases/" + ours + "/merge")
        .then()
        .statusCode(200);
    limited()
        .get("/api/v1/cases/" + ours)
        .then()
        .statusCode(200)
        .body("mergedInto", nullValue())
        .body(not(containsString(hidden)));
    timeline(limited(), ours, not(containsString(hidden)));
    limitedJson()
        .body(Map.of("body", "x", "version", version(ours)))
        .post("/api/v1/cases/" + ours + "/notes")
        .then()
        .statusCode(409)
        .body(not(containsString(hidden)));
  }

  @Test
  void who_has_one_part_of_a_shared_case_reads_all_and_changes_their_part() {
    var shared = newCase();
    json()
        .body(Map.of("responsibility", "SHARED", "reason", "Both", "version", version(shared)))
        .post("/api/v1/cases/" + shared + "/assessments")
        .then()
        .statusCode(200);
    var url = "/api/v1/cases/" + shared;
    limited().get(url).then().statusCode(200);
    for (var change :
        List.of(Map.of("status", "in-progress"), Map.of("assignee", ""), Map.of("queue", OURS))) {
      limitedJson().body(change).patch(url + "/work-items/aws").then().statusCode(403);
    }
    limitedJson().body(Map.of("outcome", "resolved")).post(url + "/closure").then().statusCode(403);
    limitedJson()
        .body(Map.of("responsibility", "CUSTOMER", "reason", "Ours alone"))
        .post(url + "/assessments")
        .then()
        .statusCode(403);
    limitedJson()
        .body(Map.of("status", "in-progress"))
        .patch(url + "/work-items/customer")
        .then()
        .statusCode(200);
    limitedJson().body(Map.of("body", "Look at this")).post(url + "/notes").then().statusCode(201);
  }

  @Test
  void a_change_that_takes_a_case_out_of_sight_is_made_and_says_so() {
    var moved = newCase();
    limitedJson()
        .body(Map.of("queue", THEIRS, "version", version(moved)))
        .patch("/api/v1/cases/" + moved + "/work-items/customer")
        .then()
        .statusCode(204);
    limited().get("/api/v1/cases/" + moved).then().statusCode(404);
    var other = newCase();
    form()
        .formParam("version", version(other))
        .formParam("queue", THEIRS)
        .post("/cases/" + other + "/work-items/customer")
        .then()
        .statusCode(303)
        .header("Location", containsString("/?told=moved"));
    session.browser().get("/?told=moved").then().body(containsString("whose cases you do not see"));
  }

  @Test
  void people_of_other_queues_are_neither_suggested_nor_given_work() {
    var stranger = ConsoleSession.newPerson("analyst", THEIRS);
    var colleague = ConsoleSession.newPerson("analyst", OURS);
    var ours = newCase();
    for (var url : List.of("/", "/cases/" + ours)) {
      session
          .browser()
          .get(url)
          .then()
          .body(not(containsString(stranger)))
          .body(containsString(colleague));
    }
    limitedJson()
        .body(Map.of("assignee", stranger, "version", version(ours)))
        .patch("/api/v1/cases/" + ours + "/work-items/customer")
        .then()
        .statusCode(422);
  }

  @Test
  void a_side_limits_like_a_queue() {
    var name = "side-" + UUID.randomUUID();
    var wanted = new ApiKeys.Wanted(name, List.of("read"), List.of(), null, List.of(), "customer");
    key = keys.create(wanted, Caller.SYSTEM).secret();
    var ours = newCase();
    limited().get("/api/v1/cases/" + ours).then().statusCode(200);
    json()
        .body(Map.of("responsibility", "AWS", "reason", "Theirs", "version", version(ours)))
        .post("/api/v1/cases/" + ours + "/assessments")
        .then()
        .statusCode(200);
    limited().get("/api/v1/cases/" + ours).then().statusCode(404);
    assertThat(pages("status=open")).doesNotContain(ours);
    limited().get("/api/v1/outbox?limit=200").then().statusCode(200);
  }

  @Test
  void settings_name_no_other_queue_and_its_name_is_no_heading() {
    session
        .browser()
        .get("/settings")
        .then()
        .statusCode(200)
        .body(not(containsString("AWS liaison")));
    session
        .browser()
        .queryParam("f", "queue:" + THEIRS)
        .get("/")
        .then()
        .body(not(containsString("AWS liaison")));
    limitedJson()
        .body(Map.of("queue", "no-such-queue", "version", 1))
        .patch("/api/v1/cases/" + newCase() + "/work-items/customer")
        .then()
        .body(not(containsString(THEIRS)));
  }

  @Test
  void a_limit_is_told_changed_and_taken_away_over_the_api() {
    String id =
        json()
            .body(
                Map.of(
                    "name",
                    "api-" + UUID.randomUUID(),
                    "scopes",
                    List.of("read"),
                    "queues",
                    List.of(OURS),
                    "side",
                    "customer"))
            .post("/api/v1/keys")
            .then()
            .statusCode(201)
            .body("key.queues", is(List.of(OURS)))
            .body("key.side", is("customer"))
            .extract()
            .path("key.id");
    json()
        .body(Map.of("queues", List.of(), "side", ""))
        .patch("/api/v1/keys/" + id)
        .then()
        .statusCode(200)
        .body("queues", is(List.of()))
        .body("side", nullValue());
  }

  @Test
  void no_key_is_limited_to_a_queue_that_there_is_not() {
    for (var queue : new String[] {"no-such-queue", "", null}) {
      var body = new HashMap<String, Object>();
      body.put("name", "x" + UUID.randomUUID());
      body.put("scopes", List.of("read"));
      body.put("queues", Collections.singletonList(queue));
      json().body(body).post("/api/v1/keys").then().statusCode(422);
    }
  }
}
