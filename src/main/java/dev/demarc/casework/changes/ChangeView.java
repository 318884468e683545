package dev.demarc.casework.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a case, as it is shown.
 *
 * @param batch shared by the changes of one action on several cases; else null
 * @param summary reads on after {@code by}
 * @param before the fields that it changed, as they were
 * @param after the same fields, as it left them
 * @param undoUntil until when whoever made it can take it back; null where nobody can any more
 * @param undone whether it was taken back
 * @param mails what it sends; those that have left stay sent
 */
public record ChangeView(
    UUID id,
    @Nullable UUID batch,
    Instant at,
    String kind,
    String by,
    @Nullable String summary,
    Map<String, String> before,
    Map<String, String> after,
    @Nullable Instant undoUntil,
    boolean undone,
    List<MailLine> mails) {

  /**
   * @param leavesAt until when taking the change back keeps it from leaving; null where it has
   *     left, or was withdrawn
   */
  public record MailLine(String recipient, @Nullable Instant leavesAt, boolean left) {}

  public static ChangeView of(
      RecordedChange change,
      @Nullable String summary,
      @Nullable Instant undoUntil,
      List<MailLine> mails) {
    return new ChangeView(
        change.id(),
        change.batch(),
        change.at(),
        change.kind(),
        change.actor().name(),
        summary,
        texts(change.fields().before()),
        texts(change.fields().after()),
        undoUntil,
        change.undoneAt() != null,
        mails);
  }

  /** Fields for people: what is no text by itself as JSON. */
  public static SortedMap<String, String> texts(Map<String, JsonNode> fields) {
    var texts = new TreeMap<String, String>();
    fields.forEach(
        (name, value) ->
            texts.put(
                name,
                value.isNull() ? null : value.isTextual() ? value.textValue() : value.toString()));
    return texts;
  }

  /** Whether something went out that taking it back does not bring back. */
  public boolean hasLeft() {
    return mails.stream().anyMatch(MailLine::left);
  }
}
