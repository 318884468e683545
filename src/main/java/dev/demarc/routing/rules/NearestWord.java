package dev.demarc.routing.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody meant who mistyped it. */
final class NearestWord {

  private static final int LONGEST = 40;

  private NearestWord() {}

  /** Empty where none is near. */
  static Optional<String> of(String typed, Collection<String> words) {
    if (typed.isEmpty() || typed.length() > LONGEST) {
      return Optional.empty();
    }
    return words.stream()
        .min(Comparator.comparingInt(word -> edits(typed, word)))
        .filter(word -> edits(typed, word) <= Math.max(2, word.length() / 3));
  }

  /** How many letters must be added, taken or changed (Levenshtein). */
  private static int edits(String a, String b) {
    var before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      var now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[b.length()];
  }
}
