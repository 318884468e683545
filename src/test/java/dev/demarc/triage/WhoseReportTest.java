package dev.demarc.triage;

import static dev.demarc.shared.Waiting.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.demarc.Api;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.access.people.People;
import dev.demarc.intake.Channel;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.Intake;
import dev.demarc.shared.Submitter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that only submits sees what it submitted, whatever it is called. */
@DemarcTest
class WhoseReportTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:findings";

  @Inject ApiKeys keys;
  @Inject People people;
  @Inject Intake intake;
  @Inject EntityManager database;

  private static RequestSpecification with(String key) {
    return given().header("Authorization", "Bearer " + key).contentType("application/json");
  }

  private static byte[] report() {
    return ("{\"title\": \"Scan from " + Api.freshAddress() + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private UUID arrived(Channel channel, Submitter submitter, String idempotencyKey, byte[] raw) {
    return intake
        .receive(
            new Delivery(
                channel,
                "application/json",
                raw,
                submitter,
                idempotencyKey,
                null,
                null,
                List.of(),
                null,
                false,
                FilingMode.BY_WORKER,
                null))
        .reportId();
  }

  /** Keys with these names may be there from other tests, which makes no difference. */
  private String keyNamed(String name) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeQuery(
                        "update api_key set name = name || ' ' || id where name = :name")
                    .setParameter("name", name)
                    .executeUpdate());
    return keys.create(name, "submitter", "test");
  }

  private static void assertSeesNothing(String key, UUID report) {
    for (var rest : List.of("", "/raw", "/attachments/0", "/attachments/0/listing")) {
      with(key).get("/api/v1/reports/" + report + rest).then().statusCode(404);
    }
    with(key).get("/v1/abuse/" + report.toString().replace("-", "")).then().statusCode(404);
    with(key).get("/v1/abusestatuses").then().statusCode(200).body("reports", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp", "imap", "sns", "rest", "samples", TOPIC, "SMTP"})
  void a_key_named_as_a_channel_reads_nothing_of_that_channel(String name) {
    var key = keyNamed(name);
    for (var channel : Channel.values()) {
      assertSeesNothing(key, arrived(channel, Submitter.channel(name), null, report()));
    }
  }

  @Test
  void a_key_named_as_a_person_does_not_read_what_that_person_pasted() {
    var name = "person-" + UUID.randomUUID();
    people.add(
        new People.Wanted(name, "Somebody", null, "analyst", "a long enough one"), Caller.SYSTEM);
    var pasted = arrived(Channel.REST, Submitter.person(name), null, report());
    assertSeesNothing(keyNamed(name), pasted);
  }

  @Test
  void a_key_made_again_under_the_same_name_inherits_nothing() {
    var name = "again-" + UUID.randomUUID();
    var first = keyNamed(name);
    var body = new String(report(), StandardCharsets.UTF_8);
    String id =
        with(first)
            .header("Idempotency-Key", "one")
            .body(body)
            .post("/api/v1/reports")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    with(first).get("/api/v1/reports/" + id).then().statusCode(200);
    var second = keyNamed(name);
    assertSeesNothing(second, UUID.fromString(id));
    with(second)
        .header("Idempotency-Key", "one")
        .body(report())
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .body("id", not(is(id)));
    with(first).get("/api/v1/reports/" + id).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imap", TOPIC})
  void a_key_named_as_a_channel_takes_none_of_its_idempotency_keys(String name) {
    var key = keyNamed(name);
    var idempotencyKey = "message-" + UUID.randomUUID();
    with(key)
        .header("Idempotency-Key", idempotencyKey)
        .body(report())
        .post("/api/v1/reports")
        .then()
        .statusCode(201);
    // another body under the same name would be a conflict in the same scope
    arrived(Channel.SNS, Submitter.channel(name), idempotencyKey, report());
  }

  @Test
  void an_id_of_a_senders_own_counts_for_that_sender_and_no_namesake() {
    var name = "numbers-" + UUID.randomUUID();
    var first = keyNamed(name);
    var opened = caseNumbered(first, name);
    assertThat(caseNumbered(first, name)).isEqualTo(opened);
    var namesake = caseNumbered(keyNamed(name), name);
    assertThat(namesake).isNotEqualTo(opened);
    var mailed = arrived(Channel.SNS, Submitter.channel(name), null, numbered(name).getBytes());
    await().until(() -> caseOf(mailed) != null);
    assertThat(caseOf(mailed)).isNotIn(opened, namesake);
  }

  private static String numbered(String number) {
    return "{\"title\": \"Ticket\", \"externalId\": \"" + number + "\"}";
  }

  private static String caseNumbered(String key, String number) {
    return with(key)
        .body(numbered(number))
        .post("/api/v1/reports")
        .then()
        .statusCode(201)
        .extract()
        .path("caseKey");
  }

  private static String caseOf(UUID report) {
    return Api.client().get("/api/v1/reports/" + report).path("caseKey");
  }

  @Test
  void a_token_of_the_abuse_signal_api_is_of_one_key_only() {
    var name = "signal-" + UUID.randomUUID();
    var token = UUID.randomUUID().toString();
    var first = reported(keyNamed(name), token);
    var second = reported(keyNamed(name), token);
    assertThat(second).isNotEqualTo(first);
  }

  private static String reported(String key, String token) {
    return with(key)
        .body(
            Map.of(
                "clientToken",
                token,
                "report",
                Map.of("xarf", AbuseSignalTest.xarf(Api.freshAddress()))))
        .post("/v1/abuse")
        .then()
        .statusCode(202)
        .extract()
        .path("reportId");
  }
}
