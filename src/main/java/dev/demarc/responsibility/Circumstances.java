package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells where a signal stands in a report, given all else that the report says. */
final class Circumstances {

  private static final PhraseMatches.@Nullable Place NOWHERE = null;

  private final Signals signals;
  private final PhraseMatches hits;
  private final @Nullable ServiceRow reported;

  /**
   * @param reported what the report's service field names; null where it names nothing
   */
  Circumstances(Signals signals, PhraseMatches hits, @Nullable ServiceRow reported) {
    this.signals = signals;
    this.hits = hits;
    this.reported = reported;
  }

  /** The words that raise the signal; null where nothing does. */
  PhraseMatches.@Nullable Place place(Signal signal) {
    if (!signal.given().stream().allMatch(this::holds)
        || signal.unless().stream().anyMatch(this::holds)) {
      return NOWHERE;
    }
    var phrase = signal.any() < 0 ? null : hits.first(signal.any());
    return phrase != null || signal.all().isEmpty() ? phrase : together(signal.all(), signal);
  }

  private PhraseMatches.@Nullable Place together(List<Integer> concepts, Signal signal) {
    return hits.together(concepts, signal.window());
  }

  private boolean holds(int concept) {
    if (concept == signals.meaningOf(Signals.LONE_SERVICE)) {
      return reported != null && !signals.isCustomerPlace(reported);
    }
    if (concept == signals.meaningOf(Signals.REPORTED_SERVICE)) {
      return reported != null;
    }
    if (concept == signals.meaningOf(Signals.AWS_SERVICE) && reported != null) {
      return true;
    }
    return hits.has(concept);
  }
}
