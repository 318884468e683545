package dev.demarc.insights;

import dev.demarc.shared.Severity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long work on the cases of the period took, as their clocks measured it, by severity, the most
 * severe first.
 */
public record Times(List<Row> rows) {

  /**
   * @param cases that were opened in the period
   * @param open of these
   * @param acknowledge until somebody looked at a part of the work
   * @param act until somebody began, or wrote to somebody outside
   * @param resolve until a part was done
   */
  public record Row(
      Severity severity,
      long cases,
      long open,
      Measured acknowledge,
      Measured act,
      Measured resolve) {}

  /**
   * Times are known to within a tenth of their length.
   *
   * @param slug of what was measured, as the filter of cases has it
   * @param median null where nothing was measured
   * @param mostly the time within which nine of ten were done
   * @param policy the time that the clocks give, by their median; null where there is none
   * @param kept the share of clocks that were kept, of those that ended or ran out; null where none
   * @param lateCases cases in which one was not
   */
  public record Measured(
      String slug,
      @Nullable Duration median,
      @Nullable Duration mostly,
      @Nullable Duration policy,
      @Nullable Double kept,
      long lateCases) {
    public boolean isBeyondPolicy() {
      return mostly != null && policy != null && mostly.compareTo(policy) > 0;
    }
  }
}
