package dev.demarc.responsibility.words;

import java.text.Normalizer;
import java.util.Locale;

/** Takes the marks off Latin letters, so that a word matches with and without them. */
public final class Accents {

  private static final int FIRST = 0xC0;
  private static final int LAST = 0x17F;
  private static final char[] PLAIN = new char[LAST - FIRST + 1];

  static {
    for (int c = FIRST; c <= LAST; c++) {
      PLAIN[c - FIRST] = plain((char) c);
    }
  }

  private Accents() {}

  private static char plain(char c) {
    char parted = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
    char base = String.valueOf(parted).toLowerCase(Locale.ROOT).charAt(0);
    return switch (base) {
      case '\u00df' -> 's';
      case '\u00f8' -> 'o';
      case '\u0142' -> 'l';
      case '\u0111', '\u00f0' -> 'd';
      case '\u0131' -> 'i';
      case '\u00e6' -> 'a';
      case '\u0153' -> 'o';
      default -> base >= 'a' && base <= 'z' ? base : c;
    };
  }

  /** A lower-case letter of the alphabet for a Latin letter with marks; others as they are. */
  public static char without(char c) {
    return c >= FIRST && c <= LAST ? PLAIN[c - FIRST] : c;
  }
}
