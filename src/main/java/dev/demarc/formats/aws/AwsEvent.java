package dev.demarc.formats.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.EventEnvelope;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Statement.IdScope;
import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.Statement.ReaderIs;
import dev.demarc.formats.form.DemarcForm;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.text.StatedFacts;
import dev.demarc.formats.text.Text;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import org.jspecify.annotations.Nullable;

/**
 * Any other event from Amazon EventBridge, a CloudWatch alarm, and any other JSON over SNS: the
 * envelope's facts, the fields as text, and what they mention. Nobody waits behind these envelopes
 * to mend a form, so nothing is refused.
 */
public final class AwsEvent implements ReportFormat {

  private static final int MOST_FIELDS = 200;
  private static final int LONGEST_FIELD = 4_096;

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.json() != null
        && opened.json().isObject()
        && (isAlarm(opened.json()) || isWrapped(opened.requireEnvelope()) && !isForm(opened));
  }

  private static boolean isWrapped(EventEnvelope envelope) {
    return envelope.isEvent() || envelope.isNotification();
  }

  private static boolean isForm(OpenedSubmission opened) {
    return !opened.requireEnvelope().isOfAws() && DemarcForm.isMeant(opened.requireJson());
  }

  private static boolean isAlarm(JsonNode json) {
    return json.has("AlarmName") && json.has("NewStateValue");
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var event = opened.requireJson();
    var envelope = opened.requireEnvelope();
    var draft = new ReportDraft("aws-event");
    draft.idScope = IdScope.ACCOUNT;
    if (isAlarm(event)) {
      alarm(draft, AwsFields.of(event));
    } else {
      other(draft, AwsFields.of(event), envelope);
    }
    if (envelope.isNotification() && draft.title == null) {
      draft.title = envelope.subject();
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

  private static void other(ReportDraft draft, AwsFields event, EventEnvelope envelope) {
    draft.title = envelope.detailType() == null ? envelope.source() : envelope.detailType();
    draft.externalId = envelope.eventId();
    if ("CloudWatch Alarm State Change".equals(envelope.detailType())) {
      state(draft, event.text("alarmName"), event.text("state.value"));
      draft.externalId = envelope.resources().stream().findFirst().orElse(envelope.eventId());
    }
    outcome(draft, event);
    advice(draft, event);
    insight(draft, event);
  }

  /** Of Trusted Advisor: each item of a check is a matter, however often it is refreshed. */
  private static void advice(ReportDraft draft, AwsFields event) {
    var check = event.text("check-name");
    if (check != null) {
      draft.title = "Trusted Advisor: " + check;
      draft.control = check;
      var item = event.first("resource_id", "uuid");
      draft.externalId = item == null ? draft.externalId : check + " " + item;
    }
  }

  /** Of CloudTrail: two records, one when unusual activity begins and one when it ends. */
  private static void insight(ReportDraft draft, AwsFields event) {
    var call = event.text("insightDetails.eventName");
    if (call != null) {
      boolean errors = "ApiErrorRateInsight".equals(event.text("insightDetails.insightType"));
      draft.title = "CloudTrail: unusual rate of " + (errors ? "errors of " : "") + call;
      draft.service = "IAM";
      // as of GuardDuty's anomalies: whose credentials call so, and whether they do it themselves
      draft.category = Category.CREDENTIAL_EXPOSURE;
      draft.externalId = event.first("sharedEventID", "eventID");
      draft.over("End".equals(event.text("insightDetails.state")));
      for (var attribution : event.list("insightDetails.insightContext.attributions")) {
        attribution
            .list("insight")
            .forEach(who -> draft.indicators.add(who.text("value"), Role.MENTIONED));
      }
    }
  }

  /** Of a rule of AWS Config every resource has a matter of its own, which ends by the rule. */
  private static void outcome(ReportDraft draft, AwsFields event) {
    draft.kind = CheckOutcome.ofEvent(event);
    draft.over(draft.kind == Kind.PASSED);
    var rule = event.text("configRuleName");
    if (rule != null && event.has("newEvaluationResult.complianceType")) {
      draft.control = rule;
      var resource = event.text("resourceId");
      draft.externalId = rule + " " + event.first("resourceId", "resourceType");
      boolean bucket = "AWS::S3::Bucket".equals(event.text("resourceType"));
      draft.indicators.add(bucket ? "arn:aws:s3:::" + resource : resource, Role.MENTIONED);
      draft.saidAt = event.date("newEvaluationResult.resultRecordedTime");
    }
  }

  private static void alarm(ReportDraft draft, AwsFields alarm) {
    var arn = alarm.text("AlarmArn");
    state(draft, alarm.text("AlarmName"), alarm.text("NewStateValue"));
    draft.externalId = arn;
    draft.occurredAt = alarm.date("StateChangeTime");
    // the field Region holds the region's name for people
    draft.region = arn == null ? null : StatedFacts.region(arn);
    GuardDutyFinding.account(draft, alarm.text("AWSAccountId"));
    if ("AWS/DDoSProtection".equals(alarm.text("Trigger.Namespace"))) {
      draft.category = Category.DENIAL_OF_SERVICE;
      draft.readerIs = ReaderIs.ATTACKED;
      alarm.list("Trigger.Dimensions").stream()
          .filter(d -> "ResourceArn".equals(d.first("name", "Name")))
          .forEach(d -> draft.indicators.add(d.first("value", "Value"), Role.TARGET));
    }
  }

  private static void state(ReportDraft draft, @Nullable String alarm, @Nullable String state) {
    draft.title = "CloudWatch alarm " + (alarm == null ? "" : alarm + ": ") + state;
    draft.over("OK".equals(state));
    draft.detail("alarmState", state);
  }
}
