package dev.demarc.formats.form;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of a form's fields, and what is meant as one of them: in other letters, {@code
 * occurred_at}, or with a letter or two wrong, {@code titel}.
 */
final class FieldNames {

  private static final int MOST_WRONG = 2;

  /** In a shorter name two wrong letters make another word. */
  private static final int SHORTEST = 5;

  private static final int LONGEST = 40;

  private final Set<String> names;

  FieldNames(Set<String> names) {
    this.names = names.stream().map(FieldNames::bare).collect(Collectors.toUnmodifiableSet());
  }

  boolean isMeant(String name) {
    var bare = name.length() > LONGEST ? name : bare(name);
    return names.contains(bare)
        || bare.length() >= SHORTEST
            && bare.length() <= LONGEST
            && names.stream().anyMatch(known -> isNear(known, bare));
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
  }

  private static boolean isNear(String known, String name) {
    return known.length() >= SHORTEST
        && Math.abs(known.length() - name.length()) <= MOST_WRONG
        && distance(known, name) <= MOST_WRONG;
  }

  /** Letters to change, add or leave out (Levenshtein). */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int before = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = before + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        before = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
