package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Category;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tells what a report is about: what the signals that support the decided side say in sum. */
final class Categories {

  /** What only says what a report is about names the category less surely. */
  private static final double GENERAL = 0.3;

  private Categories() {}

  static Category of(ParsedReport report, List<RaisedSignal> fired, Responsibility side) {
    if (report.category() != null && report.category() != Category.OTHER) {
      return report.category();
    }
    var supporting = fired.stream().filter(f -> f.cell().responsibility() == side).toList();
    var category = heaviest(supporting);
    return category == Category.OTHER ? heaviest(fired) : category;
  }

  private static Category heaviest(List<RaisedSignal> fired) {
    Map<Category, Double> sums = new EnumMap<>(Category.class);
    for (RaisedSignal f : fired) {
      if (f.signal().category() != null) {
        double factor = f.signal().general() ? GENERAL : 1;
        sums.merge(f.signal().category(), factor * f.weight(), Double::sum);
      }
    }
    return sums.entrySet().stream()
        .max(
            Map.Entry.<Category, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(Category.OTHER);
  }
}
