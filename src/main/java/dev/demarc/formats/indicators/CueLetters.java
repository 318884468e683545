package dev.demarc.formats.indicators;

import java.util.HashSet;
import java.util.Set;

/**
 * Letters as cues are compared by: in lower case, without what writers of a language leave out
 * (Greek accents, the hamza of an Arabic alef, the dot of a Turkish i).
 */
final class CueLetters {

  /** From here on scripts are found anywhere: they write no blanks, or endings onto every word. */
  static final char FIRST_WITHOUT_EDGES = '\u2E80';

  private static final String WRITTEN = "\u00A0\u2019\u02BCάέήίόύώϊϋΐΰςışţأإآٱى\u200F\u200E\u202F";
  private static final String COMPARED = " ''αεηιουωιυιυσișțااااي   ";

  private static final char[] FOLDED = new char[Character.MAX_VALUE + 1];

  static {
    for (int c = 0; c < FOLDED.length; c++) {
      char lower = Character.isWhitespace(c) ? ' ' : Character.toLowerCase((char) c);
      int at = WRITTEN.indexOf(lower);
      FOLDED[c] = at < 0 ? lower : COMPARED.charAt(at);
    }
  }

  /** What Arabic writes onto the beginning of a word: and, so, by, to, as, the. */
  private static final Set<String> PREFIXES = new HashSet<>();

  private static final int LONGEST_PREFIX = 4;

  static {
    for (var first : new String[] {"", "و", "ف"}) {
      for (var second : new String[] {"", "ب", "ل", "ك"}) {
        PREFIXES.add(first + second);
        PREFIXES.add(first + second + "ال");
      }
      PREFIXES.add(first + "لل");
    }
  }

  private CueLetters() {}

  static char folded(char c) {
    return FOLDED[c];
  }

  static String folded(String text) {
    var folded = new StringBuilder(text.length());
    text.chars().forEach(c -> folded.append(FOLDED[c]));
    return folded.toString();
  }

  /** Whether a letter is one that words with beginnings and ends are made of. */
  static boolean isOfWord(char c) {
    return c < FIRST_WITHOUT_EDGES && Character.isLetterOrDigit(c);
  }

  /** Whether the letters before are prefixes that Arabic writes onto the word that begins here. */
  static boolean isPrefixed(String text, int start) {
    int from = start;
    while (from > 0 && start - from <= LONGEST_PREFIX && isArabic(text.charAt(from - 1))) {
      from--;
    }
    return isArabic(text.charAt(start)) && PREFIXES.contains(text.substring(from, start));
  }

  /** Whether a letter is written onto a foreign word or number, as the Arabic "and" is. */
  static boolean isPrefix(char letter, char next) {
    return isArabic(letter) && next < 0x80 && Character.isLetterOrDigit(next);
  }

  private static boolean isArabic(char c) {
    return c >= '\u0620' && c <= '\u064A';
  }
}
