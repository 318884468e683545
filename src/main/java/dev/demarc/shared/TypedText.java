package dev.demarc.shared;

import org.jspecify.annotations.Nullable;

/** What people type: without the control characters that a database refuses or a page hides. */
public final class TypedText {

  private TypedText() {}

  /** Line breaks and tabs stay, other control characters become spaces; null stays null. */
  public static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ").strip();
  }
}
