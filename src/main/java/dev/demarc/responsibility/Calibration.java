package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How often a reading of some score turns out right: a line from the log-odds of the score to those
 * of being right (Platt's scaling), one for each kind of {@link Support}. Fitted on labelled texts
 * with {@code bench/accuracy --calibration}; monotone, so it reorders nothing of one kind.
 *
 * @param slope how much a score tells, above 0; below 1 where scores are too sure of themselves
 * @param supported log-odds at an even score, where a specific signal supports the side
 * @param opposed the same, where another specific signal speaks for another side
 * @param unsupported the same, where nothing that may route supports the side
 */
record Calibration(double slope, double supported, double opposed, double unsupported) {

  private static final double LEAST_SCORE = 0.34;
  private static final double MOST_SCORE = 0.9995;

  /** Nothing that is read out of words is surer than this. */
  private static final double MOST = 0.99;

  static Calibration of(YamlNode node) {
    node.onlyWith(Set.of("slope", "supported", "opposed", "unsupported"));
    double slope = node.get("slope").number();
    if (!(slope > 0 && slope <= 2)) {
      throw node.get("slope").invalid("a slope is above 0 and at most 2");
    }
    return new Calibration(
        slope,
        node.get("supported").number(),
        node.get("opposed").number(),
        node.get("unsupported").number());
  }

  /** The log-odds of a score, which is a probability as {@link Weighing} adds it up. */
  static double logOdds(double score) {
    double within = Math.max(LEAST_SCORE, Math.min(MOST_SCORE, score));
    return Math.log(within / (1 - within));
  }

  /** How likely the likeliest side is right. */
  double probability(double score, Support support) {
    double odds = slope * logOdds(score) + offset(support);
    return Math.min(MOST, 1 / (1 + Math.exp(-odds)));
  }

  private double offset(Support support) {
    return switch (support) {
      case SUPPORTED, WORDED -> supported;
      case OPPOSED -> opposed;
      case UNSUPPORTED, UNSTATED -> unsupported;
    };
  }

  /**
   * The same readings with what they are worth; the others share what the likeliest leaves. What
   * the wording carries was fitted as a probability.
   */
  List<Assessment.Reading> of(List<Assessment.Reading> readings, Support support, Basis basis) {
    double score = readings.get(0).probability();
    double likeliest = basis == Basis.WORDING ? Math.min(MOST, score) : probability(score, support);
    double left = score < 1 ? (1 - likeliest) / (1 - score) : 0;
    var worth = new ArrayList<Assessment.Reading>();
    for (Assessment.Reading reading : readings) {
      worth.add(
          new Assessment.Reading(
              reading.responsibility(),
              worth.isEmpty() ? likeliest : Math.min(likeliest, reading.probability() * left)));
    }
    return worth;
  }
}
