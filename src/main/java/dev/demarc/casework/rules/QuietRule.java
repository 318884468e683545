package dev.demarc.casework.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * After what time without a report or a change an open case of a category closes by itself.
 *
 * @param category a category's slug, or {@code all} for those without a rule of their own
 * @param outcome how it ends then
 * @param untouched also where nobody has begun to work on it
 */
public record QuietRule(
    String category,
    int afterHours,
    String outcome,
    boolean untouched,
    Instant changedAt,
    String changedBy)
    implements CategoryRule {

  public Duration after() {
    return Duration.ofHours(afterHours);
  }

  /** For people, as it reads on after the category. */
  @Override
  public String inWords() {
    return "close as "
        + outcome
        + " after "
        + Hours.inWords(afterHours)
        + " of quiet"
        + (untouched ? ", also where nobody has begun" : "");
  }
}
