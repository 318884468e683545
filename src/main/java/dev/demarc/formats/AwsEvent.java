package dev.demarc.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.shared.Indicator.Role;

/**
 * Any other event of an AWS service from Amazon EventBridge, and a CloudWatch alarm from SNS: the
 * envelope's facts, the fields as text, and what they mention.
 */
final class AwsEvent implements ReportFormat {

  private static final int MOST_FIELDS = 200;
  private static final int LONGEST_FIELD = 4_096;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.json() != null
        && opened.json().isObject()
        && (opened.envelope().isEvent() || isAlarm(opened.json()));
  }

  private static boolean isAlarm(JsonNode json) {
    return json.has("AlarmName") && json.has("NewStateValue");
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var event = opened.json();
    var envelope = opened.envelope();
    var draft = new ReportDraft("aws-event");
    if (isAlarm(event)) {
      alarm(draft, AwsFields.of(event));
    } else {
      draft.title = envelope.detailType() == null ? envelope.source() : envelope.detailType();
      draft.externalId = envelope.eventId();
    }
    envelope.resources().forEach(r -> draft.indicators.add(r, Role.MENTIONED));
    var shown = new StringBuilder();
    var left = new int[] {MOST_FIELDS};
    JsonTree.eachScalar(
        event,
        (name, value) -> {
          if (left[0]-- > 0 && !value.isNull()) {
            var text = Text.cut(value.asText(), LONGEST_FIELD);
            shown.append(name).append(": ").append(text).append('\n');
            IndicatorMiner.mentions(text, draft.indicators);
          }
        });
    draft.text(shown.toString());
    envelope.describe(draft);
    return draft.finish();
  }

  private static void alarm(ReportDraft draft, AwsFields alarm) {
    draft.title =
        "CloudWatch alarm " + alarm.text("AlarmName") + ": " + alarm.text("NewStateValue");
    draft.externalId = alarm.text("AlarmArn");
    draft.occurredAt = alarm.date("StateChangeTime");
    draft.resolved = "OK".equals(alarm.text("NewStateValue"));
    draft.detail("alarmState", alarm.text("NewStateValue"));
    GuardDutyFinding.account(draft, alarm.text("AWSAccountId"));
  }
}
