package dev.demarc.casework.rules;

import dev.demarc.casework.rules.RecurrenceRule.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a report about the matter of a closed case, and why. Pure.
 *
 * @param because for people, as it reads on after "because"; null where no rule speaks
 */
public record Recurrence(Action action, @Nullable String because) {

  /** Whoever closed a case so did not say that its matter was over. */
  private static final Set<String> NEVER_WAS =
      Set.of(
          "false-positive",
          "false-report",
          "not-ours",
          "duplicate",
          "handed-over",
          "not-reproducible");

  /**
   * The closed case.
   *
   * @param worse whether the report says that it is worse than the case was
   */
  public record Past(
      String category, @Nullable String outcome, @Nullable Instant closedAt, boolean worse) {}

  /**
   * @param rules those of the desk, in any order
   */
  public static Recurrence of(List<RecurrenceRule> rules, Past past, Instant now) {
    var rule =
        rules.stream()
            .filter(one -> isFor(one.category(), past.category()))
            .filter(one -> isFor(one.outcome(), past.outcome()))
            .max(Comparator.comparing(RecurrenceRule::exactness))
            .orElse(null);
    if (rule == null) {
      return new Recurrence(Action.FOLLOW, null);
    }
    var age = Duration.between(past.closedAt(), now);
    if (rule.withinHours() != null && age.compareTo(Duration.ofHours(rule.withinHours())) > 0) {
      return new Recurrence(
          Action.FOLLOW, "it was closed more than " + Hours.inWords(rule.withinHours()) + " ago");
    }
    if (rule.action() == Action.TAKE && past.worse()) {
      return new Recurrence(Action.FOLLOW, "the report says that it is worse");
    }
    return new Recurrence(
        rule.action(), "the rule for " + subject(rule) + " says that " + rule.inWords());
  }

  private static boolean isFor(String of, @Nullable String value) {
    return of.equals(RecurrenceRule.ALL) || of.equals(value);
  }

  private static String subject(RecurrenceRule rule) {
    var category =
        rule.category().equals(RecurrenceRule.ALL)
            ? "all categories"
            : rule.category().replace('-', ' ');
    return rule.outcome().equals(RecurrenceRule.ALL)
        ? category
        : category + " closed as " + rule.outcome().replace('-', ' ');
  }

  /** Whether a case that ended so was over, so that another report means that it is back. */
  public static boolean isBack(@Nullable String outcome) {
    return !NEVER_WAS.contains(outcome);
  }
}
