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

  private static final String SNOOZED = "status:open is:snoozed";

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
      return plain(kept.of(actor.username()), filter.showsSnoozed());
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

  /** Of those that are late or soon, it is not kept which are snoozed. */
  private ViewTally plain(KeptCounts.Counts counts, boolean withSnoozed) {
    if (withSnoozed || counts.snoozed() == 0) {
      return new ViewTally(
          counts.open(), counts.overdue(), counts.breaching() - counts.overdue(), false);
    }
    long late = cases.count(SNOOZED + " is:overdue", COUNTED);
    long breaching = cases.count(SNOOZED + " is:due-soon", COUNTED);
    return new ViewTally(
        counts.inSight(),
        Math.max(0, counts.overdue() - late),
        Math.max(0, counts.breaching() - counts.overdue() - Math.max(0, breaching - late)),
        false);
  }
}
