package dev.demarc.responsibility;

import java.util.List;
import java.util.Map;

/**
 * What kind of message a report is: by its words, where neither a field nor a record of AWS's own
 * says what happened; those were not written by somebody who asks or denies.
 *
 * @param likeliest what it is taken for
 * @param surelyStates whether it states something so surely that it may be routed by itself
 */
record KindByWords(MessageKind likeliest, boolean surelyStates) {

  /** A message is a question, a denial or nothing where that is likelier than all else. */
  private static final double LIKELIER = 0.5;

  /** Where something specific is said, it must be much likelier. */
  private static final double MUCH_LIKELIER = 0.8;

  /**
   * With the other rules this kept back nine in ten of 690 held-out messages that deny, ask or say
   * nothing, for three reports in a hundred.
   */
  private static final double SURELY_STATES = 0.9;

  /**
   * @param reportsNothing whether words take the report back or are those of an automatic answer,
   *     which only a record outweighs
   */
  static KindByWords of(
      List<RaisedSignal> fired, TextModel model, TextFeatures features, boolean reportsNothing) {
    boolean recorded = fired.stream().anyMatch(f -> f.statesCategory() || f.isRecord());
    var kinds = recorded ? Map.<MessageKind, Double>of() : model.kinds(features);
    boolean surely =
        (recorded || !reportsNothing)
            && kinds.getOrDefault(MessageKind.REPORT, 1.0) >= SURELY_STATES;
    double likelier = fired.stream().anyMatch(RaisedSignal::specific) ? MUCH_LIKELIER : LIKELIER;
    return kinds.entrySet().stream()
        .filter(k -> !k.getKey().states() && k.getValue() >= likelier)
        .map(k -> new KindByWords(k.getKey(), surely))
        .findFirst()
        .orElseGet(() -> new KindByWords(stated(fired), surely));
  }

  private static MessageKind stated(List<RaisedSignal> fired) {
    return fired.stream().anyMatch(f -> f.signal().kind() && f.specific())
        ? MessageKind.NOTICE
        : MessageKind.REPORT;
  }
}
