package dev.demarc.console.queue;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.lifecycle.Closures;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.casework.views.CaseList;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.console.ProblemWords;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Makes one change to many cases, each by itself: one that refuses does not hold up the others. */
@ApplicationScoped
class PickedCases {

  private static final Logger LOG = Logger.getLogger(PickedCases.class);
  private static final int AT_MOST = 200;

  private final WorkItems workItems;
  private final Closures closures;
  private final Snoozes snoozes;
  private final CaseList list;
  private final Clock clock;

  PickedCases(WorkItems workItems, Closures closures, Snoozes snoozes, CaseList list, Clock clock) {
    this.workItems = workItems;
    this.closures = closures;
    this.snoozes = snoozes;
    this.list = list;
    this.clock = clock;
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
        refused.add(one.replaceFirst("@.*", "") + ": " + ProblemWords.of(problem));
      } catch (RuntimeException fault) {
        LOG.errorf(fault, "%s could not be changed with others", one.replaceAll("[^A-Z0-9@-]", ""));
        refused.add(
            one.replaceFirst("@.*", "")
                + ": could not be changed; the operator finds the reason in the log.");
      }
    }
    return refused;
  }

  private void change(String picked, PickedChange change, Actor actor) {
    var one = PickedCase.of(picked);
    var expected = new ExpectedVersion(one.version(), false);
    if (change.closure() != null) {
      closures.close(one.key(), change.closure(), expected, actor);
    } else if (change.snooze() != null) {
      snoozes.begin(one.key(), change.snooze().from(clock.instant()), expected, actor);
    } else if (change.change() != null) {
      workItems.changeOpenParts(one.key(), change.change(), expected, actor);
    }
  }

  /**
   * What the change would do, in one sentence; nothing is changed. Cases that whoever asks does not
   * see are not counted.
   */
  String effect(List<String> picked, PickedChange.Wanted wanted) {
    var keys =
        picked.stream().limit(BulkChanges.AT_MOST).map(one -> one.replaceFirst("@.*", "")).toList();
    var open = list.changeable(keys);
    int skipped = keys.size() - open.cases();
    var of = number(open.cases(), "case") + " and " + number(open.parts(), "open part");
    var rest = skipped == 0 ? "" : " " + number(skipped, "case") + " cannot be changed.";
    if ("snooze".equals(wanted.what())) {
      var length = SnoozeLength.of(wanted.snooze());
      return "Puts away "
          + number(open.cases(), "case")
          + " "
          + length.words()
          + "."
          + rest
          + due(keys, length);
    }
    if ("close".equals(wanted.what())) {
      var as =
          wanted.outcome() == null
              ? ""
              : " as "
                  + wanted
                      .outcome()
                      .replaceAll("[^a-z/-]", "")
                      .replace('-', ' ')
                      .replace("/", ", ");
      return "Closing" + as + " ends " + of + "." + rest;
    }
    return "This changes " + of + "." + rest;
  }

  /** Clocks go on while a case rests. */
  private String due(List<String> keys, SnoozeLength length) {
    var until = length.until(clock.instant());
    int due = until == null ? 0 : list.dueBefore(keys, until);
    return due == 0 ? "" : " Of " + due + " of them a clock runs out before.";
  }

  private static String number(int n, String what) {
    return String.format(Locale.ROOT, n == 1 ? "%d %s" : "%d %ss", n, what);
  }
}
