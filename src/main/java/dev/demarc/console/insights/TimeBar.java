package dev.demarc.console.insights;

import static dev.demarc.console.insights.DayChart.number;

import dev.demarc.insights.Times.Measured;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One kind of time as a line: a dot at the median, a bar to where nine of ten are done, a stroke
 * where the policy says, on a logarithmic scale from a minute to a month. Pure; what is null is not
 * drawn.
 */
public record TimeBar(
    @Nullable String dot,
    @Nullable String from,
    @Nullable String until,
    @Nullable String late,
    @Nullable String policy) {

  private static final double WIDTH = 104;
  private static final double MOST_MINUTES = 43_200;

  static TimeBar of(Measured measured) {
    var median = measured.median();
    var mostly = measured.mostly();
    var policy = measured.policy();
    if (median == null || mostly == null) {
      return new TimeBar(null, null, null, null, policy == null ? null : at(policy));
    }
    boolean late = policy != null && mostly.compareTo(policy) > 0;
    return new TimeBar(
        at(median),
        at(median),
        at(policy != null && late && policy.compareTo(median) > 0 ? policy : mostly),
        late ? at(mostly) : null,
        policy == null ? null : at(policy));
  }

  private static String at(Duration length) {
    double minutes = Math.max(1, length.toSeconds() / 60.0);
    return number(4 + (WIDTH - 8) * Math.min(1, Math.log(minutes) / Math.log(MOST_MINUTES)));
  }
}
