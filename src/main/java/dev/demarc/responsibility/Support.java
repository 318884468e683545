package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import java.util.List;

/** Whether something carries the decision for a side without a person. */
enum Support {
  /** Something specific says so, and nothing specific says otherwise. */
  SUPPORTED,
  /** The same, where something specific speaks for another side, too. */
  OPPOSED,
  /** The wording as a whole says so, and nothing specific does or says otherwise. */
  WORDED,
  /** Nothing that may route says so, or what does is contradicted: people look first. */
  UNSUPPORTED,
  /** It is not sure that the message states anything at all: people look first. */
  UNSTATED;

  /** What supports a side says at least this much in sum; one weak signal alone is too little. */
  private static final double LEAST = 2.0;

  /** What weighs this much stands beside a denial: a notice, a failed Region. */
  private static final double OUTWEIGHS = 3.0;

  /**
   * In fewer words, the title's included, the wording carries nothing by itself: much of what
   * states nothing is as short.
   */
  private static final int FEW_WORDS = 30;

  /**
   * Of a decision that the wording carries.
   *
   * @param words of the text, its title's included
   */
  static Support ofWording(List<RaisedSignal> fired, Responsibility side, int words) {
    var specific = fired.stream().filter(RaisedSignal::specific).toList();
    if (specific.isEmpty()) {
      return words < FEW_WORDS ? UNSUPPORTED : WORDED;
    }
    return specific.stream().anyMatch(f -> agrees(f, side)) ? SUPPORTED : UNSUPPORTED;
  }

  /**
   * Of a decision that signals carry.
   *
   * @param fired by descending weight
   */
  static Support ofSignals(List<RaisedSignal> fired, Responsibility side, TextFeatures features) {
    var specific = fired.stream().filter(RaisedSignal::specific).toList();
    boolean opposed = !specific.stream().allMatch(f -> agrees(f, side));
    boolean careful = (opposed || features.deny()) && !isRecordedOrHeavy(specific, side);
    if (careful || !isSaid(specific, side)) {
      return UNSUPPORTED;
    }
    return opposed ? OPPOSED : SUPPORTED;
  }

  private static boolean isSaid(List<RaisedSignal> specific, Responsibility side) {
    double weight =
        specific.stream()
            .filter(f -> f.cell().responsibility() == side)
            .mapToDouble(RaisedSignal::weight)
            .sum();
    return weight >= LEAST && agrees(specific.get(0), side);
  }

  private static boolean isRecordedOrHeavy(List<RaisedSignal> specific, Responsibility side) {
    return specific.stream()
        .filter(f -> f.cell().responsibility() == side)
        .anyMatch(f -> f.statesCategory() || f.weight() >= OUTWEIGHS);
  }

  /** What AWS mends and customers follow is told as AWS's fault as often as not. */
  private static boolean agrees(RaisedSignal fired, Responsibility side) {
    var points = fired.cell().responsibility();
    return points == side || side == Responsibility.SHARED && points == Responsibility.AWS;
  }

  /** Whether it carries a decision without a person. */
  boolean mayRoute() {
    return this != UNSUPPORTED && this != UNSTATED;
  }
}
