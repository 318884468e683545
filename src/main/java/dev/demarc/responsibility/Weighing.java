package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.YamlNode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Adds reasons up to a probability for each side: a log-linear score. A side's reasons are added
 * strongest first, each further one discounted, since reasons that agree tend to rest on the same
 * fact. Where the wording speaks, what it says and a part of what signals say are added, in
 * proportions fitted to labelled reports. Where it does not, signals have their whole weight, and
 * work on AWS's side is also part of the way to shared work.
 *
 * @param discount factor for each further reason that points the same way, 0..1
 * @param priors of the sides where the wording does not speak
 * @param awsToShared part of AWS's score that also speaks for shared there, 0..1
 * @param modelHeld the most that the wording may add beside a record
 * @param wordedPriors of the sides where the wording speaks
 * @param wordedModel factor of what the text model says there
 * @param outgrows words of a text in which signals in words count 1/e of their weight there, and
 *     less in a longer one: the more somebody writes, the more the wording alone tells
 */
record Weighing(
    double discount,
    Map<Responsibility, Double> priors,
    double awsToShared,
    double modelHeld,
    Map<Responsibility, Double> wordedPriors,
    double wordedModel,
    double outgrows) {

  /** Most reports that say nothing readable are about what some customer runs. */
  private static final double NOTHING_SAID = 0.5;

  private static final double LEAST_SHOWN = 0.3;

  static Weighing of(YamlNode node) {
    node.onlyWith(Set.of("discount", "signals", "wording"));
    var signals = node.get("signals");
    signals.onlyWith(Set.of("aws", "customer", "shared", "aws-to-shared", "model-held"));
    var wording = node.get("wording");
    wording.onlyWith(Set.of("aws", "customer", "shared", "model", "outgrows"));
    return new Weighing(
        node.get("discount").number(),
        priors(signals),
        signals.get("aws-to-shared").number(),
        signals.get("model-held").number(),
        priors(wording),
        wording.get("model").number(),
        wording.get("outgrows").number());
  }

  private static Map<Responsibility, Double> priors(YamlNode node) {
    return Map.of(
        Responsibility.AWS, node.get("aws").number(),
        Responsibility.CUSTOMER, node.get("customer").number(),
        Responsibility.SHARED, node.get("shared").number());
  }

  /**
   * Weighs what speaks for the sides; the likeliest reading first.
   *
   * @param fired in descending order of weight
   * @param words of the text, its title's included
   */
  List<Assessment.Reading> weigh(
      List<RaisedSignal> fired, TextModel.Voice voice, Basis basis, int words) {
    var scores = basis == Basis.WORDING ? worded(fired, words) : signalled(fired);
    heard(voice, basis).forEach((side, odds) -> scores.merge(side, odds, Double::sum));
    return readings(scores);
  }

  /**
   * How much of their weight signals in words have beside the wording of a text.
   *
   * @return 0..1
   */
  double besideWording(int words) {
    return Math.exp(-words / outgrows);
  }

  private Map<Responsibility, Double> worded(List<RaisedSignal> fired, int words) {
    double factor = besideWording(words);
    var scores = new EnumMap<>(wordedPriors);
    for (Responsibility side : Responsibility.values()) {
      scores.merge(
          side,
          factor * sum(fired, f -> f.isSaidOf(side)) + sum(fired, f -> f.isNamedOf(side)),
          Double::sum);
    }
    return scores;
  }

  private Map<Responsibility, Double> signalled(List<RaisedSignal> fired) {
    var scores = new EnumMap<>(priors);
    var evidence = new EnumMap<Responsibility, Double>(Responsibility.class);
    for (Responsibility side : Responsibility.values()) {
      evidence.put(side, sum(fired, f -> f.cell().responsibility() == side));
    }
    evidence.forEach((side, sum) -> scores.merge(side, sum, Double::sum));
    if (evidence.getOrDefault(Responsibility.SHARED, 0.0) > 0) {
      scores.merge(
          Responsibility.SHARED,
          awsToShared * evidence.getOrDefault(Responsibility.AWS, 0.0),
          Double::sum);
    }
    if (fired.isEmpty()) {
      scores.merge(Responsibility.CUSTOMER, NOTHING_SAID, Double::sum);
    }
    return scores;
  }

  private double sum(List<RaisedSignal> fired, Predicate<RaisedSignal> counts) {
    double factor = 1;
    double sum = 0;
    for (RaisedSignal signal : fired) {
      if (counts.test(signal)) {
        sum += factor * signal.weight();
        factor *= discount;
      }
    }
    return sum;
  }

  private static List<Assessment.Reading> readings(Map<Responsibility, Double> scores) {
    double most = scores.values().stream().mapToDouble(d -> d).max().orElse(0);
    double total = scores.values().stream().mapToDouble(score -> Math.exp(score - most)).sum();
    return scores.entrySet().stream()
        .map(e -> new Assessment.Reading(e.getKey(), Math.exp(e.getValue() - most) / total))
        .sorted(
            Comparator.comparingDouble((Assessment.Reading r) -> -r.probability())
                .thenComparing(Assessment.Reading::responsibility))
        .toList();
  }

  private Map<Responsibility, Double> heard(TextModel.Voice voice, Basis basis) {
    double loudest = voice.leaning().values().stream().mapToDouble(d -> d).max().orElse(0);
    double factor = basis == Basis.WORDING ? wordedModel : Math.min(1, modelHeld / loudest);
    var heard = new EnumMap<Responsibility, Double>(Responsibility.class);
    voice.leaning().forEach((side, odds) -> heard.put(side, odds * factor));
    return heard;
  }

  /** What the text model says, as reasons of one weight scale with the others. */
  List<Reason> reasons(TextModel.Voice voice, Basis basis) {
    return heard(voice, basis).entrySet().stream()
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
