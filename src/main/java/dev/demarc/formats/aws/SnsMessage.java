package dev.demarc.formats.aws;

import dev.demarc.formats.EventEnvelope;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportDraft;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.indicators.IndicatorMiner;
import dev.demarc.formats.indicators.RolesOfAll;
import dev.demarc.formats.text.StatedFacts;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon SNS message whose content is not JSON: its subject and words. A confirmation of a
 * subscription is shown as what it is; its address is never visited here, nor offered to click.
 */
public final class SnsMessage implements ReportFormat {

  @Override
  public boolean recognises(OpenedSubmission opened) {
    return opened.json() != null
        && opened.json().isObject()
        && EventEnvelope.typeOfMessage(opened.json()) != null;
  }

  @Override
  public ParsedReport read(OpenedSubmission opened) {
    var message = AwsFields.of(opened.requireJson());
    boolean notification = EventEnvelope.isNotification(opened.requireJson());
    var draft = new ReportDraft(notification ? "sns" : "sns-confirmation");
    var subject = message.text("Subject");
    var text = message.text("Message");
    draft.occurredAt = message.date("Timestamp");
    draft
        .detail("type", message.text("Type"))
        .transport("snsTopic", message.text("TopicArn"))
        .detail("snsMessageId", message.text("MessageId"));
    if (notification) {
      draft.title = subject == null ? firstLine(text) : subject;
      draft.text(text);
      RolesOfAll.settle(
          draft.indicators, IndicatorMiner.mine(text, draft.indicators), draft.correspondents);
      draft.region = text == null ? null : StatedFacts.region(text);
    } else {
      draft.title = "Amazon SNS: " + message.text("Type") + " of " + message.text("TopicArn");
      draft.text("An administrator approves topics under Settings; nothing was visited.");
    }
    return draft.finish();
  }

  private static @Nullable String firstLine(@Nullable String text) {
    return text == null ? null : text.lines().findFirst().orElse(text);
  }
}
