package dev.demarc.responsibility;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds reasons up to a decision: a log-linear score. Each side starts from its prior; its reasons
 * are added strongest first, each further one discounted, since reasons that agree tend to rest on
 * the same fact. Work on AWS's side is also half the way to shared work.
 *
 * @param discount factor for each further reason that points the same way, 0..1
 * @param awsToShared part of AWS's score that also speaks for shared, 0..1
 * @param sharpness factor from score to log-odds, fitted so that confidence means what it says
 */
record Weighing(
    Map<Responsibility, Double> priors, double discount, double awsToShared, double sharpness) {

  /**
   * What the reasons amount to.
   *
   * @param confidence probability that it is right, 0..1
   * @param runnerUp the next best reading
   */
  record Verdict(
      Responsibility responsibility,
      double confidence,
      Responsibility runnerUp,
      Map<Responsibility, Double> probabilities) {}

  static Weighing of(YamlNode node) {
    node.onlyWith(
        Set.of(
            "prior-aws",
            "prior-customer",
            "prior-shared",
            "discount",
            "aws-to-shared",
            "sharpness"));
    return new Weighing(
        Map.of(
            Responsibility.AWS, node.get("prior-aws").number(),
            Responsibility.CUSTOMER, node.get("prior-customer").number(),
            Responsibility.SHARED, node.get("prior-shared").number()),
        node.get("discount").number(),
        node.get("aws-to-shared").number(),
        node.get("sharpness").number());
  }

  /** Weighs the reasons, which must be in descending order of weight. */
  Verdict weigh(List<Reason> reasons) {
    var evidence = new EnumMap<Responsibility, Double>(Responsibility.class);
    for (Responsibility side : Responsibility.values()) {
      double factor = 1;
      double sum = 0;
      for (Reason reason : reasons) {
        if (reason.points() == side) {
          sum += factor * reason.weight();
          factor *= discount;
        }
      }
      evidence.put(side, sum);
    }
    var scores = new EnumMap<Responsibility, Double>(Responsibility.class);
    evidence.forEach((side, sum) -> scores.put(side, priors.get(side) + sum));
    if (evidence.get(Responsibility.SHARED) > 0) {
      scores.merge(
          Responsibility.SHARED, awsToShared * evidence.get(Responsibility.AWS), Double::sum);
    }
    return verdict(scores);
  }

  private Verdict verdict(Map<Responsibility, Double> scores) {
    var probabilities = new EnumMap<Responsibility, Double>(Responsibility.class);
    double total = 0;
    for (double score : scores.values()) {
      total += Math.exp(sharpness * score);
    }
    for (var entry : scores.entrySet()) {
      probabilities.put(entry.getKey(), Math.exp(sharpness * entry.getValue()) / total);
    }
    var order =
        probabilities.entrySet().stream()
            .sorted(
                Comparator.comparingDouble((Map.Entry<Responsibility, Double> e) -> -e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    return new Verdict(
        order.get(0).getKey(), order.get(0).getValue(), order.get(1).getKey(), probabilities);
  }
}
