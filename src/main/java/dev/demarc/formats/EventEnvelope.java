package dev.demarc.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.formats.text.StatedDate;
import dev.demarc.formats.text.StatedFacts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What AWS wraps around a document on its way: an Amazon SNS notification, an Amazon SQS message,
 * an Amazon EventBridge event, a list of findings. Each may stand in the other.
 *
 * @param document the innermost document
 * @param source the event's source, such as {@code aws.guardduty}; null without an event
 * @param detailType the event's type in words
 * @param account of the event; the delegated administrator's where one collects for many
 * @param topicArn the SNS topic; null without a notification
 * @param subject the notification's
 * @param notRead how many more findings the document's list held
 */
public record EventEnvelope(
    JsonNode document,
    @Nullable String source,
    @Nullable String detailType,
    @Nullable String eventId,
    @Nullable String account,
    @Nullable String region,
    @Nullable String time,
    List<String> resources,
    @Nullable String topicArn,
    @Nullable String messageId,
    @Nullable String subject,
    int notRead) {

  private static final int DEEPEST = 4;
  private static final int MOST_RESOURCES = 100;

  static EventEnvelope around(JsonNode json) {
    return new Opening().open(json);
  }

  /** Collects what each layer says, from the outside in. */
  private static final class Opening {

    private @Nullable JsonNode event;
    private @Nullable JsonNode notification;
    private int notRead;

    EventEnvelope open(JsonNode json) {
      var document = json;
      for (int depth = 0; depth < DEEPEST; depth++) {
        var inner = inside(document);
        if (inner == null) {
          break;
        }
        document = inner;
      }
      return new EventEnvelope(
          document,
          text(event, "source", "Source"),
          text(event, "detail-type", "DetailType"),
          text(event, "id", "Id"),
          text(event, "account", "Account"),
          text(event, "region", "Region"),
          text(event, "time", "Time"),
          resources(),
          text(notification, "TopicArn"),
          text(notification, "MessageId"),
          text(notification, "Subject"),
          notRead);
    }

    /** The next document inwards; null where this is the innermost. */
    private @Nullable JsonNode inside(JsonNode outer) {
      if (!outer.isObject()) {
        return null;
      }
      var record = outer.path("Records").path(0).path("Sns");
      if (record.isObject()) {
        return record;
      }
      var queued = outer.path("Records").path(0).path("body");
      if (queued.isTextual()) {
        return JsonTree.readOrNull(queued.textValue());
      }
      if (isNotification(outer)) {
        var message = JsonTree.readOrNull(outer.path("Message").textValue());
        notification = message == null ? notification : outer;
        return message;
      }
      if (event == null && isEvent(outer)) {
        event = outer;
        return detail(outer);
      }
      return finding(outer);
    }

    /** A rule's input transformer can leave nothing but the detail. */
    private static boolean isEvent(JsonNode outer) {
      boolean named =
          JsonTree.text(outer, "detail-type", "DetailType") != null
              || JsonTree.text(outer, "source", "Source") != null;
      var detail = outer.has("detail") ? outer.path("detail") : outer.path("Detail");
      return outer.has("detail-type")
          || outer.has("DetailType")
          || detail.isObject() && (named || outer.size() == 1);
    }

    private static @Nullable JsonNode detail(JsonNode outer) {
      var detail = outer.has("detail") ? outer.path("detail") : outer.path("Detail");
      var inner = detail.isTextual() ? JsonTree.readOrNull(detail.textValue()) : detail;
      return inner != null && inner.isObject() ? inner : null;
    }

    private @Nullable JsonNode finding(JsonNode outer) {
      for (var name : List.of("findings", "Findings")) {
        var list = outer.path(name);
        if (list.isArray() && list.path(0).isObject()) {
          notRead = list.size() - 1;
          return list.get(0);
        }
      }
      return null;
    }

    private List<String> resources() {
      if (event == null) {
        return List.of();
      }
      var list = event.has("resources") ? event.path("resources") : event.path("Resources");
      return java.util.stream.StreamSupport.stream(list.spliterator(), false)
          .limit(MOST_RESOURCES)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .toList();
    }

    private static @Nullable String text(@Nullable JsonNode layer, String... names) {
      return layer == null ? null : JsonTree.text(layer, names);
    }
  }

  public static boolean isNotification(JsonNode json) {
    return "notification".equals(typeOfMessage(json)) && json.path("Message").isTextual();
  }

  /** The lower-case type of an SNS message; null where the document is none. */
  public static @Nullable String typeOfMessage(JsonNode json) {
    var type = JsonTree.text(json, "Type");
    boolean isSns = json.has("TopicArn") && json.has("MessageId");
    return isSns && type != null ? type.toLowerCase(Locale.ROOT) : null;
  }

  public boolean isEvent() {
    return source != null || detailType != null;
  }

  public boolean isNotification() {
    return topicArn != null;
  }

  /** Whether an AWS service sent the event; anybody may send others over the same bus. */
  public boolean isOfAws() {
    return source != null && source.startsWith("aws.");
  }

  /** Notes the way the document came, and what of it was left. */
  public ReportDraft note(ReportDraft draft) {
    draft
        .detail("eventSource", source)
        .detail("eventType", detailType)
        .detail("eventId", eventId)
        .transport("snsTopic", topicArn)
        .detail("snsMessageId", messageId);
    if (notRead > 0) {
      draft.problem(
          notRead + " more findings of the same message were not read; send each on its own.");
    }
    return draft;
  }

  /** The same, and what the event knows and the document does not say itself. */
  public void describe(ReportDraft draft) {
    note(draft);
    if (draft.region == null && region != null) {
      draft.region = StatedFacts.region(region);
    }
    if (draft.accountId == null && account != null && account.matches("\\d{12}")) {
      draft.accountId = account;
    }
    if (draft.occurredAt == null) {
      draft.occurredAt = StatedDate.of(time).orElse(null);
    }
  }
}
