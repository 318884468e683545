package dev.demarc.finding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.casework.views.CaseLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often something came before, and what became of it.
 *
 * @param kind {@code indicator}, {@code account} or {@code reporter}
 * @param cases those that are seen; at most {@link #MOST}, the newest
 * @param more whether there are others, older ones
 * @param repeats cases that were opened after an earlier one was closed
 * @param falseReports of the closed, those that were no abuse
 * @param falseShare of the closed; null while none is
 * @param outcomes how many ended how
 * @param recent the newest
 */
public record History(
    String kind,
    String value,
    int cases,
    boolean more,
    int open,
    int closed,
    int repeats,
    int falseReports,
    @Nullable Double falseShare,
    int reports,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    Map<String, Integer> outcomes,
    List<CaseLine> recent) {

  public static final int MOST = 1_000;

  /** Whether there is anything to tell beside the case that is looked at. */
  @JsonIgnore
  public boolean isRepeated() {
    return cases > 1;
  }

  @JsonIgnore
  public String getFalsePercent() {
    return falseShare == null ? "" : Math.round(100 * falseShare) + " %";
  }
}
