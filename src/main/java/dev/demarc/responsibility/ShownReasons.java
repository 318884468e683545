package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of all reasons a person sees: the few that weigh most, each with a sentence of its own, and
 * among them who holds what is named and the one that speaks most against the side.
 */
final class ShownReasons {

  private static final int MOST = 5;

  /** What weighs less only names what it is about; shown where there is nothing else. */
  private static final double LEAST = 0.35;

  /** Who holds what is named is said, however much else there is. */
  private static final Set<String> HOLDERS = Set.of("inventory-holder", "customer-named");

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
    keep(shown, r -> HOLDERS.contains(r.signal()), MOST - 2);
    keep(shown, r -> r.points() != side, MOST - 1);
    return shown.stream().limit(MOST).toList();
  }

  /** Gives a place to the first reason of a kind where heavier ones have taken them all. */
  private static void keep(List<Reason> shown, Predicate<Reason> kind, int place) {
    var first = shown.stream().filter(kind).findFirst();
    if (first.isPresent() && shown.indexOf(first.get()) >= MOST) {
      shown.set(place, first.get());
    }
  }

  private static boolean isWording(Reason reason) {
    return reason.layer() == null;
  }

  private static boolean saysTheSame(Reason one, Reason other) {
    return one.points() == other.points() && one.evidence().equals(other.evidence());
  }
}
