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
   * What the report is about and its wording as a whole agree, the wording clearly: where no
   * specific signal speaks for any side and nothing is denied, or more clearly whatever else is
   * said. Or the wording is so clear that it needs nothing beside it but that no specific signal
   * speaks for another side.
   */
  AGREED,
  /** Nothing that may route says so, or what does is contradicted: people look first. */
  UNSUPPORTED,
  /** It is not sure that the message states anything at all: people look first. */
  UNSTATED;

  /**
   * By so much at least the wording must lean to a side that signals speak for, which is not to
   * another; log-odds. Of held-out reports where it leans to another, signals were right in half.
   */
  private static final double LEANS = 0;

  /** The same where a report denies something, or another specific signal speaks for another. */
  private static final double LEANS_BESIDE_DOUBT = 0.75;

  /**
   * What nothing contradicts and weighs this much in sum stands beside a wording that leans away a
   * little.
   */
  private static final double AMPLE = 5.0;

  private static final double BESIDE_AMPLE = -2.0;

  /** What supports a side says at least this much in sum; one weak signal alone is too little. */
  private static final double LEAST = 2.0;

  /** What weighs this much says more than any wording: a notice, a record, a failed Region. */
  static final double OUTWEIGHS = 3.0;

  /**
   * From here on the wording was right on every held-out text that a general signal agreed with.
   */
  private static final double CLEARLY = 2.0;

  /** The same, whatever specific signals say and the report denies. */
  private static final double BEYOND_DOUBT = 2.5;

  /** The same where the strongest specific signal speaks for another side. */
  private static final double AGAINST_THE_STRONGEST = 4.0;

  /**
   * Of held-out reports whose wording leans so far, and where no specific signal speaks for another
   * side, 77 of 79 were right, and no held-out denial or question was among them.
   */
  private static final double BY_ITSELF = 2.25;

  private static final double BY_ITSELF_BESIDE_DENIALS = 2.75;

  /** What general signals say at least for a side that they agree on, in sum. */
  private static final double LEAST_GENERAL = 0.5;

  /**
   * @param denies whether the report denies anything that the vocabulary knows
   * @param saysLittle whether its text is too short for its wording to carry anything
   * @param isShort whether it is too short for its wording to carry everything, as what states
   *     nothing mostly is
   */
  record Doubt(boolean denies, boolean saysLittle, boolean isShort) {

    private static final int LITTLE = 15;
    private static final int SHORT = 40;

    static Doubt of(TextFeatures features) {
      var words = features.words();
      int count = words.count() - words.titleWords();
      return new Doubt(features.deny(), count < LITTLE, count < SHORT);
    }
  }

  /**
   * @param fired by descending weight
   */
  static Support of(
      List<RaisedSignal> fired, Responsibility side, TextModel.Voice voice, Doubt doubt) {
    boolean denies = doubt.denies();
    var specific = fired.stream().filter(RaisedSignal::specific).toList();
    boolean opposed = !specific.stream().allMatch(f -> agrees(f, side));
    if (isSaid(specific, side) && leans(voice, side, specific, denies || opposed)) {
      return opposed ? OPPOSED : SUPPORTED;
    }
    boolean agreed =
        voice.lead(side) >= enough(specific, side, denies) && weight(fired, side) >= LEAST_GENERAL;
    boolean clear =
        !opposed
            && !doubt.isShort()
            && voice.lead(side) >= (denies ? BY_ITSELF_BESIDE_DENIALS : BY_ITSELF);
    return clear || agreed && !doubt.saysLittle() ? AGREED : UNSUPPORTED;
  }

  private static double enough(List<RaisedSignal> specific, Responsibility side, boolean denies) {
    if (specific.isEmpty()) {
      return denies ? BEYOND_DOUBT : CLEARLY;
    }
    return agrees(specific.get(0), side) ? BEYOND_DOUBT : AGAINST_THE_STRONGEST;
  }

  private static boolean isSaid(List<RaisedSignal> specific, Responsibility side) {
    return weight(specific, side) >= LEAST && agrees(specific.get(0), side);
  }

  /** In a language that it has not learned the wording is silent, and signals stand alone. */
  private static boolean leans(
      TextModel.Voice voice, Responsibility side, List<RaisedSignal> specific, boolean doubt) {
    if (isRecorded(specific, side) || voice.leaning().isEmpty() && !doubt) {
      return true;
    }
    boolean careful = doubt && !outweighs(specific, side);
    if (!doubt && weight(specific, side) >= AMPLE && voice.lead(side) >= BESIDE_AMPLE) {
      return true;
    }
    return voice.lead(side) >= (careful ? LEANS_BESIDE_DOUBT : LEANS);
  }

  private static double weight(List<RaisedSignal> fired, Responsibility side) {
    return fired.stream()
        .filter(f -> f.cell().responsibility() == side)
        .mapToDouble(RaisedSignal::weight)
        .sum();
  }

  /** A field, a finding, an event or the holder of an address: no words need to say so. */
  private static boolean isRecorded(List<RaisedSignal> specific, Responsibility side) {
    return specific.stream()
        .filter(f -> f.cell().responsibility() == side)
        .anyMatch(f -> f.statesCategory() || f.isNamed() && f.weight() >= OUTWEIGHS);
  }

  private static boolean outweighs(List<RaisedSignal> specific, Responsibility side) {
    return specific.stream()
        .anyMatch(f -> f.weight() >= OUTWEIGHS && f.cell().responsibility() == side);
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
