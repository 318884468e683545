package dev.demarc.finding;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.newCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class FindingInTheConsoleTest {

  private ConsoleSession session;

  @BeforeEach
  void sign_in_as_somebody_who_sees_one_queue() {
    session = ConsoleSession.ofNewPerson("analyst", "customer-security");
  }

  private ValidatableResponse get(String path, String name, String value) {
    return session.browser().queryParam(name, value).get(path).then().statusCode(200);
  }

  @Test
  void what_is_being_typed_is_completed_with_counts_of_open_cases() {
    newCase();
    get("/filter-suggestions", "f", "status:open sev")
        .body(containsString("value=\"status:open severity:\""));
    get("/filter-suggestions", "f", "status:open category:intr")
        .body(containsString("status:open category:intrusion-attempt"))
        .body(containsString(" open"));
    get("/filter-suggestions", "f", "-severity:lo").body(containsString("all but low"));
    get("/filter-suggestions", "f", "queue:")
        .body(containsString("queue:customer-security"))
        .body(not(containsString("aws-liaison")));
    get("/filter-suggestions", "f", "<script>").body(not(containsString("<script>")));
  }

  @Test
  void a_filter_that_is_not_understood_offers_what_was_meant() {
    get("/", "f", "sevrity:high")
        .body(containsString("isn&#39;t a filter"))
        .body(containsString("href=\"/?f=severity%3Ahigh\""));
  }

  @Test
  void what_a_list_shows_is_a_file_and_no_more_than_is_seen() {
    var word = "x" + UUID.randomUUID().toString().substring(0, 8);
    var key = newCase("Compromised EC2 instance attacks us from " + freshAddress() + " " + word);
    assertThat(get("/export", "f", word).extract().asString()).contains(key);
    get("/", "f", word).body(containsString("/export?f=" + word + "&amp;format=csv"));
  }

  @Test
  void what_a_case_names_is_told_with_how_often_it_came_before() {
    var address = freshAddress();
    var key = newCase("Compromised EC2 instance attacks us from " + address);
    get("/cases/" + key, "x", "").body(containsString("hx-get=\"/cases/" + key + "/history\""));
    get("/cases/" + key + "/history", "x", "").body(containsString("Seen before"));
    session
        .browser()
        .get("/history?kind=indicator&value=" + address)
        .then()
        .statusCode(200)
        .body(containsString(key));
  }
}
