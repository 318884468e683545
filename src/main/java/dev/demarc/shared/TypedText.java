package dev.demarc.shared;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people type: without the control characters that a database refuses or a page hides. */
public final class TypedText {

  private TypedText() {}

  /** Line breaks and tabs stay, other control characters become spaces; null stays null. */
  public static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ").strip();
  }

  /** As {@link #clean}; empty where there is none. */
  public static String orEmpty(@Nullable String text) {
    var clean = clean(text);
    return clean == null ? "" : clean;
  }

  /** As {@link #clean}; null, too, where nothing is left. */
  public static @Nullable String orNull(@Nullable String text) {
    var clean = clean(text);
    return clean == null || clean.isEmpty() ? null : clean;
  }

  /**
   * As {@link #clean}.
   *
   * @param longest in characters
   * @throws Problem INVALID where it is longer
   */
  public static @Nullable String atMost(int longest, String field, @Nullable String text) {
    var clean = clean(text);
    if (clean != null && clean.length() > longest) {
      throw Problem.invalid(
          field, String.format(Locale.ROOT, "must have at most %,d characters", longest));
    }
    return clean;
  }

  /**
   * Why somebody changes something, where it has to be said.
   *
   * @throws Problem INVALID where it is not, or in more than 4,000 characters
   */
  public static String reason(@Nullable String text) {
    var reason = orNull(atMost(4000, "reason", text));
    if (reason == null) {
      throw Problem.invalid("reason", "say why, so that the next reader can follow");
    }
    return reason;
  }
}
