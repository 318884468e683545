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
    if (measured.median() == null) {
      return new TimeBar(
          null, null, null, null, measured.policy() == null ? null : at(measured.policy()));
    }
    var mostly = measured.mostly();
    boolean late = measured.isBeyondPolicy();
    return new TimeBar(
        at(measured.median()),
        at(measured.median()),
        at(late && measured.policy().compareTo(measured.median()) > 0 ? measured.policy() : mostly),
        late ? at(mostly) : null,
        measured.policy() == null ? null : at(measured.policy()));
  }

  private static String at(Duration length) {
    double minutes = Math.max(1, length.toSeconds() / 60.0);
    return number(4 + (WIDTH - 8) * Math.min(1, Math.log(minutes) / Math.log(MOST_MINUTES)));
  }
}
