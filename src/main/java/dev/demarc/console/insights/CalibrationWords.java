package dev.demarc.console.insights;

import dev.demarc.insights.SettledCases.Band;
import java.util.Comparator;
import java.util.List;

/** What the table of certainty says, in a sentence or two. Pure. */
final class CalibrationWords {

  /** Fewer cases in a band say nothing of it. */
  private static final int ENOUGH = 10;

  /** So many points are worth a word. */
  private static final long WORTH_SAYING = 4;

  private CalibrationWords() {}

  /**
   * @param threshold from which certainty on the engine routes by itself
   * @return empty where there is too little to say anything
   */
  static String of(List<Band> bands, double threshold) {
    var told = bands.stream().filter(band -> band.cases() >= ENOUGH).toList();
    var alone = told.stream().filter(band -> band.from() >= threshold - 0.001).toList();
    var words = new StringBuilder();
    if (!alone.isEmpty()) {
      long most = alone.stream().mapToLong(band -> Math.abs(off(band))).max().getAsLong();
      words.append("Within ").append(points(most)).append(" wherever it routes by itself. ");
    }
    told.stream()
        .max(Comparator.comparingLong(band -> Math.abs(off(band))))
        .filter(band -> Math.abs(off(band)) >= WORTH_SAYING)
        .ifPresent(
            band ->
                words
                    .append("Between ")
                    .append(percent(band.from()))
                    .append(" and ")
                    .append(percent(band.to()))
                    .append(" % it is ")
                    .append(points(Math.abs(off(band))))
                    .append(off(band) < 0 ? " too sure." : " too careful."));
    return words.toString().strip();
  }

  private static long off(Band band) {
    return Math.round((band.agreed() - band.sure()) * 100);
  }

  private static String points(long points) {
    return points + (points == 1 ? " point" : " points");
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }
}
