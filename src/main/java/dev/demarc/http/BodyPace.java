package dev.demarc.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast a body must come in: a byte now and then is neither silence nor progress.
 *
 * @param stalledAfter how long no byte may come
 * @param grace how long any body may take, however short it is
 * @param leastRate bytes a second that lengthen that time
 */
record BodyPace(Duration stalledAfter, Duration grace, long leastRate) {

  /**
   * @param bytes that have come so far
   * @param sinceBegin since the body was asked for
   * @param sinceLast since the last byte came
   * @return what its sender is told where it is too slow
   */
  Optional<String> complaint(long bytes, Duration sinceBegin, Duration sinceLast) {
    if (sinceLast.compareTo(stalledAfter) > 0) {
      return Optional.of(
          "No more of the body came for " + stalledAfter.toSeconds() + " s; send it again, whole.");
    }
    var allowed = grace.plusMillis(bytes * 1000 / leastRate);
    return sinceBegin.compareTo(allowed) > 0
        ? Optional.of(
            "The body came too slowly: it may take "
                + grace.toSeconds()
                + " s, and one more for each "
                + leastRate
                + " bytes; send it again over a faster line, or in smaller pieces.")
        : Optional.empty();
  }
}
