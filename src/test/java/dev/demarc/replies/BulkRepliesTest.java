package dev.demarc.replies;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.Api.newCase;
import static dev.demarc.Api.version;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@DemarcTest
class BulkRepliesTest {

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  private String caseOf(String... people) {
    var key = newCase();
    for (var one : people) {
      json()
          .body(Map.of("address", one + tag + "@x.example"))
          .post("/api/v1/cases/" + key + "/participants")
          .then()
          .statusCode(200);
    }
    return key;
  }

  private static ValidatableResponse post(String path, List<String> cases, String body) {
    return json().body(Map.of("cases", cases, "body", body)).post("/api/v1/replies" + path).then();
  }

  private ValidatableResponse outbox() {
    return client().get("/api/v1/outbox?limit=200").then();
  }

  @Test
  void one_text_goes_to_each_who_takes_part_in_a_mail_of_their_own_and_a_case_that_refuses_waits() {
    var one = caseOf("kim", "vega");
    var other = caseOf("kim");
    var nobody = newCase();
    var cases = List.of(one, other + "@" + version(other), nobody);
    post("/previews", cases, "About {key}: see http://evil.example/")
        .statusCode(200)
        .body("mails", is(3))
        .body("cases.key", contains(one, other, nobody))
        .body("cases[0].mails", hasSize(2))
        .body("cases[1].mails[0].text", is("About " + other + ": see hxxp://evil[.]example/"))
        .body("cases[1].refused", nullValue())
        .body("cases[2].refused", containsString("Nobody takes part"));
    outbox().body("items.findAll { it.recipient.contains('" + tag + "') }", hasSize(0));

    String batch =
        post("", cases, "About {key}")
            .statusCode(200)
            .body("written", contains(one, other))
            .body("refused.key", contains(nobody))
            .extract()
            .path("batch");
    outbox()
        .body("items.findAll { it.recipient.contains('" + tag + "') }.recipient", hasSize(3))
        .body(
            "items.find { it.recipient.contains('" + tag + "') }.subject", containsString("[DM-"));
    // what was seen before is out of date now
    post("", List.of(other + "@0"), "Again")
        .statusCode(200)
        .body("written", hasSize(0))
        .body("refused[0].detail", containsString("changed"));

    client()
        .delete("/api/v1/change-batches/" + batch)
        .then()
        .statusCode(200)
        .body("refused", hasSize(0));
    outbox()
        .body(
            "items.findAll { it.recipient.contains('" + tag + "') }.status",
            not(org.hamcrest.Matchers.hasItem("pending")));
  }

  @Test
  void what_is_wrong_with_a_reply_is_told_and_nothing_is_sent() {
    post("", List.of(), "Hello").statusCode(422).body("errors[0].field", is("cases"));
    post("", List.of("nonsense"), "Hello").statusCode(422).body("errors[0].field", is("cases"));
    post("", List.of(newCase()), " ").statusCode(422).body("errors[0].field", is("body"));
    post("/previews", List.of("DM-1999-000001"), "Hello")
        .statusCode(200)
        .body("cases[0].refused", containsString("There is no case"));
  }
}
