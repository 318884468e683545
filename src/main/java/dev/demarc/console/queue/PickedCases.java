package dev.demarc.console.queue;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WorkItems;
import dev.demarc.casework.WorkStatus;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.ChangeUnderWay;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Makes one change to many cases, each by itself: one that refuses does not hold up the others. */
@ApplicationScoped
class PickedCases {

  private final WorkItems workItems;

  PickedCases(WorkItems workItems) {
    this.workItems = workItems;
  }

  /**
   * @param picked keys with the version they were seen at: {@code DM-2026-000042@3}
   * @param what {@code mine}, {@code assign}, or the status to set
   * @param assignee for {@code assign}: a user name; empty for nobody
   * @return why those that were not changed were not; empty where all were
   */
  List<String> change(List<String> picked, String what, String assignee, Actor actor) {
    if (picked.isEmpty()) {
      return List.of("Select cases first: with the boxes, or with x on the keyboard.");
    }
    var change =
        switch (what == null ? "" : what) {
          case "mine" -> new WorkItems.Change(null, actor.name(), null, null, null);
          case "assign" -> new WorkItems.Change(null, assignee, null, null, null);
          default -> new WorkItems.Change(WorkStatus.of(what).orElse(null), null, null, null, null);
        };
    return ChangeUnderWay.batch(Ids.next(), () -> changeEach(picked, change, actor));
  }

  private List<String> changeEach(List<String> picked, WorkItems.Change change, Actor actor) {
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

  private void change(String picked, WorkItems.Change change, Actor actor) {
    int at = picked.indexOf('@');
    var key =
        CaseKey.parse(at < 0 ? picked : picked.substring(0, at))
            .orElseThrow(() -> Problem.invalid("case", "must be the key of a case"));
    Integer version;
    try {
      version = at < 0 ? null : Integer.valueOf(picked.substring(at + 1));
    } catch (NumberFormatException e) {
      throw Problem.invalid("case", "must be a key and a version");
    }
    workItems.changeOpenParts(key, change, new ExpectedVersion(version, false), actor);
  }
}
