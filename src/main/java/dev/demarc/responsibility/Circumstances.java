package dev.demarc.responsibility;

import java.util.List;

/** Tells where a signal stands in a report, given all else that the report says. */
final class Circumstances {

  private static final Hits.Place NOWHERE = null;

  private final Signals signals;
  private final Hits hits;
  private final boolean reportedService;

  /**
   * @param reportedService whether the report's service field names a service that itself can be
   *     broken
   */
  Circumstances(Signals signals, Hits hits, boolean reportedService) {
    this.signals = signals;
    this.hits = hits;
    this.reportedService = reportedService;
  }

  /** The words that raise the signal; null where nothing does. */
  Hits.Place place(Signal signal) {
    if (!signal.given().stream().allMatch(this::holds)
        || signal.unless().stream().anyMatch(this::holds)) {
      return NOWHERE;
    }
    var phrase = signal.any() < 0 ? null : hits.first(signal.any());
    return phrase != null || signal.all().isEmpty() ? phrase : together(signal.all(), signal);
  }

  private Hits.Place together(List<Integer> concepts, Signal signal) {
    return hits.together(concepts, signal.window());
  }

  private boolean holds(int concept) {
    if (concept == signals.meaningOf(Signals.LONE_SERVICE)) {
      return reportedService;
    }
    return hits.has(concept);
  }
}
