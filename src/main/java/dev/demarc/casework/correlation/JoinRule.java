package dev.demarc.casework.correlation;

import dev.demarc.casework.correlation.Subject.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a report of a category joins an open case about the same thing.
 *
 * @param joins false where every report opens a case of its own
 * @param window how long after a case's last report another may join it
 * @param kinds what two reports must have in common one of
 * @param changedBy null for the rule that Demarc comes with
 */
record JoinRule(
    String category,
    boolean joins,
    Duration window,
    Set<Kind> kinds,
    @Nullable Instant changedAt,
    @Nullable String changedBy) {

  static final String ALL = "all";

  static JoinRule standard(Duration window) {
    return new JoinRule(ALL, true, window, EnumSet.allOf(Kind.class), null, null);
  }

  /** The same with a window that is at least so long. */
  JoinRule reaching(Duration atLeast) {
    return window.compareTo(atLeast) >= 0
        ? this
        : new JoinRule(category, joins, atLeast, kinds, changedAt, changedBy);
  }

  boolean counts(@Nullable Kind kind) {
    return joins && kinds.contains(kind);
  }

  /** For people: {@code 14 days}, or hours where it is no whole number of days. */
  String windowInWords() {
    long hours = window.toHours();
    return hours % 24 == 0
        ? hours / 24 + (hours == 24 ? " day" : " days")
        : hours + (hours == 1 ? " hour" : " hours");
  }
}
