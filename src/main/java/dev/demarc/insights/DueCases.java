package dev.demarc.insights;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open cases that are late or soon will be.
 *
 * @param overdue cases whose clock has run out
 * @param oldestDue when the one that is late for longest was due; null where none is
 * @param oldestKey of the same
 * @param soon cases that are due within the hour
 * @param nobodys of these, those with work that nobody has taken
 * @param queues by the id of a queue that has a part of them
 * @param people by what the person signs in with who has a part of them
 */
record DueCases(
    long overdue,
    @Nullable Instant oldestDue,
    @Nullable String oldestKey,
    long soon,
    long nobodys,
    Map<String, Due> queues,
    Map<String, Due> people) {

  /**
   * @param today due before the day (UTC) ends, and not late yet
   */
  record Due(long late, long today) {
    static final Due NONE = new Due(0, 0);
  }
}
