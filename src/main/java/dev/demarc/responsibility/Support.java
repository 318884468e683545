package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import java.util.List;

/** What a side rests on, of all that a report says in so many words. */
enum Support {
  /** A specific signal says so, and none says otherwise. */
  SUPPORTED,
  /** The strongest specific signal says so, and another speaks for another side. */
  OPPOSED,
  /**
   * No specific signal speaks for any side, but what the report is about and its wording as a whole
   * agree, the wording clearly, and nothing is denied.
   */
  AGREED,
  /** Nothing that may route says so, or what does is contradicted: people look first. */
  UNSUPPORTED;

  /** From here on the wording as a whole speaks too clearly for another side; log-odds. */
  private static final double CONTRADICTS = 1.0;

  /** Where a report denies something, its wording must lean to the side by this much; log-odds. */
  private static final double LEANS = 0.5;

  /** What supports a side says at least this much in sum; one weak signal alone is too little. */
  private static final double LEAST = 2.0;

  /** What weighs this much says more than any wording: a notice, a record, a failed Region. */
  static final double OUTWEIGHS = 3.0;

  /**
   * From here on the wording was right on every held-out text that a general signal agreed with.
   */
  private static final double CLEARLY = 2.0;

  /** What general signals say at least for a side that they agree on, in sum. */
  private static final double LEAST_GENERAL = 0.5;

  /**
   * @param fired by descending weight
   * @param denies whether the report denies anything that the vocabulary knows
   */
  static Support of(
      List<RaisedSignal> fired, Responsibility side, TextModel.Voice voice, boolean denies) {
    var specific = fired.stream().filter(RaisedSignal::specific).toList();
    if (specific.isEmpty()) {
      return !denies && voice.lead(side) >= CLEARLY && weight(fired, side) >= LEAST_GENERAL
          ? AGREED
          : UNSUPPORTED;
    }
    if (contradicted(specific, side, voice)
        || denies && voice.lead(side) < LEANS && !outweighs(specific, side)
        || weight(specific, side) < LEAST
        || !agrees(specific.get(0), side)) {
      return UNSUPPORTED;
    }
    return specific.stream().allMatch(f -> agrees(f, side)) ? SUPPORTED : OPPOSED;
  }

  private static double weight(List<RaisedSignal> fired, Responsibility side) {
    return fired.stream()
        .filter(f -> f.cell().responsibility() == side)
        .mapToDouble(RaisedSignal::weight)
        .sum();
  }

  private static boolean contradicted(
      List<RaisedSignal> specific, Responsibility side, TextModel.Voice voice) {
    return voice.against(side) >= CONTRADICTS && !outweighs(specific, side);
  }

  private static boolean outweighs(List<RaisedSignal> specific, Responsibility side) {
    return specific.stream()
        .anyMatch(
            f ->
                (f.weight() >= OUTWEIGHS || f.statesCategory())
                    && f.cell().responsibility() == side);
  }

  /** What AWS mends and customers follow is told as AWS's fault as often as not. */
  private static boolean agrees(RaisedSignal fired, Responsibility side) {
    var points = fired.cell().responsibility();
    return points == side || side == Responsibility.SHARED && points == Responsibility.AWS;
  }

  /** Whether it carries a decision without a person. */
  boolean mayRoute() {
    return this != UNSUPPORTED;
  }
}
