package dev.demarc.casework;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.casework.correspondence.DeliveryOnTimeline;
import dev.demarc.casework.volume.JoinTimeline;
import dev.demarc.notification.relay.MailStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many reports about one thing. */
@DemarcTest
class StormTest {

  @Inject Cases cases;
  @Inject JoinTimeline joins;
  @Inject DeliveryOnTimeline deliveries;

  private final String address = freshAddress();

  private String storm(int reports) {
    String key = null;
    for (int i = 0; i < reports; i++) {
      key =
          Api.submit(
                  Map.of(
                      "title",
                      "Scan " + i,
                      "category",
                      "port-scan",
                      "sources",
                      List.of(address),
                      "targets",
                      List.of(freshAddress())))
              .then()
              .statusCode(201)
              .extract()
              .path("caseKey");
    }
    return key;
  }

  private static String timeline(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.summary")
        .toString();
  }

  private static List<String> joinsTold(String key) {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.kind == 'joined' }.summary", String.class);
  }

  private UUID id(String key) {
    return QuarkusTransaction.requiringNew().call(() -> cases.find("key", key).firstResult().id);
  }

  @Test
  void the_first_joins_are_told_one_by_one_and_those_of_a_storm_by_the_hour() {
    var key = storm(16);
    assertThat(joinsTold(key)).hasSize(10);
    assertThat(joinsTold(key).get(8)).startsWith("joined a report because it names the same");
    assertThat(joinsTold(key).get(9)).contains("number 11").contains("hour from here are counted");

    assertThat(joins.recordCounted(id(key))).isPresent();
    assertThat(joinsTold(key)).hasSize(11);
    assertThat(joinsTold(key).get(10))
        .startsWith("joined 5 reports since")
        .endsWith("16 reports are on the case now");

    storm(1);
    assertThat(joinsTold(key)).hasSize(11);
    assertThat(joins.recordCounted(id(key))).isPresent();
    assertThat(joinsTold(key).get(11)).startsWith("joined 1 report since");

    assertThat(joins.recordCounted(id(key))).isEmpty();
    assertThat(joinsTold(key)).hasSize(12);
    storm(1);
    assertThat(joinsTold(key).get(12)).contains("number 18");
  }

  @Test
  void whoever_closes_a_case_in_a_storm_leaves_no_join_untold() {
    var key = storm(13);
    json()
        .body(Map.of("outcome", "resolved"))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
    assertThat(joinsTold(key)).last().asString().startsWith("joined 2 reports since");
    assertThat(joins.recordCounted(id(key))).isEmpty();
  }

  @Test
  void mails_that_are_delivered_in_a_storm_are_counted_and_those_that_are_not_are_told() {
    var key = storm(1);
    // the case's own notice, delivered within the storm, would be counted as well
    await().until(() -> timeline(key).contains("delivered a mail to"));
    storm(11);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              deliveries.settled(id(key), "one@example.org", MailStatus.SENT, null);
              deliveries.settled(id(key), "two@example.org", MailStatus.SENT, null);
              deliveries.settled(id(key), "bad@example.org", MailStatus.FAILED, "no such user");
            });
    assertThat(timeline(key)).doesNotContain("two@example.org").contains("bad@example.org");
    joins.recordCounted(id(key));
    assertThat(joinsTold(key)).last().asString().contains("and delivered 2 mails");
  }

  @Test
  void a_note_to_who_reported_goes_to_each_of_them_once() {
    String key = null;
    for (var reporter : List.of("a@example.org", "b@example.org", "a@example.org")) {
      key =
          Api.submit(
                  Map.of(
                      "title",
                      "Scan",
                      "category",
                      "port-scan",
                      "sources",
                      List.of(address),
                      "reporter",
                      Map.of("email", reporter)))
              .path("caseKey");
    }
    json()
        .body(
            Map.of(
                "body",
                "Thank you",
                "visibility",
                "reporter",
                "recipients",
                List.of("a@example.org", "b@example.org", "a@example.org")))
        .post("/api/v1/cases/" + key + "/notes")
        .then()
        .statusCode(201);
    client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .then()
        .body("items.summary", hasItem("wrote to a@example.org, b@example.org"));
  }

  @Test
  void reports_and_indicators_of_a_case_are_paged_and_none_is_missed() {
    var key = storm(12);
    getCase(key).then().body("reportCount", is(12));
    assertThat(all(key, "reports", "id")).hasSize(12).doesNotHaveDuplicates();
    assertThat(all(key, "indicators", "value")).hasSize(13).doesNotHaveDuplicates();
    client()
        .get("/api/v1/cases/" + key + "/indicators?cursor=bm9uc2Vuc2U")
        .then()
        .statusCode(422)
        .body("errors", hasSize(1));
    client().get("/api/v1/cases/DM-2000-000001/indicators").then().statusCode(404);
  }

  private static List<Object> all(String key, String list, String field) {
    var found = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          client()
              .get("/api/v1/cases/" + key + "/" + list + "?limit=5&cursor=" + cursor)
              .jsonPath();
      assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(5);
      found.addAll(page.getList("items." + field));
      cursor = page.getString("next");
    }
    return found;
  }
}
