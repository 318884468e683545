package dev.demarc.console.queue;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.lifecycle.Closures;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.views.CaseList;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one change to many cases, each by itself: one that refuses does not hold up the others. */
@ApplicationScoped
class PickedCases {

  private static final int AT_MOST = 200;

  private final WorkItems workItems;
  private final Closures closures;
  private final CaseList list;

  PickedCases(WorkItems workItems, Closures closures, CaseList list) {
    this.workItems = workItems;
    this.closures = closures;
    this.list = list;
  }

  /**
   * What is to be done with all of them.
   *
   * @param name for what is told then
   * @param change of the open parts; null where the case is closed
   * @param closure how it is closed; null where it is not
   */
  record PickedChange(
      String name, WorkItems.@Nullable Change change, Closures.@Nullable Closure closure) {

    private static final Map<String, String> TOLD =
        Map.of(
            "mine", "assigned to you",
            "assign", "assigned",
            "free", "taken from their assignees",
            "queue", "handed on",
            "close", "closed",
            "reply", "answered",
            "in-progress", "started",
            "waiting", "waiting",
            "resolved", "resolved",
            "triaged", "triaged");

    /**
     * @param what {@code mine}, {@code assign}, {@code queue}, {@code close}, or the status to set
     */
    static PickedChange of(
        String what, String assignee, String queue, String outcome, String username) {
      var wanted = what == null ? "" : what;
      return switch (wanted) {
        case "mine" -> new PickedChange(wanted, parts(null, username, null), null);
        case "assign" ->
            new PickedChange(
                assignee == null || assignee.isBlank() ? "free" : wanted,
                parts(null, assignee == null ? "" : assignee, null),
                null);
        case "queue" ->
            new PickedChange(
                wanted, parts(null, null, queue == null || queue.isBlank() ? null : queue), null);
        case "close" -> new PickedChange(wanted, null, closure(outcome));
        default ->
            new PickedChange(wanted, parts(WorkStatus.of(what).orElse(null), null, null), null);
      };
    }

    /**
     * @param outcome with its reason where it has one: {@code not-ours/forged}
     */
    private static Closures.Closure closure(String outcome) {
      var parts = outcome == null ? new String[] {""} : outcome.split("/", 2);
      return new Closures.Closure(
          Outcome.of(parts[0]).orElse(null), parts.length == 1 ? null : parts[1], null, null, null);
    }

    private static WorkItems.Change parts(
        @Nullable WorkStatus status, @Nullable String assignee, @Nullable String queue) {
      return new WorkItems.Change(status, assignee, queue, null, null);
    }

    boolean closes() {
      return change == null;
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

  /**
   * @param picked keys with the version they were seen at: {@code DM-2026-000042@3}
   * @return why those that were not changed were not; empty where all were
   */
  List<String> change(List<String> picked, PickedChange change, Actor actor) {
    if (picked.isEmpty()) {
      return List.of("Select cases first: with the boxes, or with x on the keyboard.");
    }
    if (picked.size() > AT_MOST) {
      return List.of("Select at most " + AT_MOST + " cases at a time.");
    }
    var refused = new ArrayList<String>();
    for (var one : picked) {
      try {
        change(one, change, actor);
      } catch (Problem problem) {
        refused.add(one.replaceFirst("@.*", "") + ": " + problem.getMessage());
      }
    }
    return refused;
  }

  private void change(String picked, PickedChange change, Actor actor) {
    var one = PickedCase.of(picked);
    var expected = new ExpectedVersion(one.version(), false);
    if (change.closes()) {
      closures.close(one.key(), change.closure(), expected, actor);
    } else {
      workItems.changeOpenParts(one.key(), change.change(), expected, actor);
    }
  }

  /**
   * What the change would do, in one sentence; nothing is changed. Cases that whoever asks does not
   * see are not counted.
   */
  String effect(List<String> picked, String what, String outcome) {
    var keys =
        picked.stream().limit(BulkChanges.AT_MOST).map(one -> one.replaceFirst("@.*", "")).toList();
    var open = list.changeable(keys);
    int skipped = keys.size() - open.cases();
    var of = number(open.cases(), "case") + " and " + number(open.parts(), "open part");
    var rest = skipped == 0 ? "" : " " + number(skipped, "case") + " cannot be changed.";
    if ("close".equals(what)) {
      var as =
          outcome == null
              ? ""
              : " as " + outcome.replaceAll("[^a-z/-]", "").replace('-', ' ').replace("/", ", ");
      return "Closing" + as + " ends " + of + "." + rest;
    }
    return "This changes " + of + "." + rest;
  }

  private static String number(int n, String what) {
    return String.format(Locale.ROOT, n == 1 ? "%d %s" : "%d %ss", n, what);
  }
}
