package dev.demarc.shared;

import org.jspecify.annotations.Nullable;

/** What callers send, where it has to be there or to be of some form. */
public final class RequestValues {

  private RequestValues() {}

  /**
   * @throws Problem INVALID where a request came without a body
   */
  public static <T> T required(@Nullable T body) {
    if (body == null) {
      throw Problem.invalid("body", "a JSON object is needed");
    }
    return body;
  }

  /**
   * The version that something was read at, or that is asked for.
   *
   * @param mistake what to say where it is no number
   * @return null where none is named
   * @throws Problem INVALID
   */
  public static @Nullable Integer version(@Nullable String text, String mistake) {
    return number("version", text, mistake);
  }

  /**
   * A whole number, or null where there is none.
   *
   * @param mistake what to say where it is something else
   * @throws Problem INVALID
   */
  public static @Nullable Integer number(String field, @Nullable String text, String mistake) {
    try {
      return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw Problem.invalid(field, mistake);
    }
  }
}
