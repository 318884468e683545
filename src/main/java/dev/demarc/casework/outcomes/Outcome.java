package dev.demarc.casework.outcomes;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a case ended: one of those that a desk has in its table. The constants are in every one.
 *
 * @param slug lower-case letters, digits and hyphens, 40 characters at most
 */
public record Outcome(@JsonValue String slug) {

  public static final Outcome FIXED = new Outcome("fixed");
  public static final Outcome FALSE_REPORT = new Outcome("false-report");
  public static final Outcome DUPLICATE = new Outcome("duplicate");
  public static final Outcome NOT_OURS = new Outcome("not-ours");
  public static final Outcome NO_ACTION = new Outcome("no-action");

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  /** Words that were used before desks had outcomes of their own. */
  private static final Map<String, Outcome> OLDER_WORDS =
      Map.of(
          "resolved", FIXED,
          "no-action-needed", NO_ACTION,
          "false-positive", FALSE_REPORT,
          "handed-over", NOT_OURS);

  /** Empty where no outcome can be named so; whether there is one is in the table. */
  public static Optional<Outcome> of(String text) {
    var slug = text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    return SLUG.matches(slug)
        ? Optional.of(OLDER_WORDS.getOrDefault(slug, new Outcome(slug)))
        : Optional.empty();
  }

  /** The reason that an older word, which had none, stands for; null for others. */
  public static @Nullable String impliedReason(String text) {
    return switch (text == null ? "" : text.trim().toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "false-positive" -> "no-evidence";
      case "handed-over" -> "hosted-elsewhere";
      default -> null;
    };
  }

  /** From the database, where it may be null. */
  public static @Nullable Outcome stored(@Nullable String slug) {
    return slug == null ? null : new Outcome(slug);
  }
}
