package dev.demarc.clocks;

import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What decides which policy applies.
 *
 * @param queue its slug; null for a case as a whole
 * @param side null for a case as a whole
 * @param given the policy that the routing rules gave; null where they gave none
 * @param ofQueue the time that the queue's own clocks give this severity
 */
record ClockFacts(
    @Nullable String queue,
    @Nullable Side side,
    Category category,
    Severity severity,
    @Nullable String given,
    Duration ofQueue) {

  /** What changes when another policy may apply. */
  String basis() {
    var basis = queue + "|" + category.slug() + "|" + severity.slug();
    return given == null ? basis : basis + "|" + given;
  }

  /** The policy that the rules had given, out of a basis; null where they had given none. */
  static @Nullable String givenOf(@Nullable String basis) {
    var parts = basis == null ? new String[0] : basis.split("\\|", 4);
    return parts.length < 4 ? null : parts[3];
  }
}
