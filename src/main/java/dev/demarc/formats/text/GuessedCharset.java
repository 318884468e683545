package dev.demarc.formats.text;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * The charset of a text that tells none, or a wrong one, by its letters: only where it is in
 * another script than Latin, and nearly all of its letters beyond ASCII come out in that script.
 */
final class GuessedCharset {

  /** What the detector is given; it knows by a few sentences. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final int FEWEST = 8;

  /** In texts in Latin letters one in ten at most is beyond ASCII. */
  private static final int ONE_IN = 10;

  private static final Set<UnicodeScript> CYRILLIC = EnumSet.of(UnicodeScript.CYRILLIC);
  private static final Set<UnicodeScript> CHINESE = EnumSet.of(UnicodeScript.HAN);
  private static final Set<UnicodeScript> JAPANESE =
      EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
  private static final Set<UnicodeScript> KOREAN =
      EnumSet.of(UnicodeScript.HANGUL, UnicodeScript.HAN);

  private record Guess(String charset, Set<UnicodeScript> scripts) {}

  /** By the detector's names. KOI8-U has all letters of KOI8-R, and those of Ukrainian. */
  private static final Map<String, Guess> GUESSES =
      Map.ofEntries(
          Map.entry("KOI8-R", new Guess("KOI8-U", CYRILLIC)),
          Map.entry("WINDOWS-1251", new Guess("windows-1251", CYRILLIC)),
          Map.entry("ISO-8859-5", new Guess("ISO-8859-5", CYRILLIC)),
          Map.entry("IBM866", new Guess("IBM866", CYRILLIC)),
          Map.entry("WINDOWS-1253", new Guess("windows-1253", EnumSet.of(UnicodeScript.GREEK))),
          Map.entry("ISO-8859-7", new Guess("windows-1253", EnumSet.of(UnicodeScript.GREEK))),
          Map.entry("WINDOWS-1255", new Guess("windows-1255", EnumSet.of(UnicodeScript.HEBREW))),
          Map.entry("GB18030", new Guess("GB18030", CHINESE)),
          Map.entry("BIG5", new Guess("Big5", CHINESE)),
          Map.entry("SHIFT_JIS", new Guess("windows-31j", JAPANESE)),
          Map.entry("EUC-JP", new Guess("EUC-JP", JAPANESE)),
          Map.entry("EUC-KR", new Guess("x-windows-949", KOREAN)));

  private GuessedCharset() {}

  /** Null where nothing tells. */
  static @Nullable Charset of(byte[] bytes) {
    int length = Math.min(bytes.length, MOST_BYTES);
    int beyond = 0;
    for (int i = 0; i < length; i++) {
      beyond += bytes[i] < 0 ? 1 : 0;
    }
    if (beyond < FEWEST || beyond * ONE_IN < length) {
      return null;
    }
    var detector = new UniversalDetector();
    detector.handleData(bytes, 0, length);
    detector.dataEnd();
    var name = detector.getDetectedCharset();
    var guess = name == null ? null : GUESSES.get(name);
    if (guess == null || !Charset.isSupported(guess.charset())) {
      return null;
    }
    var charset = Charset.forName(guess.charset());
    return isIn(new String(bytes, 0, length, charset), guess.scripts()) ? charset : null;
  }

  private static boolean isIn(String text, Set<UnicodeScript> scripts) {
    int beyond = 0;
    int fitting = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && (Character.isLetter(c) || c == '\uFFFD')) {
        beyond++;
        fitting += scripts.contains(UnicodeScript.of(c)) ? 1 : 0;
      }
    }
    return beyond > 0 && fitting * ONE_IN >= beyond * (ONE_IN - 1);
  }
}
