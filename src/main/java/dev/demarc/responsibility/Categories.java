package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Category;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a report is about: what the signals that support the decided side say in sum. */
final class Categories {

  /** What only says what a report is about names the category less surely. */
  private static final double GENERAL = 0.3;

  private Categories() {}

  /**
   * What can be done to somebody from outside; a botnet or a hacked host is where it comes from.
   */
  private static final Set<Category> ATTACKS =
      EnumSet.of(Category.DENIAL_OF_SERVICE, Category.INTRUSION_ATTEMPT, Category.PORT_SCAN);

  /**
   * @param involved where ours stands: what is attacked is told of by the attack
   */
  static Category of(
      ParsedReport report, List<RaisedSignal> fired, Responsibility side, Involvement involved) {
    if (report.category() != null && report.category() != Category.OTHER) {
      return report.category();
    }
    if (involved == Involvement.ATTACKED) {
      var attack = heaviest(fired.stream().filter(f -> isAttack(f.signal())).toList());
      if (attack != Category.OTHER) {
        return attack;
      }
    }
    var supporting = fired.stream().filter(f -> f.cell().responsibility() == side).toList();
    var category = heaviest(supporting);
    return category == Category.OTHER ? heaviest(fired) : category;
  }

  private static boolean isAttack(@Nullable Signal signal) {
    return signal.category() != null && ATTACKS.contains(signal.category());
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
