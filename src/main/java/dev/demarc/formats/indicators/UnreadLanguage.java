package dev.demarc.formats.indicators;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Whether a text is in a language of which no cue is known, so that none can accuse or clear. */
final class UnreadLanguage {

  /** In fewer letters of a script without cues, or of one with cues, nothing can be told. */
  private static final int FEWEST_LETTERS = 40;

  private static final int FEWEST_WITHOUT_CUES = 160;

  /** Logs, links and signatures beside are in Latin letters. */
  private static final int LEAST_SHARE = 3;

  private static final Set<UnicodeScript> READ =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARABIC,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.COMMON,
          UnicodeScript.INHERITED);

  private UnreadLanguage() {}

  /**
   * @param hasCues whether any cue stands in the text
   */
  static boolean is(String text, boolean hasCues) {
    int letters = 0;
    int unread = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        letters++;
        unread += c > 0x7F && !READ.contains(UnicodeScript.of(c)) ? 1 : 0;
      }
    }
    return unread >= FEWEST_LETTERS && unread * LEAST_SHARE >= letters
        || !hasCues && letters >= FEWEST_WITHOUT_CUES;
  }
}
