package dev.demarc.casework.volume;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * That many more reports come than before. Pure.
 *
 * @param from how many reports the case had a day ago, or when it was opened
 * @param since when that was
 */
record Growth(int from, int now, Instant since) {

  /** What is compared with what was before. */
  static final Duration WITHIN = Duration.ofHours(24);

  /** Fewer new ones than these are no growth, however few there were. */
  static final int AT_LEAST = 10;

  private static final int TIMES = 3;

  /**
   * @param reports how many the case has now
   * @param recent how many of these came {@link #WITHIN} the last time
   * @return empty where it does not grow
   */
  static Optional<Growth> of(int reports, int recent, Instant openedAt, Instant now) {
    int from = Math.max(1, reports - recent);
    if (recent < AT_LEAST || reports < TIMES * from) {
      return Optional.empty();
    }
    var dayAgo = now.minus(WITHIN);
    return Optional.of(new Growth(from, reports, openedAt.isAfter(dayAgo) ? openedAt : dayAgo));
  }

  /** For people: {@code from 3 to 40 reports since 2026-11-20T10:15:00Z}. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "from %,d to %,d reports since %s",
        from,
        now,
        since.truncatedTo(ChronoUnit.MINUTES));
  }
}
