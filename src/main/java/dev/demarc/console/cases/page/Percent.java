package dev.demarc.console.cases.page;

/** Probabilities as people read them. */
public final class Percent {

  private Percent() {}

  /** Whole per cent, and never 0 or 100: nothing that is only likely is told as certain. */
  public static int of(double probability) {
    return (int) Math.max(1, Math.min(99, Math.round(100 * probability)));
  }
}
