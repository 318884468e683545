package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a report is about: what the signals that support the decided side say in sum, beside
 * what the text model has learned of such reports.
 */
final class Categories {

  /** What only says what a report is about names the category less surely. */
  private static final double GENERAL = 0.3;

  /** What a signal for another side says of what happened. */
  private static final double ASIDE = 0.3;

  /** How much a signal's weight counts beside the log-odds of what is learned from long texts. */
  private static final double SAID = 0.3;

  /** How much more it counts beside those of few words. */
  private static final double SAID_IN_FEW_WORDS = 2.5;

  /** The same at least where somebody is accused: complaints are mostly logs and few words. */
  private static final double SAID_OF_SOMEBODY = 1.2;

  private static final double LEAST = 1e-6;

  /** By so much (log-odds) what is done to others goes before the compromise that is its cause. */
  private static final double BEFORE_ITS_CAUSE = 3.0;

  private Categories() {}

  /**
   * What can be done to somebody from outside; a botnet or a hacked host is where it comes from.
   */
  private static final Set<Category> ATTACKS =
      EnumSet.of(Category.DENIAL_OF_SERVICE, Category.INTRUSION_ATTEMPT, Category.PORT_SCAN);

  /** What nobody does to others. */
  private static final Set<Category> FAULTS =
      EnumSet.of(
          Category.SERVICE_FAULT,
          Category.HOST_FAULT,
          Category.VULNERABILITY,
          Category.MISSING_PATCH);

  /**
   * @param involved where ours stands: what is attacked is told of by the attack
   * @param learned how likely each category is by the words; empty where nothing is learned
   * @param fewWords how few words they are, 0..1, 1 being the fewest
   */
  static Category of(
      ParsedReport report,
      List<RaisedSignal> fired,
      Responsibility side,
      Involvement involved,
      Map<Category, Double> learned,
      double fewWords) {
    var claimed = claimed(report);
    if (claimed != Category.OTHER) {
      return claimed;
    }
    if (involved == Involvement.ATTACKED) {
      var attack = heaviest(sums(fired.stream().filter(f -> isAttack(f.signal())).toList()));
      if (attack != Category.OTHER) {
        return attack;
      }
    }
    var said = sums(fired.stream().filter(f -> f.cell().responsibility() == side).toList());
    if (learned.isEmpty()) {
      var category = heaviest(said);
      return category == Category.OTHER ? heaviest(sums(fired)) : category;
    }
    boolean isSaid = !said.isEmpty();
    sums(fired).forEach((category, sum) -> said.merge(category, ASIDE * sum, Double::sum));
    double factor =
        Math.max(SAID + SAID_IN_FEW_WORDS * fewWords, accuses(report) ? SAID_OF_SOMEBODY : 0);
    Map<Category, Double> both = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      boolean unsaid = isSaid && category == Category.OTHER;
      if (unsaid || onlyBySignals(category, report) && !said.containsKey(category)) {
        continue;
      }
      double odds = Math.log(Math.max(LEAST, learned.getOrDefault(category, 0.0)));
      if (category == Category.COMPROMISED_RESOURCE && said.size() > 1 && accuses(report)) {
        odds -= BEFORE_ITS_CAUSE;
      }
      both.put(category, odds + factor * said.getOrDefault(category, 0.0));
    }
    return heaviest(both);
  }

  /**
   * What the text model alone may not name: child abuse holds a report back from most people, and
   * whoever accuses somebody tells of no fault or flaw.
   */
  private static boolean onlyBySignals(Category category, ParsedReport report) {
    return category == Category.CHILD_ABUSE || FAULTS.contains(category) && accuses(report);
  }

  private static boolean accuses(ParsedReport report) {
    return report.indicators().stream().anyMatch(named -> named.role() == Role.SOURCE);
  }

  /** What a field of the report says; {@code OTHER} where none does. */
  static Category claimed(ParsedReport report) {
    return report.category() == null ? Category.OTHER : report.category();
  }

  private static boolean isAttack(Signal signal) {
    return signal.category() != null && ATTACKS.contains(signal.category());
  }

  private static Map<Category, Double> sums(List<RaisedSignal> fired) {
    Map<Category, Double> sums = new EnumMap<>(Category.class);
    for (RaisedSignal f : fired) {
      if (f.signal().category() != null) {
        double factor = f.signal().general() ? GENERAL : 1;
        sums.merge(f.signal().category(), factor * f.weight(), Double::sum);
      }
    }
    return sums;
  }

  private static Category heaviest(Map<Category, Double> sums) {
    return sums.entrySet().stream()
        .max(
            Map.Entry.<Category, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(Category.OTHER);
  }
}
