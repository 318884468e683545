package dev.demarc.insights;

import dev.demarc.shared.Severity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long work of the period took, by severity, the most severe first. */
public record Times(List<Row> rows) {

  /**
   * @param parts of work that came in the period
   * @param open of these, those that nobody has finished
   * @param acknowledge until somebody started on it
   * @param resolve until it was done
   */
  public record Row(
      Severity severity, long parts, long open, Measured acknowledge, Measured resolve) {}

  /**
   * @param median null where nothing was measured
   * @param mostly the time within which nine of ten were done
   * @param policy the time that the clocks give, by their median; null where there is none
   * @param kept the share that was in time, of those that were done or are late; null where none
   */
  public record Measured(
      @Nullable Duration median,
      @Nullable Duration mostly,
      @Nullable Duration policy,
      @Nullable Double kept) {
    public boolean isLate() {
      return mostly != null && policy != null && mostly.compareTo(policy) > 0;
    }
  }
}
