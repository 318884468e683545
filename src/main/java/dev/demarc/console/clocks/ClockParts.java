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

  /** What is left of a clock that stands still, in words. */
  public String left(long seconds) {
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }
}
