package dev.demarc.casework.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may take what back, and for how long. Pure but for the settings. */
@ApplicationScoped
public class UndoRule {

  private final Duration window;

  UndoRule(@ConfigProperty(name = "demarc.undo.window", defaultValue = "10m") Duration window) {
    this.window = window;
  }

  /** Until when a change that is made now can be taken back. */
  public Instant until(Instant madeAt) {
    return madeAt.plus(window);
  }

  /** From when on changes can be taken back now. */
  public Instant since(Instant now) {
    return now.minus(window);
  }

  public static boolean isBy(RecordedChange change, Actor actor) {
    return change.actor().equals(actor);
  }

  /**
   * @return why it can no longer be taken back, as a sentence; empty where it can, as far as its
   *     age goes
   */
  public Optional<String> tooLate(RecordedChange change, Instant now) {
    if (change.undoneAt() != null) {
      return Optional.of("It was taken back already.");
    }
    return now.isAfter(until(change.at()))
        ? Optional.of(
            "It is too late to take this back: that went for "
                + window.toMinutes()
                + " minutes. Change the case again instead.")
        : Optional.empty();
  }

  /**
   * @param now the case's fields
   * @return why what came later is in the way; empty where nothing is
   */
  public static Optional<String> overtaken(RecordedChange change, Map<String, JsonNode> now) {
    var since = change.fields().changedSince(now);
    if (!isOfClocksOnly(change)) {
      // the end of a clock follows from the rest, and goes on by itself
      since.keySet().removeIf(UndoRule::isClock);
    }
    return since.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "It was changed again since: "
                + since.entrySet().stream()
                    .limit(5)
                    .map(e -> name(e.getKey()) + said(e.getValue()))
                    .collect(Collectors.joining(", "))
                + ". Take that back first, or change the case again.");
  }

  private static boolean isOfClocksOnly(RecordedChange change) {
    return change.fields().after().keySet().stream().allMatch(UndoRule::isClock);
  }

  private static boolean isClock(String field) {
    return field.endsWith(".due_at") || field.equals("case.extended_to");
  }

  private static String said(JsonNode value) {
    var text = value.isValueNode() ? value.asText() : "";
    return value.isNull() || text.isEmpty() || text.length() > 60 ? "" : " (now " + text + ")";
  }

  /** {@code customer.waiting_on}: the customer part's waiting on. */
  private static String name(String field) {
    int dot = field.indexOf('.');
    var own = field.substring(dot + 1).replace('_', ' ');
    return switch (dot < 0 ? "" : field.substring(0, dot)) {
      case "", "case" -> "the case's " + own;
      case "answer" -> "the answer to " + own;
      default -> "the " + field.substring(0, dot) + " part's " + own;
    };
  }
}
