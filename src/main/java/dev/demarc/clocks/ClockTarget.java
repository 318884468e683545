package dev.demarc.clocks;

import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.shared.Severity;
import dev.demarc.shared.TypedText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One promise of a policy.
 *
 * @param measure acknowledge, first-action, update or resolve; notice where the policy is parallel
 * @param name what a notice is called; null otherwise
 * @param within how long for every severity that has no time of its own: {@code PT4H}, {@code 30
 *     min}, {@code P1M}; {@code queue} for what the queue's own clocks say; null for never
 * @param bySeverity times of some severities
 * @param warnBefore how long before its end somebody is warned: a time, or a share such as {@code
 *     25%}; null for never
 */
public record ClockTarget(
    String measure,
    @Nullable String name,
    @Nullable String within,
    Map<String, String> bySeverity,
    @Nullable String warnBefore) {

  static final String AS_THE_QUEUE = "queue";

  public ClockTarget {
    name = TypedText.orNull(name);
    within = TypedText.orNull(within);
    warnBefore = TypedText.orNull(warnBefore);
    bySeverity = bySeverity == null ? Map.of() : withoutNulls(bySeverity);
  }

  private static Map<String, String> withoutNulls(Map<String, String> map) {
    var kept = new java.util.LinkedHashMap<String, String>();
    map.forEach(
        (key, value) -> {
          if (key != null && value != null && !value.isBlank()) {
            kept.put(key, value.trim());
          }
        });
    return java.util.Collections.unmodifiableMap(kept);
  }

  Measure kind() {
    return Measure.of(measure).orElseThrow();
  }

  /** As it is written for this severity; null for never. */
  @Nullable String written(Severity severity) {
    return bySeverity.getOrDefault(severity.slug(), within);
  }

  /**
   * @param ofQueue what the queue's own clock says
   * @return empty where nothing is promised
   */
  Optional<ClockLength> length(Severity severity, Duration ofQueue) {
    var written = written(severity);
    return AS_THE_QUEUE.equals(written)
        ? Optional.of(ClockLength.exactly(ofQueue))
        : ClockLength.of(written);
  }

  /** How long before its end a clock of this length warns; empty for never. */
  Optional<Duration> warning(ClockLength length) {
    if (warnBefore == null) {
      return Optional.empty();
    }
    return share()
        .map(percent -> length.about().multipliedBy(percent).dividedBy(100))
        .or(() -> ClockLength.of(warnBefore).map(ClockLength::about));
  }

  /** The warning as a share of the whole, in per cent; empty where it is a time. */
  Optional<Integer> share() {
    if (warnBefore == null || !warnBefore.endsWith("%") || warnBefore.length() > 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseInt(warnBefore.substring(0, warnBefore.length() - 1).trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
