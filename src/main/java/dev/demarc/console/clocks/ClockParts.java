package dev.demarc.console.clocks;

import dev.demarc.clocks.CaseTimes;
import dev.demarc.clocks.CaseTimes.CaseClocksView;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** The clocks of the case that a page shows. */
@Named("clockParts")
@RequestScoped
public class ClockParts {

  private final CaseTimes times;

  ClockParts(CaseTimes times) {
    this.times = times;
  }

  public CaseClocksView of(String key) {
    return times.of(new CaseKey(key));
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

  /** What is left of a clock that stands still, in words. */
  public String left(long seconds) {
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }
}
