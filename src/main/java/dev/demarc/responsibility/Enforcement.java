package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What AWS may decide while the customer mends the cause: root cause is not enforcement. It is in
 * question where outsiders suffer from a customer's resource, AWS does not know yet, and the
 * resource is nobody's that we know, so that nobody here could stop it.
 */
final class Enforcement {

  private static final Set<Category> ABUSE = EnumSet.range(Category.SPAM, Category.OPEN_PROXY);
  private static final Set<String> KNOWN_TO_AWS_OR_OURS =
      Set.of(
          "guardduty-finding",
          "health-abuse-event",
          "health-credentials-event",
          "inventory-holder");
  private static final String TASK =
      "Decide whether to suspend or take down the resource while the customer mends the cause"
          + " (AWS Trust & Safety).";

  private Enforcement() {}

  /** The sentence for AWS; null where nothing of the kind is in question. */
  static @Nullable String of(
      ParsedReport report, Category category, Responsibility side, List<RaisedSignal> fired) {
    boolean known =
        report.statement().knownToAws()
            || fired.stream().anyMatch(f -> KNOWN_TO_AWS_OR_OURS.contains(f.signal().name()));
    return side == Responsibility.CUSTOMER && ABUSE.contains(category) && !known ? TASK : null;
  }
}
