package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.finding.CaseSearch;
import dev.demarc.finding.KeptCounts;
import dev.demarc.finding.filter.FilterText;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what belongs to a view: its own cases, and of them those that are late or soon. */
@ApplicationScoped
class ViewTallies {

  /** Nobody works through more, and counting all of them would cost each page. */
  private static final int COUNTED = 200;

  private final CaseSearch cases;
  private final KeptCounts kept;
  private final CurrentActor actor;

  ViewTallies(CaseSearch cases, KeptCounts kept, CurrentActor actor) {
    this.cases = cases;
    this.kept = kept;
    this.actor = actor;
  }

  ViewTally of(String typed, FilterText filter) {
    if (filter.isPlain() && filter.says("status", "open")) {
      var counts = kept.of(actor.username());
      return new ViewTally(
          counts.open(), counts.overdue(), counts.breaching() - counts.overdue(), false);
    }
    long all = cases.count(typed, COUNTED + 1);
    if (!filter.says("status", "open")) {
      return new ViewTally(Math.min(all, COUNTED), 0, 0, all > COUNTED);
    }
    long overdue = cases.count(typed + " is:overdue", COUNTED);
    long soon = cases.count(typed + " is:due-soon", COUNTED);
    return new ViewTally(
        Math.min(all, COUNTED), overdue, Math.max(0, soon - overdue), all > COUNTED);
  }
}
