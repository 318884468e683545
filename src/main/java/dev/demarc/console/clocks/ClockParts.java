package dev.demarc.console.clocks;

import dev.demarc.casework.NextClock;
import dev.demarc.clocks.CaseTimes;
import dev.demarc.clocks.CaseTimes.CaseClocksView;
import dev.demarc.clocks.CaseTimes.ClockLine;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;

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

  /** {@code acknowledge}, and of which part where several have clocks. */
  public String whatItRunsTo(NextClock clock, CaseClocksView among) {
    boolean ofSeveral =
        among.live().stream().map(ClockLine::side).filter(s -> s != null).distinct().count() > 1;
    return clock.side() == null || !ofSeveral
        ? clock.name()
        : clock.name() + ", " + (clock.side() == Side.AWS ? "AWS" : "customer") + " part";
  }

  /** What is left of a clock that stands still, in words. */
  public String left(long seconds) {
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }
}
