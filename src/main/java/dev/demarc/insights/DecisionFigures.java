package dev.demarc.insights;

import dev.demarc.insights.SettledCases.Band;
import dev.demarc.insights.SettledCases.Move;
import dev.demarc.insights.SettledCases.PersonCount;
import dev.demarc.insights.SettledCases.SignalCount;
import dev.demarc.insights.SettledCases.Week;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what the engine last said of a case with what stands. A case is settled where a person
 * decided it, or closed it as fixed without disagreeing. Pure.
 */
final class DecisionFigures {

  static final List<String> KINDS = List.of("sure", "settled", "move", "signal", "person");

  private static final double[] BANDS = {0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1};
  private static final int MOST = 50;

  private DecisionFigures() {}

  /**
   * @param byWeek the sums of kind {@code sure} by the Monday of each week
   * @param names of people by what they sign in with
   */
  static SettledCases of(
      Period period,
      Map<String, List<KeptSum>> sums,
      List<KeptSum> byWeek,
      Map<String, String> names) {
    var settled = new HashMap<String, Long>();
    kind(sums, "settled").forEach(sum -> settled.put(sum.key(), sum.n()));
    return new SettledCases(
        kind(sums, "sure").stream()
            .map(DecisionFigures::band)
            .sorted(Comparator.comparingDouble(Band::from))
            .toList(),
        weeks(period, byWeek),
        kind(sums, "move").stream().limit(MOST).map(sum -> move(sum, settled)).toList(),
        kind(sums, "signal").stream()
            .limit(MOST)
            .map(sum -> new SignalCount(sum.key(), sum.n()))
            .toList(),
        kind(sums, "person").stream()
            .limit(MOST)
            .map(
                sum ->
                    new PersonCount(
                        sum.key(), names.getOrDefault(sum.key(), sum.key()), sum.n(), sum.x()))
            .toList());
  }

  /** Those that count a case of the period, the most frequent first. */
  private static List<KeptSum> kind(Map<String, List<KeptSum>> sums, String kind) {
    return sums.getOrDefault(kind, List.of()).stream()
        .filter(sum -> sum.n() > 0)
        .sorted(Comparator.comparingLong(KeptSum::n).reversed())
        .toList();
  }

  private static Band band(KeptSum sum) {
    int at = Integer.parseInt(sum.key());
    return new Band(BANDS[at], BANDS[at + 1], sum.n(), sure(sum.n(), sum.x()), right(sum));
  }

  private static double sure(long cases, long thousandths) {
    return thousandths / 1000.0 / cases;
  }

  private static double right(KeptSum sum) {
    return (double) sum.y() / sum.n();
  }

  private static List<Week> weeks(Period period, List<KeptSum> byWeek) {
    return byWeek.stream()
        .filter(sum -> sum.n() > 0)
        .sorted(Comparator.comparing(KeptSum::day))
        .map(
            sum ->
                new Week(
                    sum.day() == null || sum.day().isBefore(period.first())
                        ? period.first()
                        : sum.day(),
                    sum.n(),
                    sure(sum.n(), sum.x()),
                    right(sum)))
        .toList();
  }

  private static Move move(KeptSum sum, Map<String, Long> settled) {
    var keys = sum.keys();
    return new Move(
        keys[0],
        Category.of(keys[0]).map(Category::title).orElse(keys[0]),
        keys[1].isEmpty() ? null : Responsibility.valueOf(keys[1]),
        Responsibility.valueOf(keys[2]),
        sum.n(),
        (double) sum.n() / Math.max(1, settled.getOrDefault(keys[0], 1L)));
  }
}
