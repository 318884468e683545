package dev.demarc.sns;

import static dev.demarc.Api.client;
import static dev.demarc.Api.json;
import static dev.demarc.shared.Waiting.await;
import static dev.demarc.sns.SentBySns.newTopic;
import static dev.demarc.sns.SentBySns.notification;
import static dev.demarc.sns.SentBySns.subscription;
import static dev.demarc.sns.SentBySns.unsubscription;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.demarc.DemarcTest;
import dev.demarc.intake.Intake;
import dev.demarc.reading.ReportReader;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DemarcTest
class DeliveringOverSnsTest {

  @Inject SnsRequests aws;
  @Inject CertificateFetch fetch;
  @Inject Certificates certificates;
  @Inject Subscriptions subscriptions;
  @Inject Intake intake;
  @Inject ReportReader reader;
  @Inject DataSource database;

  @BeforeEach
  void noTestAsksAws() {
    AwsStub.standsInFor(aws);
    AwsStub.on("Action=ConfirmSubscription", 200, "<ConfirmSubscriptionResponse/>".getBytes());
  }

  @AfterEach
  void noTopicIsLeftWaiting() {
    for (var id : client().get("/api/v1/sns-topics?limit=200").jsonPath().getList("items.id")) {
      client().delete("/api/v1/sns-topics/" + id).then().statusCode(204);
    }
  }

  private static JsonPath topic(String arn) {
    var all = client().get("/api/v1/sns-topics?limit=200").then().statusCode(200).extract();
    return JsonPath.from(all.asString()).setRootPath("items.find { it.arn == '" + arn + "' }");
  }

  private static String account(String arn) {
    return arn.split(":")[4];
  }

  private static void decide(String arn, String state) {
    json()
        .body(Map.of("state", state))
        .patch("/api/v1/sns-topics/" + topic(arn).getString("id"))
        .then()
        .statusCode(200)
        .body("state", is(state))
        .body("decidedBy", notNullValue());
  }

  private static String approvedTopic() {
    var arn = newTopic();
    subscription(arn).post().then().statusCode(200);
    decide(arn, "approved");
    return arn;
  }

  @Test
  void a_topic_waits_for_a_person_and_is_confirmed_only_then() {
    var arn = newTopic();
    var asks = subscription(arn);
    asks.post().then().statusCode(200).body("state", is("pending")).body("topic", is(arn));
    assertThat(AwsStub.asked(account(arn))).isZero();
    assertThat(topic(arn).getString("confirmedAt")).isNull();

    decide(arn, "approved");
    await().until(() -> topic(arn).getString("confirmedAt") != null);
    assertThat(AwsStub.asked(account(arn))).isOne();
    assertThat(topic(arn).getString("lastError")).isNull();
  }

  @Test
  void a_message_of_an_approved_topic_is_a_report_and_its_repeat_the_same() {
    var arn = approvedTopic();
    var message = notification(arn, "{\"detail-type\": \"GuardDuty Finding\"}").sealed();
    String id =
        message
            .post()
            .then()
            .statusCode(202)
            .body("status", is("RECEIVED"))
            .body("topic", is(arn))
            .extract()
            .path("id");
    message.post().then().statusCode(200).body("id", is(id));

    client().get("/api/v1/reports/" + id).then().statusCode(200).body("channel", is("sns"));
    assertThat(client().get("/api/v1/reports/" + id + "/raw").asByteArray())
        .isEqualTo(message.bytes());
    assertThat(topic(arn).getInt("messages")).isOne();
    assertThat(topic(arn).getString("lastMessageAt")).isNotNull();
  }

  @Test
  void the_same_message_through_another_subscription_is_no_second_report() {
    var arn = approvedTopic();
    var message = notification(arn, "once").sealed();
    message.post().then().statusCode(202);
    message
        .with("UnsubscribeURL", "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe")
        .post()
        .then()
        .statusCode(200);
    assertThat(topic(arn).getInt("messages")).isOne();
  }

  @Test
  void both_content_types_are_taken() {
    var arn = approvedTopic();
    for (var type : List.of("application/json", "text/plain; charset=UTF-8")) {
      given()
          .header("x-amz-sns-message-type", "Notification")
          .contentType(type)
          .body(notification(arn, "x").bytes())
          .post("/api/v1/sns")
          .then()
          .statusCode(202);
    }
  }

  @Test
  void a_signature_with_sha_1_is_refused_and_the_answer_says_what_to_set() {
    var arn = approvedTopic();
    notification(arn, "x")
        .with("SignatureVersion", "1")
        .post()
        .then()
        .statusCode(403)
        .body("detail", containsString("SignatureVersion to 2"))
        .body("detail", containsString("demarc.sns.allow-sha1"));
    subscription(newTopic())
        .with("SignatureVersion", "1")
        .post()
        .then()
        .statusCode(403)
        .body("detail", containsString("SignatureVersion to 2"));
    assertThat(topic(arn).getInt("messages")).isZero();
  }

  @Test
  void a_signature_with_sha_1_is_taken_where_the_operator_allows_it() {
    var arn = approvedTopic();
    var arrivals =
        new SnsDeliveries(
            certificates, subscriptions, intake, reader, Clock.systemUTC(), new AllowingSha1());
    var taken =
        arrivals.take(notification(arn, "x").with("SignatureVersion", "1").bytes(), "Notification");
    assertThat(taken.state()).isEqualTo(TopicState.APPROVED);
    assertThat(taken.reportIds()).hasSize(1);
    assertThatThrownBy(
            () ->
                arrivals.take(
                    notification(arn, "x")
                        .with("SignatureVersion", "1")
                        .sealed()
                        .with("Message", "other")
                        .bytes(),
                    "Notification"))
        .hasMessageContaining("signature does not hold");
  }

  private record AllowingSha1(Duration oldest, int pendingAtMost) implements SnsSettings {
    AllowingSha1() {
      this(Duration.ofHours(1), 100);
    }

    @Override
    public Optional<Set<String>> topics() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> certificates() {
      return Optional.empty();
    }

    @Override
    public boolean allowSha1() {
      return true;
    }
  }

  @Test
  void a_message_of_a_topic_that_nobody_approved_is_counted_and_not_stored() {
    var stranger = newTopic();
    notification(stranger, "spam")
        .post()
        .then()
        .statusCode(403)
        .body("detail", containsString(stranger));
    assertThat((Object) topic(stranger).get()).isNull();

    subscription(stranger).post().then().statusCode(200);
    notification(stranger, "spam").post().then().statusCode(403);
    assertThat(topic(stranger).getInt("refused")).isOne();
    assertThat(topic(stranger).getInt("messages")).isZero();

    decide(stranger, "refused");
    notification(stranger, "spam").post().then().statusCode(403);
    subscription(stranger).post().then().statusCode(403);
    assertThat(topic(stranger).getInt("refused")).isEqualTo(3);
    assertThat(AwsStub.asked(account(stranger))).isZero();
  }

  @Test
  void a_topic_that_is_refused_later_delivers_no_more() {
    var arn = approvedTopic();
    notification(arn, "one").post().then().statusCode(202);
    decide(arn, "refused");
    notification(arn, "two").post().then().statusCode(403);
    decide(arn, "approved");
    notification(arn, "three").post().then().statusCode(202);
  }

  @Test
  void strangers_take_few_places_and_leave_some_to_others() {
    var account = newTopic().replace(":abuse", "");
    for (int i = 0; i < Subscriptions.PENDING_OF_ACCOUNT_AT_MOST; i++) {
      subscription(account + ":topic-" + i).post().then().statusCode(200);
    }
    subscription(account + ":one-more")
        .post()
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .body("detail", containsString("demarc.sns.topics"));
    subscription(account + ":topic-1").post().then().statusCode(200);

    int waiting = 10;
    while (subscription(newTopic()).post().statusCode() == 200) {
      assertThat(++waiting).isLessThanOrEqualTo(100);
    }
    assertThat(waiting).isEqualTo(100);
  }

  @Test
  void the_end_of_a_subscription_is_shown() {
    var arn = approvedTopic();
    unsubscription(arn).post().then().statusCode(200);
    assertThat(topic(arn).getString("unsubscribedAt")).isNotNull();
    unsubscription(newTopic()).post().then().statusCode(403);
    subscription(arn).post().then().statusCode(200).body("state", is("approved"));
    assertThat(topic(arn).getString("unsubscribedAt")).isNull();
  }

  @Test
  void the_hostile_confirmation_is_refused_and_nothing_is_asked() {
    SentBySns.post("SubscriptionConfirmation", SentBySns.file("hostile-confirmation.json"))
        .then()
        .statusCode(403)
        .body("detail", containsString("SigningCertURL"));
    // with a signature that holds, too
    for (var url :
        List.of(
            "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
            "https://sns.eu-west-1.amazonaws.com.evil.example/?Action=ConfirmSubscription")) {
      var arn = newTopic();
      subscription(arn)
          .with("SubscribeURL", url)
          .post()
          .then()
          .statusCode(403)
          .body("detail", containsString("SubscribeURL"));
      assertThat((Object) topic(arn).get()).isNull();
    }
    assertThat(AwsStub.asked("meta-data")).isZero();
  }

  @Test
  void what_was_changed_or_signed_by_somebody_else_is_refused() {
    var arn = approvedTopic();
    notification(arn, "signed")
        .sealed()
        .with("Message", "not signed")
        .post()
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("signature"));
    notification(arn, "x").with("SignatureVersion", "3").post().then().statusCode(403);
    assertThat(topic(arn).getInt("messages")).isZero();
  }

  @Test
  void a_stale_message_is_refused_and_one_from_the_future_too() {
    var arn = approvedTopic();
    notification(arn, "x").sentBefore(Duration.ofMinutes(50)).post().then().statusCode(202);
    for (var age : List.of(Duration.ofMinutes(61), Duration.ofHours(-1))) {
      notification(arn, "x")
          .sentBefore(age)
          .post()
          .then()
          .statusCode(403)
          .body("detail", containsString("demarc.sns.oldest"));
    }
  }

  @Test
  void raw_delivery_is_told_where_to_go() {
    given()
        .header("x-amz-sns-message-type", "Notification")
        .header("x-amz-sns-rawdelivery", "true")
        .contentType("text/plain; charset=UTF-8")
        .body("{\"title\": \"raw\"}")
        .post("/api/v1/sns")
        .then()
        .statusCode(403)
        .body("detail", containsString("/api/v1/reports"));
  }

  @Test
  void what_is_no_message_of_sns_is_told_so() {
    given().contentType("text/plain").body("x").post("/api/v1/sns").then().statusCode(400);
    for (var body : List.of("", "x", "[]", "{\"Type\": \"Notification\"}")) {
      SentBySns.post("Notification", body.getBytes(StandardCharsets.UTF_8))
          .then()
          .statusCode(400)
          .body("type", is("urn:demarc:problem:unreadable"));
    }
    SentBySns.post("SubscriptionConfirmation", notification(newTopic(), "x").bytes())
        .then()
        .statusCode(400)
        .body("detail", containsString("do not agree"));
    given()
        .header("x-amz-sns-message-type", "Notification")
        .contentType("application/xml")
        .body("<a/>")
        .post("/api/v1/sns")
        .then()
        .statusCode(415);
  }

  @Test
  void more_than_sns_ever_sends_is_refused() {
    var arn = approvedTopic();
    notification(arn, "x".repeat(256 * 1024)).post().then().statusCode(202);
    notification(arn, "x".repeat(1024 * 1024)).post().then().statusCode(413);
  }

  private static String newCertificate() {
    return "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-"
        + UUID.randomUUID().toString().replace("-", "")
        + ".pem";
  }

  private static String name(String url) {
    return URI.create(url).getPath();
  }

  @Test
  void nobody_waits_for_a_certificate_and_the_next_try_finds_it() {
    var arn = approvedTopic();
    var url = newCertificate();
    AwsStub.on(name(url), 200, SentBySns.file("issued.crt"));
    var message = notification(arn, "x").with("SigningCertURL", url).sealed();
    message
        .post()
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("type", is("urn:demarc:problem:not-ready"));
    await().until(() -> message.post().statusCode() != 503);
    message.post().then().statusCode(200);
    assertThat(AwsStub.asked(name(url))).isOne();
    assertThat(topic(arn).getInt("messages")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired.crt", "other-name.crt", "self-made.crt", "README.md"})
  void a_certificate_that_is_not_one_of_sns_is_not_taken_and_not_asked_for_again(String file) {
    var url = newCertificate();
    AwsStub.on(name(url), 200, SentBySns.file(file));
    var message = subscription(newTopic()).with("SigningCertURL", url).sealed();
    message.post().then().statusCode(503);
    await().until(() -> message.post().statusCode() != 503);
    message.post().then().statusCode(403).body("detail", containsString("certificate"));
    assertThat(AwsStub.asked(name(url))).isOne();
  }

  @Test
  void no_other_place_is_asked_for_a_certificate() {
    var url = newCertificate();
    AwsStub.on(
        name(url),
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere" + name(url) + "-moved");
          exchange.sendResponseHeaders(302, -1);
        });
    var message = subscription(newTopic()).with("SigningCertURL", url).sealed();
    message.post().then().statusCode(503);
    await().until(() -> message.post().statusCode() == 403);
    assertThat(AwsStub.asked("/elsewhere" + name(url))).isZero();
  }

  @Test
  void while_sns_cannot_be_asked_messages_are_not_lost() {
    var busy = newCertificate();
    AwsStub.on(name(busy), 503, new byte[0]);
    var endless = newCertificate();
    AwsStub.on(
        name(endless),
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(new byte[1 << 14]);
          }
        });
    for (var url : List.of(busy, endless)) {
      var message = subscription(newTopic()).with("SigningCertURL", url).sealed();
      message.post().then().statusCode(503);
      await().until(() -> AwsStub.asked(name(url)) == 1);
      fetch.fetch(url);
      message.post().then().statusCode(503);
    }
  }

  @Test
  void a_confirmation_that_sns_refuses_is_shown_and_can_be_tried_again() {
    var arn = newTopic();
    AwsStub.on(account(arn), 400, new byte[0]);
    AwsStub.on("Action=ConfirmSubscription", 404, new byte[0]);
    var asks = subscription(arn);
    asks.post().then().statusCode(200);
    decide(arn, "approved");
    await().until(() -> topic(arn).getString("lastError") != null);
    assertThat(topic(arn).getString("lastError")).contains("SNS answered 40");
    assertThat(topic(arn).getString("confirmedAt")).isNull();

    AwsStub.on(account(arn), 200, "<ok/>".getBytes());
    AwsStub.on("Action=ConfirmSubscription", 200, "<ok/>".getBytes());
    await()
        .until(
            () -> {
              decide(arn, "approved");
              return topic(arn).getString("confirmedAt") != null;
            });
    assertThat(topic(arn).getString("lastError")).isNull();
  }

  @Test
  void a_confirmation_that_came_too_long_ago_is_said_to_have_expired() throws SQLException {
    var arn = newTopic();
    subscription(arn).post().then().statusCode(200);
    try (var connection = database.getConnection();
        var change =
            connection.prepareStatement(
                "update sns_topic set token_until = now() - interval '1 minute' where arn = ?")) {
      change.setString(1, arn);
      change.executeUpdate();
    }
    decide(arn, "approved");
    assertThat(topic(arn).getString("lastError")).contains("three days");

    subscription(arn).post().then().statusCode(200).body("state", is("approved"));
    await().until(() -> topic(arn).getString("confirmedAt") != null);
    assertThat(topic(arn).getString("lastError")).isNull();
    assertThat(AwsStub.asked(account(arn))).isOne();
  }

  @Test
  void a_topic_that_the_configuration_names_needs_no_person_but_one_may_refuse_it() {
    var configured = "arn:aws:sns:eu-west-1:123456789012:configured";
    subscription(configured).post().then().statusCode(200).body("state", is("approved"));
    await().until(() -> topic(configured).getString("confirmedAt") != null);
    assertThat(topic(configured).getString("decidedBy")).isEqualTo("configuration");
    notification(configured, "x").post().then().statusCode(202);

    decide(configured, "refused");
    notification(configured, "x").post().then().statusCode(403);
  }

  @Test
  void only_administrators_decide() {
    given().get("/api/v1/sns-topics").then().statusCode(401);
    var arn = newTopic();
    subscription(arn).post().then().statusCode(200);
    var address = "/api/v1/sns-topics/" + topic(arn).getString("id");
    given().contentType("application/json").body("{}").patch(address).then().statusCode(401);
    json().body(Map.of("state", "pending")).patch(address).then().statusCode(422);
    json().body(Map.of("state", "approved")).patch("/api/v1/sns-topics/x").then().statusCode(404);
    client().get("/api/v1/sns-topics?state=maybe").then().statusCode(422);
    client()
        .get("/api/v1/sns-topics?state=pending&limit=1")
        .then()
        .body("items[0].arn", equalTo(arn))
        .body("next", nullValue());
    client().delete(address).then().statusCode(204);
    client().delete(address).then().statusCode(404);
  }

  private static String finding(String id, String address) {
    return """
    {"SchemaVersion": "2018-10-08", "Id": "%s", "AwsAccountId": "123456789012",
     "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/guardduty",
     "GeneratorId": "g", "Types": ["TTPs/Discovery/Recon:EC2-Portscan"],
     "CreatedAt": "2026-11-20T10:00:00Z", "UpdatedAt": "2026-11-20T10:00:00Z",
     "Severity": {"Label": "HIGH"}, "Title": "Scan by %s", "Description": "Outbound scan.",
     "Resources": [{"Type": "AwsEc2Instance", "Id": "i-0123456789abcdef0"}]}\
    """
        .formatted(id, address);
  }

  private static String event(String... findings) {
    return """
    {"version": "0", "id": "e1", "detail-type": "Security Hub Findings - Imported",
     "source": "aws.securityhub", "account": "123456789012", "region": "eu-west-1",
     "time": "2026-11-20T10:00:01Z", "resources": [], "detail": {"findings": [%s]}}\
    """
        .formatted(String.join(",", findings));
  }

  @Test
  void each_finding_of_a_message_is_a_report_of_its_own_and_a_redelivery_files_none_twice() {
    var arn = approvedTopic();
    var message =
        notification(
                arn,
                event(
                    finding("f-" + UUID.randomUUID(), "198.51.100.21"),
                    finding("f-" + UUID.randomUUID(), "198.51.100.22"),
                    finding("f-" + UUID.randomUUID(), "198.51.100.23")))
            .sealed();
    List<String> ids =
        message.post().then().statusCode(202).body("ids.size()", is(3)).extract().path("ids");
    for (int i = 0; i < 3; i++) {
      var place = i;
      await()
          .untilAsserted(
              () ->
                  client()
                      .get("/api/v1/reports/" + ids.get(place))
                      .then()
                      .body("status", is("FILED"))
                      .body("channel", is("sns"))
                      .body("format", is("asff"))
                      .body("title", containsString("198.51.100.2" + (place + 1)))
                      .body("details.snsTopic", is(arn))
                      .body("details.eventSource", is("aws.securityhub"))
                      .body("problems", is(List.of()))
                      .body("caseKey", notNullValue()));
    }
    message
        .with("SigningCertURL", SentBySns.PRESET)
        .with("UnsubscribeURL", "https://sns.eu-west-1.amazonaws.com/?another")
        .post()
        .then()
        .statusCode(200)
        .body("ids", is(ids));
  }

  @Test
  void a_list_with_something_else_in_it_stays_one_report_for_people() {
    var message =
        notification(approvedTopic(), "{\"Findings\": [" + finding("a", "198.51.100.24") + ", 7]}");
    message.post().then().statusCode(202).body("ids", nullValue()).body("id", notNullValue());
    message.post().then().statusCode(200);
  }
}
