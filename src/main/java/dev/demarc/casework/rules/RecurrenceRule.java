package dev.demarc.casework.rules;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a report about the matter of a closed case.
 *
 * @param category a category's slug, or {@code all}
 * @param outcome how the case ended, or {@code all}
 * @param withinHours how long after it was closed; null for ever. Past it, a new case follows
 */
public record RecurrenceRule(
    String category,
    String outcome,
    @Nullable Integer withinHours,
    Action action,
    Instant changedAt,
    String changedBy) {

  static final String ALL = "all";

  /** What can become of the report. */
  public enum Action {
    /** The closed case takes it and stays closed. */
    TAKE("joins the closed case"),
    /** The closed case takes it and opens again. */
    REOPEN("opens the case again"),
    /** It opens a case that follows the closed one. */
    FOLLOW("opens a case that follows");

    private final String words;

    Action(String words) {
      this.words = words;
    }

    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** For people, as it reads on after "a report". */
    public String words() {
      return words;
    }

    static Optional<Action> of(String text) {
      return Arrays.stream(values()).filter(one -> one.slug().equalsIgnoreCase(text)).findFirst();
    }
  }

  /** The more exactly a rule says what it is for, the sooner it holds. */
  int exactness() {
    return (category.equals(ALL) ? 0 : 2) + (outcome.equals(ALL) ? 0 : 1);
  }

  /** For people, as it reads on after what it is for. */
  String inWords() {
    return "a report "
        + action.words()
        + (withinHours == null ? "" : " within " + Hours.inWords(withinHours));
  }
}
