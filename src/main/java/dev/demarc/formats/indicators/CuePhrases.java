package dev.demarc.formats.indicators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** The phrases of {@code role-cues.txt}, and where they stand in a text. */
final class CuePhrases {

  /** Takes a phrase that was found. */
  public interface Found {
    void at(int start, int end, Cue cue);
  }

  /** In scripts that part words; the tables of both are smaller than one of all letters. */
  private static final CueAutomaton PARTED = new CueAutomaton();

  private static final CueAutomaton ANYWHERE = new CueAutomaton();

  static {
    lines("role-cues.txt", (kind, phrase) -> add(Cue.of(kind), CueLetters.folded(phrase)));
    PARTED.link();
    ANYWHERE.link();
  }

  private CuePhrases() {}

  private static void add(Cue cue, String phrase) {
    boolean goesOn = phrase.endsWith("*");
    var letters = goesOn ? phrase.substring(0, phrase.length() - 1) : phrase;
    boolean parted = letters.charAt(0) < CueLetters.FIRST_WITHOUT_EDGES;
    (parted ? PARTED : ANYWHERE).add(cue, letters, goesOn);
  }

  /** The lines of a file of phrases: a kind, a blank, phrases apart by |. */
  static void lines(String file, BiConsumer<String, String> each) {
    try (var in = CuePhrases.class.getResourceAsStream(file);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (var line : (Iterable<String>) reader.lines()::iterator) {
        int blank = line.indexOf(' ');
        if (blank > 0 && !line.startsWith("#")) {
          for (var phrase : line.substring(blank + 1).strip().split("\\|")) {
            each.accept(line.substring(0, blank), phrase);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is part of the application", e);
    }
  }

  /** Tells of every phrase of the text, by where it ends. */
  static void in(String text, Found found) {
    int parted = 0;
    int anywhere = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = CueLetters.folded(text.charAt(i));
      int end = i + 1;
      parted = PARTED.follow(parted, letter);
      for (var phrase : PARTED.ending(parted)) {
        if (hasEdges(text, end - phrase.length(), end, phrase.goesOn())) {
          found.at(end - phrase.length(), end, phrase.cue());
        }
      }
      anywhere = ANYWHERE.follow(anywhere, letter);
      for (var phrase : ANYWHERE.ending(anywhere)) {
        found.at(end - phrase.length(), end, phrase.cue());
      }
    }
  }

  /** Not inside a word, a name with dots, an address or a path. */
  private static boolean hasEdges(String text, int start, int end, boolean goesOn) {
    return (start == 0 || begins(text, start))
        && (goesOn || end == text.length() || ends(text, end));
  }

  /** An ending that is written with a mark before it, {@code 192.0.2.1'den}, begins anywhere. */
  private static boolean begins(String text, int start) {
    if (!Character.isLetterOrDigit(text.charAt(start))) {
      return true;
    }
    char before = text.charAt(start - 1);
    if (CueLetters.isOfWord(before)) {
      return CueLetters.isPrefixed(text, start);
    }
    return "/.@_&?%#+-".indexOf(before) < 0 || start < 2 || !isWord(text.charAt(start - 2));
  }

  private static boolean ends(String text, int end) {
    char after = text.charAt(end);
    boolean inName =
        "/.@_&%+-".indexOf(after) >= 0 && end + 1 < text.length() && isWord(text.charAt(end + 1));
    return !CueLetters.isOfWord(after) && !inName;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '/';
  }
}
