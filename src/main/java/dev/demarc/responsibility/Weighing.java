package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.YamlNode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds reasons up to a decision: a log-linear score. Each side starts from its prior; its reasons
 * are added strongest first, each further one discounted, since reasons that agree tend to rest on
 * the same fact. Work on AWS's side is also part of the way to shared work. What the text model
 * hears is added as it is, times its own weight.
 *
 * @param discount factor for each further reason that points the same way, 0..1
 * @param awsToShared part of AWS's score that also speaks for shared, 0..1
 * @param model factor of what the text model says, 0 or more
 * @param modelMost the most that it may add to a side where anything specific was said
 * @param modelHeld the most that it may add where a record, a notice or the matrix itself decides
 * @param sharpness factor from score to log-odds, fitted so that confidence means what it says
 */
record Weighing(
    Map<Responsibility, Double> priors,
    double discount,
    double awsToShared,
    double model,
    double modelMost,
    double modelHeld,
    double sharpness) {

  /** How surely something says what happened. */
  enum Certainty {
    NOTHING_SPECIFIC,
    SPECIFIC,
    /**
     * A record or a notice, or a service whose mode is named, so that the matrix has one answer.
     */
    FOR_SURE,
    /** A field names the category: what stands beside it is mostly names of other fields. */
    STATED
  }

  /** Most reports that say nothing readable are about what some customer runs. */
  private static final double NOTHING_SAID = 0.5;

  private static final double LEAST_SHOWN = 0.3;

  static Weighing of(YamlNode node) {
    node.onlyWith(
        Set.of(
            "prior-aws",
            "prior-customer",
            "prior-shared",
            "discount",
            "aws-to-shared",
            "model",
            "model-most",
            "model-held",
            "sharpness"));
    return new Weighing(
        Map.of(
            Responsibility.AWS, node.get("prior-aws").number(),
            Responsibility.CUSTOMER, node.get("prior-customer").number(),
            Responsibility.SHARED, node.get("prior-shared").number()),
        node.get("discount").number(),
        node.get("aws-to-shared").number(),
        node.get("model").number(),
        node.get("model-most").number(),
        node.get("model-held").number(),
        node.get("sharpness").number());
  }

  /**
   * Weighs reasons and what the text model says; the likeliest reading first.
   *
   * @param reasons in descending order of weight
   * @param certainty how surely something says what happened, which holds the wording back
   */
  List<Assessment.Reading> weigh(List<Reason> reasons, TextModel.Voice voice, Certainty certainty) {
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
    evidence.forEach((side, sum) -> scores.put(side, priors.getOrDefault(side, 0.0) + sum));
    if (evidence.getOrDefault(Responsibility.SHARED, 0.0) > 0) {
      scores.merge(
          Responsibility.SHARED,
          awsToShared * evidence.getOrDefault(Responsibility.AWS, 0.0),
          Double::sum);
    }
    if (reasons.isEmpty()) {
      scores.merge(Responsibility.CUSTOMER, NOTHING_SAID, Double::sum);
    }
    heard(voice, certainty).forEach((side, odds) -> scores.merge(side, odds, Double::sum));
    return readings(scores);
  }

  private List<Assessment.Reading> readings(Map<Responsibility, Double> scores) {
    double most = scores.values().stream().mapToDouble(d -> d).max().orElse(0);
    double total = 0;
    for (double score : scores.values()) {
      total += Math.exp(sharpness * (score - most));
    }
    double all = total;
    return scores.entrySet().stream()
        .map(
            e ->
                new Assessment.Reading(
                    e.getKey(), Math.exp(sharpness * (e.getValue() - most)) / all))
        .sorted(
            Comparator.comparingDouble((Assessment.Reading r) -> -r.probability())
                .thenComparing(Assessment.Reading::responsibility))
        .toList();
  }

  private Map<Responsibility, Double> heard(TextModel.Voice voice, Certainty certainty) {
    double loudest = voice.leaning().values().stream().mapToDouble(d -> d).max().orElse(0);
    double most =
        switch (certainty) {
          case NOTHING_SPECIFIC -> Double.MAX_VALUE;
          case SPECIFIC -> modelMost;
          case FOR_SURE -> modelHeld;
          case STATED -> modelHeld / 2;
        };
    double factor = loudest * model > most ? most / loudest : model;
    var heard = new EnumMap<Responsibility, Double>(Responsibility.class);
    voice.leaning().forEach((side, odds) -> heard.put(side, odds * factor));
    return heard;
  }

  /** What the text model says, as reasons of one weight scale with the others. */
  List<Reason> reasons(TextModel.Voice voice, Certainty certainty) {
    return heard(voice, certainty).entrySet().stream()
        .filter(e -> e.getValue() >= LEAST_SHOWN)
        .map(
            e ->
                new Reason(
                    "text-model",
                    voice.sentenceFor(e.getKey()),
                    e.getKey(),
                    Math.round(e.getValue() * 100) / 100.0,
                    null))
        .toList();
  }
}
