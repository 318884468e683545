package dev.demarc.casework.rules;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many reports about a thing open a case.
 *
 * @param category a category's slug, or {@code all} for those without a rule of their own
 * @param reports how many it takes, 2 at least
 * @param withinHours within which time they must come
 * @param falseShare per cent: it holds only for those of whose settled reports so many were false;
 *     null for everybody
 */
public record OpeningRule(
    String category,
    int reports,
    int withinHours,
    @Nullable Integer falseShare,
    Instant changedAt,
    String changedBy)
    implements CategoryRule {

  public Duration within() {
    return Duration.ofHours(withinHours);
  }

  /** For people, as it reads on after the category. */
  @Override
  public String inWords() {
    return "open from "
        + reports
        + " reports within "
        + Hours.inWords(withinHours)
        + (falseShare == null
            ? ""
            : ", where " + falseShare + " % or more of the reporter's reports were false");
  }
}
