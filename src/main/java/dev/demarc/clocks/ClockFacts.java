package dev.demarc.clocks;

import dev.demarc.responsibility.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What decides which policy applies.
 *
 * @param queue its slug; null for a case as a whole
 * @param side null for a case as a whole
 * @param ofQueue the time that the queue's own clocks give this severity
 */
record ClockFacts(
    @Nullable String queue,
    @Nullable Side side,
    Category category,
    Severity severity,
    Duration ofQueue) {

  /** What changes when another policy may apply. */
  String basis() {
    return queue + "|" + category.slug() + "|" + severity.slug();
  }
}
