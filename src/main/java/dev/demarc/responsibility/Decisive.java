package dev.demarc.responsibility;

import java.util.List;

/** Whether what a report says in so many words carries a decision without a person. */
final class Decisive {

  /** From here on the wording as a whole speaks too clearly for another side; log-odds. */
  private static final double CONTRADICTS = 1.5;

  private Decisive() {}

  /**
   * Some specific signal supports the side, and the strongest specific one does not contradict it.
   *
   * @param fired by descending weight
   */
  static boolean is(List<RaisedSignal> fired, Responsibility side, TextModel.Voice voice) {
    var specific = fired.stream().filter(RaisedSignal::specific).toList();
    return voice.against(side) < CONTRADICTS
        && specific.stream().anyMatch(f -> f.cell().responsibility() == side)
        && agrees(specific.get(0).cell().responsibility(), side);
  }

  /** What AWS mends and customers follow is told as AWS's fault as often as not. */
  private static boolean agrees(Responsibility strongest, Responsibility side) {
    return strongest == side || side == Responsibility.SHARED && strongest == Responsibility.AWS;
  }
}
