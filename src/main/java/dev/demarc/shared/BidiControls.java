package dev.demarc.shared;

import java.util.Locale;

/**
 * Characters that turn the direction of the text behind them (UAX #9, sections 2.1 to 2.4). With
 * one of them {@code photo_gpj.exe} reads {@code photo_exe.jpg}, and words of a report stand among
 * ours. Marks of direction (U+200E, U+200F, U+061C) turn nothing and stay as they are.
 */
public final class BidiControls {

  private BidiControls() {}

  public static boolean areIn(String text) {
    return text.chars().anyMatch(BidiControls::is);
  }

  /** With each of them written out, as in {@code [U+202E]}. */
  public static String shown(String text) {
    if (!areIn(text)) {
      return text;
    }
    var shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (is(c)) {
                shown
                    .append("[U+")
                    .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                    .append(']');
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }

  private static boolean is(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }
}
