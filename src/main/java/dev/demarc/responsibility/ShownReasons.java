package dev.demarc.responsibility;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of all reasons a person sees: the few that weigh most, each with a sentence of its own, and
 * among them the one that speaks most against the side.
 */
final class ShownReasons {

  private static final int MOST = 5;

  /** What weighs less only names what it is about; shown where there is nothing else. */
  private static final double LEAST = 0.35;

  private ShownReasons() {}

  /**
   * @param reasons by descending weight
   */
  static List<Reason> of(List<Reason> reasons, Responsibility side) {
    var telling = reasons.stream().filter(r -> r.weight() >= LEAST).toList();
    var shown = new ArrayList<Reason>();
    for (Reason reason : telling.isEmpty() ? reasons : telling) {
      if (!isWording(reason) || shown.stream().noneMatch(s -> saysTheSame(s, reason))) {
        shown.add(reason);
      }
    }
    var against = shown.stream().filter(r -> r.points() != side).findFirst();
    if (against.isPresent() && shown.indexOf(against.get()) >= MOST) {
      shown.set(MOST - 1, against.get());
    }
    return shown.stream().limit(MOST).toList();
  }

  private static boolean isWording(Reason reason) {
    return reason.layer() == null;
  }

  private static boolean saysTheSame(Reason one, Reason other) {
    return one.points() == other.points() && one.evidence().equals(other.evidence());
  }
}
