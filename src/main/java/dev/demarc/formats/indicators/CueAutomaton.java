package dev.demarc.formats.indicators;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds phrases in a text in one pass, whatever their number (the automaton of Aho and Corasick).
 */
final class CueAutomaton {

  /** A phrase, by its letters as they are compared. */
  record Phrase(Cue cue, int length, boolean goesOn) {}

  /** Of the beginnings of phrases; the table has it all once the phrases are linked. */
  private final Map<Long, Integer> next = new HashMap<>();

  private final List<List<Phrase>> ending = new ArrayList<>();
  private final char[] letters = new char[Character.MAX_VALUE + 1];
  private int alphabet = 1;
  private char[] table = {};

  CueAutomaton() {
    ending.add(new ArrayList<>());
  }

  void add(Cue cue, String letters, boolean goesOn) {
    int state = 0;
    for (int i = 0; i < letters.length(); i++) {
      long step = step(state, letters.charAt(i));
      if (!next.containsKey(step)) {
        next.put(step, ending.size());
        ending.add(new ArrayList<>());
      }
      state = next.get(step);
    }
    ending.get(state).add(new Phrase(cue, letters.length(), goesOn));
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
  void link() {
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
    next.clear();
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

  int follow(int state, char letter) {
    return table[state * alphabet + letters[letter]];
  }

  /** The phrases that end where this state is reached. */
  List<Phrase> ending(int state) {
    return ending.get(state);
  }
}
