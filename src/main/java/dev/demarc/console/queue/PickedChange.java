package dev.demarc.console.queue;

import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.lifecycle.Closures;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.shared.TypedText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with all cases that are selected: one of the three.
 *
 * @param name for what is told then
 * @param change of the open parts; null where it is none
 * @param closure how the case is closed; null where it is not
 * @param snooze how long the case is put away; null where it is not
 */
record PickedChange(
    String name,
    WorkItems.@Nullable Change change,
    Closures.@Nullable Closure closure,
    @Nullable SnoozeLength snooze) {

  private static final Map<String, String> TOLD =
      Map.ofEntries(
          Map.entry("mine", "assigned to you"),
          Map.entry("assign", "assigned"),
          Map.entry("free", "taken from their assignees"),
          Map.entry("queue", "handed on"),
          Map.entry("close", "closed"),
          Map.entry("snooze", "snoozed"),
          Map.entry("reply", "answered"),
          Map.entry("undone", "as before"),
          Map.entry("in-progress", "started"),
          Map.entry("waiting", "waiting"),
          Map.entry("resolved", "resolved"),
          Map.entry("triaged", "triaged"));

  /**
   * What was chosen in the form.
   *
   * @param what {@code mine}, {@code assign}, {@code queue}, {@code close}, {@code snooze}, or the
   *     status to set
   * @param outcome with its reason where it has one: {@code not-ours/forged}
   * @param snooze the slug of a length
   */
  record Wanted(
      @Nullable String what,
      @Nullable String assignee,
      @Nullable String queue,
      @Nullable String outcome,
      @Nullable String snooze) {

    /**
     * @param username of whoever wants it
     * @throws dev.demarc.shared.Problem INVALID where no length of a snooze is chosen
     */
    PickedChange by(String username) {
      var wanted = what == null ? "" : what;
      return switch (wanted) {
        case "mine" -> parts(wanted, null, username, null);
        case "assign" ->
            parts(
                assignee == null || assignee.isBlank() ? "free" : wanted,
                null,
                assignee == null ? "" : assignee,
                null);
        case "queue" -> parts(wanted, null, null, TypedText.orNull(queue));
        case "close" -> new PickedChange(wanted, null, closure(outcome), null);
        case "snooze" -> new PickedChange(wanted, null, null, SnoozeLength.of(snooze));
        default -> parts(wanted, WorkStatus.of(wanted).orElse(null), null, null);
      };
    }
  }

  private static PickedChange parts(
      String name, @Nullable WorkStatus status, @Nullable String assignee, @Nullable String queue) {
    return new PickedChange(
        name, new WorkItems.Change(status, assignee, queue, null, null), null, null);
  }

  private static Closures.Closure closure(@Nullable String outcome) {
    var parts = outcome == null ? new String[] {""} : outcome.split("/", 2);
    return new Closures.Closure(
        Outcome.of(parts[0]).orElse(null), parts.length == 1 ? null : parts[1], null, null, null);
  }

  /** What was done, for the page that follows; empty where this is none of Demarc's words. */
  static Optional<String> message(String did, String count) {
    if (did == null || count == null || !count.matches("[1-9][0-9]{0,3}")) {
      return Optional.empty();
    }
    var what = Optional.ofNullable(TOLD.get(did));
    return what.map(w -> (count.equals("1") ? "1 case " : count + " cases ") + w + ".");
  }
}
