package dev.demarc.console.clocks;

import dev.demarc.clocks.CaseTimes;
import dev.demarc.clocks.CaseTimes.CaseClocksView;
import dev.demarc.clocks.CaseTimes.ClockLine;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clocks of the case that a page shows; read once for each page. */
@Named("clockParts")
@RequestScoped
public class ClockParts {

  private final CaseTimes times;
  private final Map<String, CaseClocksView> read = new HashMap<>();

  ClockParts(CaseTimes times) {
    this.times = times;
  }

  public CaseClocksView of(String key) {
    return read.computeIfAbsent(key, k -> times.of(new CaseKey(k)));
  }

  /** Whether there is more to say than how long each part has, which its own lines say. */
  public boolean ofTheCase(CaseClocksView clocks) {
    return clocks.live().stream()
        .anyMatch(
            c ->
                c.side() == null
                    || c.isEndedByHand()
                    || c.extensionAskedTo() != null
                    || c.escalated() > 0);
  }

  /** The one that ran out first, or will: it may end before the work has to be done. */
  public @Nullable ClockLine next(CaseClocksView clocks) {
    return clocks.live().stream()
        .filter(c -> c.pausedAt() == null && c.dueAt() != null)
        .findFirst()
        .orElse(null);
  }

  /** {@code acknowledge}, and of which part where several have clocks. */
  public String whatItRunsTo(ClockLine clock, CaseClocksView among) {
    var name = clock.name() == null ? clock.measure().title() : clock.name();
    boolean ofSeveral =
        among.live().stream().map(ClockLine::side).filter(s -> s != null).distinct().count() > 1;
    return clock.side() == null || !ofSeveral
        ? name
        : name + ", " + (clock.side() == Side.AWS ? "AWS" : "customer") + " part";
  }

  /** What is left of a clock that stands still, in words. */
  public String left(long seconds) {
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }
}
