package dev.demarc.publicform;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.shared.Actor;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@DemarcTest
class PublicFormTest {

  @Inject PublicFormSettings settings;

  private void switchOn() {
    settings.change(true, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  @AfterEach
  void switch_off() {
    settings.change(false, "Example Corp abuse desk", true, Actor.ENGINE);
  }

  private static RequestSpecification form(String about, String once) {
    return given()
        .redirects()
        .follow(false)
        .formParam("kind", "attack")
        .formParam("about", about)
        .formParam("seen", "Our sensors count 412 queries a minute from there since 08:58 UTC.")
        .formParam("email", "noc@isp.example")
        .formParam("once", once);
  }

  private static String sent(String about, String once) {
    return form(about, once)
        .formParam("confirmed", "yes")
        .post("/report-abuse")
        .then()
        .statusCode(303)
        .extract()
        .header("Location")
        .replaceFirst("^https?://[^/]+", "")
        .replaceFirst("#.*", "");
  }

  @Test
  void there_is_nothing_until_an_administrator_switches_it_on() {
    given()
        .get("/report-abuse")
        .then()
        .statusCode(404)
        .body(not(containsString("href=\"/report-abuse\"")));
    form("203.0.113.9", UUID.randomUUID().toString()).post("/report-abuse").then().statusCode(404);
    switchOn();
    given()
        .get("/report-abuse")
        .then()
        .statusCode(200)
        .body(containsString("Example Corp abuse desk"), not(containsString("Queue")));
  }

  @Test
  void a_stranger_reports_and_reads_by_the_link_what_became_of_it() {
    switchOn();
    var address = Api.freshAddress();
    var page = sent(address, UUID.randomUUID().toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> given().get(page).asString().contains("id=\"body\""));
    given()
        .get(page)
        .then()
        .body(containsString(address.replace(".", "[.]")), not(containsString("DM-20")));

    String key =
        await()
            .until(
                () -> Api.client().get("/api/v1/cases?q=" + address).path("items[0].key"),
                Objects::nonNull);
    Api.json()
        .body(Map.of("outcome", "fixed", "version", Api.version(key)))
        .post("/api/v1/cases/" + key + "/closure");
    assertThat(given().get(page).asString()).contains("What you reported was dealt with.");
  }

  @Test
  void what_is_added_by_the_link_is_read_on_the_case_once_and_sends_no_mail() {
    switchOn();
    var address = Api.freshAddress();
    var page = sent(address, UUID.randomUUID().toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> given().get(page).asString().contains("id=\"body\""));
    String key = Api.client().get("/api/v1/cases?q=" + address).path("items[0].key");
    var mails = mails(key);

    var once = UUID.randomUUID().toString();
    var words = "It has stopped <b>now</b>, see http://x.example";
    add(page, words, once).then().statusCode(303);
    add(page, words, once).then().statusCode(303);
    add(page, " ", UUID.randomUUID().toString())
        .then()
        .statusCode(422)
        .body(containsString("Write something"));
    given()
        .get(page)
        .then()
        .body(containsString("It has stopped &lt;b&gt;now&lt;/b&gt;, see hxxp://x[.]example"));
    var told = Api.client().get("/api/v1/cases/" + key + "/timeline?limit=200").jsonPath();
    assertThat(told.getList("items.findAll { it.kind == 'page-message' }.body", String.class))
        .containsExactly(words);
    assertThat(mails(key)).isEqualTo(mails);

    Api.json()
        .body(Map.of("outcome", "fixed", "version", Api.version(key)))
        .post("/api/v1/cases/" + key + "/closure");
    add(page, "But it goes on", UUID.randomUUID().toString())
        .then()
        .statusCode(422)
        .body(containsString("is not being worked on now"));
  }

  private static List<Object> mails(String key) {
    return Api.client()
        .get("/api/v1/outbox?limit=200")
        .jsonPath()
        .getList("items.findAll { it.caseKey == '" + key + "' }.id");
  }

  private static Response add(String page, String body, String once) {
    return given()
        .redirects()
        .follow(false)
        .formParam("body", body)
        .formParam("once", once)
        .post(page + "/messages");
  }

  @Test
  void a_form_that_was_sent_for_another_report_counts_like_any_other() {
    switchOn();
    var once = UUID.randomUUID().toString();
    var other = beingWorkedOn();
    add(other, "First", once).then().statusCode(303);
    var page = beingWorkedOn();
    add(page, "Second", once).then().statusCode(303);
    add(page, "Second", once).then().statusCode(303);
    assertThat(given().get(page).asString()).containsOnlyOnce("Second");
  }

  private static String beingWorkedOn() {
    var page = sent(Api.freshAddress(), UUID.randomUUID().toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> given().get(page).asString().contains("id=\"body\""));
    return page;
  }

  @Test
  void a_link_is_read_in_small_letters_and_with_dashes_and_in_no_other_way() {
    switchOn();
    var page = sent(Api.freshAddress(), UUID.randomUUID().toString());
    var token = page.substring(page.lastIndexOf('/') + 1);
    for (var read :
        List.of(token.toLowerCase(), token.substring(0, 5) + "-" + token.substring(5))) {
      given().get("/report-abuse/" + read).then().statusCode(200);
    }
    for (var other :
        List.of(token + "%20", "%E2%80%83" + token, token.replaceFirst(".$", "%C4%B1"))) {
      var address = "/report-abuse/" + other;
      given().urlEncodingEnabled(false).get(address).then().statusCode(404);
      given()
          .urlEncodingEnabled(false)
          .redirects()
          .follow(false)
          .formParam("body", "x")
          .post(address + "/messages")
          .then()
          .statusCode(404);
    }
  }

  @Test
  void a_link_that_nobody_was_given_opens_nothing() {
    switchOn();
    var page = sent(Api.freshAddress(), UUID.randomUUID().toString());
    var guessed = page.substring(0, page.length() - 1) + (page.endsWith("0") ? "1" : "0");
    given()
        .get(guessed)
        .then()
        .statusCode(404)
        .body(
            containsString("no report at this address"),
            containsString("href=\"/report-abuse\">To the form"));
    // to be kept it has to be whole
    given().get(page).then().body(containsString("http://localhost:8080" + page + "</p>"));
  }

  @Test
  void a_form_that_is_sent_twice_is_one_report() {
    switchOn();
    var once = UUID.randomUUID().toString();
    var address = Api.freshAddress();
    var first = given().get(sent(address, once));
    var again = given().get(sent(address, once));
    assertThat(number(again)).isEqualTo(number(first));
  }

  private static String number(Response page) {
    return page.htmlPath().getString("**.find { it.@class == 'mono number' }.text()");
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    switchOn();
    given()
        .formParam("about", "203.0.113.9")
        .formParam("email", "not-an-address")
        .post("/report-abuse")
        .then()
        .statusCode(422)
        .body(containsString("true as far as you know"), containsString("id=\"email-wrong\""));
  }

  @Test
  void what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    switchOn();
    form("203.0.113.9", UUID.randomUUID().toString())
        .post("/report-abuse")
        .then()
        .statusCode(422)
        .body(containsString("true as far as you know"), containsString("412 queries a minute"));
  }
}
