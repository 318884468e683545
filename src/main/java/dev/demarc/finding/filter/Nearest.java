package dev.demarc.finding.filter;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word of a list that somebody who mistyped most likely meant. */
final class Nearest {

  private Nearest() {}

  /** Empty where none is near. */
  static Optional<String> to(String typed, Collection<String> words) {
    var short_ = typed.length() > 40 ? typed.substring(0, 40) : typed;
    return words.stream()
        .filter(
            word ->
                distance(short_, word) <= Math.max(1, short_.length() / 3)
                    || short_.length() > 1 && (word.startsWith(short_) || short_.startsWith(word)))
        .min(
            Comparator.<String>comparingInt(word -> distance(short_, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's, with neighbours swapped as one step. */
  static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(int[][] rows, String a, String b, int i, int j) {
    int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
