package dev.demarc.formats.indicators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The phrases of {@code role-cues.txt}, found in a text in one pass whatever their number (the
 * automaton of Aho and Corasick).
 */
final class CuePhrases {

  private record Phrase(Cue cue, int length, boolean goesOn, boolean hasEdges) {}

  /** Takes a phrase that was found. */
  public interface Found {
    void at(int start, int end, Cue cue);
  }

  private static final char FIRST_WITHOUT_EDGES = '\u2E80';

  private static final CuePhrases ALL = read();

  /** Of the beginnings of phrases; the table has it all once the phrases are linked. */
  private final Map<Long, Integer> next = new HashMap<>();

  private final List<List<Phrase>> ending = new ArrayList<>();
  private final char[] letters = new char[Character.MAX_VALUE + 1];
  private int alphabet = 1;
  private char[] table = {};

  private CuePhrases() {
    ending.add(List.of());
  }

  private static CuePhrases read() {
    var phrases = new CuePhrases();
    lines("role-cues.txt", (kind, phrase) -> phrases.add(Cue.of(kind), phrase));
    phrases.link();
    return phrases;
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

  private void add(Cue cue, String phrase) {
    boolean goesOn = phrase.endsWith("*");
    var bare = goesOn ? phrase.substring(0, phrase.length() - 1) : phrase;
    int state = 0;
    for (int i = 0; i < bare.length(); i++) {
      long step = step(state, bare.charAt(i));
      if (!next.containsKey(step)) {
        next.put(step, ending.size());
        ending.add(new ArrayList<>());
      }
      state = next.get(step);
    }
    boolean hasEdges = bare.charAt(0) < FIRST_WITHOUT_EDGES;
    ending.get(state).add(new Phrase(cue, bare.length(), goesOn, hasEdges));
  }

  /** What a beginning becomes with one more letter. */
  private record Child(char letter, int state) {}

  private static long step(int state, char c) {
    return (long) state << 16 | c;
  }

  /**
   * Fills the table of what follows on which letter. Where a beginning does not go on, the longest
   * end of it that is a beginning does.
   */
  private void link() {
    var children = new HashMap<Integer, List<Child>>();
    for (var step : next.entrySet()) {
      char c = (char) (step.getKey() & 0xFFFF);
      children
          .computeIfAbsent((int) (step.getKey() >> 16), s -> new ArrayList<>())
          .add(new Child(c, step.getValue()));
      if (letters[c] == 0) {
        letters[c] = (char) alphabet++;
      }
    }
    if (ending.size() > Character.MAX_VALUE) {
      throw new IllegalStateException("role-cues.txt has more beginnings than the table can hold");
    }
    table = new char[ending.size() * alphabet];
    var fallback = new int[ending.size()];
    var open = new ArrayDeque<Integer>(List.of(0));
    while (!open.isEmpty()) {
      int state = open.remove();
      if (state != 0) {
        System.arraycopy(table, fallback[state] * alphabet, table, state * alphabet, alphabet);
      }
      for (var next : children.getOrDefault(state, List.of())) {
        int child = next.state();
        char letter = letters[next.letter()];
        fallback[child] = state == 0 ? 0 : table[fallback[state] * alphabet + letter];
        table[state * alphabet + letter] = (char) child;
        ending.get(child).addAll(ending.get(fallback[child]));
        open.add(child);
      }
    }
  }

  private int follow(int state, char c) {
    return table[state * alphabet + letters[c]];
  }

  /** Tells of every phrase of the text, by where it ends. */
  static void in(String text, Found found) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = ALL.follow(state, folded(text.charAt(i)));
      for (var phrase : ALL.ending.get(state)) {
        int start = i + 1 - phrase.length();
        if (!phrase.hasEdges() || hasEdges(text, start, i + 1, phrase.goesOn())) {
          found.at(start, i + 1, phrase.cue());
        }
      }
    }
  }

  private static char folded(char c) {
    if (Character.isWhitespace(c) || c == '\u00A0') {
      return ' ';
    }
    return c == '\u2019' ? '\'' : Character.toLowerCase(c);
  }

  /** Not inside a word, a name with dots, an address or a path. */
  private static boolean hasEdges(String text, int start, int end, boolean goesOn) {
    if (start > 0) {
      char before = text.charAt(start - 1);
      if (Character.isLetterOrDigit(before) && before < FIRST_WITHOUT_EDGES
          || "/.@_&?%#+-".indexOf(before) >= 0 && start > 1 && isWord(text.charAt(start - 2))) {
        return false;
      }
    }
    if (goesOn || end == text.length()) {
      return true;
    }
    char after = text.charAt(end);
    boolean inName =
        "/.@_&%+-".indexOf(after) >= 0 && end + 1 < text.length() && isWord(text.charAt(end + 1));
    return !(Character.isLetterOrDigit(after) && after < FIRST_WITHOUT_EDGES) && !inName;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '/';
  }
}
