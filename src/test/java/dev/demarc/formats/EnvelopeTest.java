package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demarc.shared.Category;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What AWS wraps around a report on its way changes nothing of what is read out of it. */
class EnvelopeTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:abuse";
  private static final String FINDING =
      "{\"schemaVersion\":\"2.0\",\"accountId\":\"123456789012\",\"region\":\"eu-west-1\","
          + "\"id\":\"f1\",\"type\":\"Trojan:EC2/DropPoint\",\"severity\":5,\"title\":\"t\","
          + "\"resource\":{\"resourceType\":\"Instance\"},\"service\":{\"resourceRole\":\"TARGET\"}}";

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** As SNS posts it: the type of its content is always plain text. */
  private static Submission bySns(String message) {
    var notification =
        object()
            .put("Type", "Notification")
            .put("MessageId", "m-1")
            .put("TopicArn", TOPIC)
            .put("Subject", "Something happened")
            .put("Message", message)
            .put("Timestamp", "2026-11-20T00:00:00.000Z");
    return new Submission(
        notification.toString().getBytes(StandardCharsets.UTF_8),
        "text/plain; charset=UTF-8",
        Samples.RECEIVED);
  }

  private static ObjectNode event(String source, String detail) {
    return object()
        .put("version", "0")
        .put("id", "e-1")
        .put("detail-type", "Something")
        .put("source", source)
        .put("account", "999999999999")
        .put("time", "2026-11-19T00:00:00Z")
        .put("region", "us-east-1")
        .set("detail", JsonTree.readOrNull(detail));
  }

  @Test
  void a_finding_in_an_event_in_a_notification_is_that_finding() {
    var report = Samples.read(bySns(event("aws.guardduty", FINDING).toString()));
    assertThat(report.format()).isEqualTo("guardduty");
    assertThat(report.externalId()).isEqualTo("f1");
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.region()).isEqualTo("eu-west-1");
    assertThat(report.details())
        .containsEntry("snsTopic", TOPIC)
        .containsEntry("snsMessageId", "m-1")
        .containsEntry("eventSource", "aws.guardduty")
        .containsEntry("eventId", "e-1");
  }

  @Test
  void the_own_form_by_sns_is_the_own_form() {
    var report = Samples.read(bySns("{\"title\":\"Port scan\",\"sources\":[\"203.0.113.9\"]}"));
    assertThat(report.format()).isEqualTo("demarc");
    assertThat(report.title()).isEqualTo("Port scan");
    assertThat(report.details()).containsEntry("snsTopic", TOPIC);
  }

  @Test
  void the_own_form_in_an_event_of_somebodys_application_is_the_own_form() {
    var event = event("com.example.scanner", "{\"title\":\"Scan\",\"category\":\"port-scan\"}");
    var report = Samples.read(Samples.json(event.toString()));
    assertThat(report.format()).isEqualTo("demarc");
    assertThat(report.category()).isEqualTo(Category.PORT_SCAN);
    assertThat(report.accountId()).as("the account that sends is not the one at fault").isNull();
    assertThat(report.details()).containsEntry("eventSource", "com.example.scanner");
  }

  @Test
  void xarf_by_sns_is_xarf_and_names_its_topic() throws Exception {
    var file = Samples.corpus().resolve("xarf-spec/samples/v4/connection-ddos.json");
    var report = Samples.read(bySns(Files.readString(file)));
    assertThat(report.format()).isEqualTo("xarf-v4");
    assertThat(report.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    assertThat(report.details()).containsEntry("snsMessageId", "m-1");
    assertThat(report.attachments()).hasSize(1);
  }

  @Test
  void json_that_nobody_knows_is_kept_when_it_comes_by_sns() {
    var report = Samples.read(bySns("{\"hostname\":\"web1\",\"peer\":\"203.0.113.9\"}"));
    assertThat(report.format()).isEqualTo("aws-event");
    assertThat(report.title()).isEqualTo("Something happened");
    assertThat(report.text()).contains("peer: 203.0.113.9");
    assertThat(report.indicators()).extracting(i -> i.value()).contains("203.0.113.9");
  }

  @Test
  void a_scalar_or_broken_json_in_a_notification_is_words() {
    for (var message : new String[] {"42", "\"hello\"", "{\"a\":", "Alarm: \"X\" in EU"}) {
      var report = Samples.read(bySns(message));
      assertThat(report.format()).as(message).isEqualTo("sns");
      assertThat(report.text()).isEqualTo(message);
      assertThat(report.title()).isEqualTo("Something happened");
    }
  }

  @Test
  void an_event_of_which_only_the_detail_is_left_is_opened() {
    var report = Samples.read(Samples.json("{\"detail\":" + FINDING + "}"));
    assertThat(report.format()).isEqualTo("guardduty");
  }

  @Test
  void an_event_without_detail_keeps_what_it_says() {
    var report =
        Samples.read(
            Samples.json(
                "{'detail-type':'Root login','source':'aws.signin','account':'123456789012'}"));
    assertThat(report.format()).isEqualTo("aws-event");
    assertThat(report.title()).isEqualTo("Root login");
    assertThat(report.accountId()).isEqualTo("123456789012");
  }

  @Test
  void envelopes_without_end_are_opened_to_a_limit_and_kept() {
    var message = FINDING;
    for (int i = 0; i < 8; i++) {
      message = new String(bySns(message).raw(), StandardCharsets.UTF_8);
    }
    var report = Samples.read(bySns(message));
    assertThat(report.format()).isEqualTo("sns");
    assertThat(report.details()).containsEntry("snsMessageId", "m-1");
  }

  @Test
  void an_alarm_that_is_over_is_resolved() {
    var alarm =
        "{\"AlarmName\":\"NetworkOut\",\"NewStateValue\":\"OK\",\"AWSAccountId\":\"123456789012\","
            + "\"Region\":\"EU (Ireland)\",\"AlarmArn\":\"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:NetworkOut\"}";
    var report = Samples.read(bySns(alarm));
    assertThat(report.format()).isEqualTo("aws-event");
    assertThat(report.title()).isEqualTo("CloudWatch alarm NetworkOut: OK");
    assertThat(report.resolved()).isTrue();
    assertThat(report.region()).isEqualTo("eu-west-1");
  }

  @Test
  void an_alarm_by_eventbridge_is_named_like_one_by_sns() {
    var event = event("aws.cloudwatch", "{\"alarmName\":\"Net\",\"state\":{\"value\":\"ALARM\"}}");
    event.put("detail-type", "CloudWatch Alarm State Change");
    var report = Samples.read(Samples.json(event.toString()));
    assertThat(report.title()).isEqualTo("CloudWatch alarm Net: ALARM");
    assertThat(report.resolved()).isFalse();
  }
}
