package dev.demarc.routing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody is away.
 *
 * @param handsTo who stands in; null where nobody in particular does
 */
public record Absence(
    UUID id,
    String username,
    Instant from,
    Instant until,
    @Nullable String handsTo,
    @Nullable String note) {

  boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
