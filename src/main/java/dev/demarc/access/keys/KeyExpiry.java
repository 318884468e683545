package dev.demarc.access.keys;

import dev.demarc.shared.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** When a key ends, as people and programs write it. */
final class KeyExpiry {

  private KeyExpiry() {}

  /**
   * @param typed a time of ISO 8601, or a date whose end (UTC) is meant; null or empty for never
   * @throws Problem INVALID naming {@code expiresAt} where it is neither, or has passed
   */
  static @Nullable Instant parse(String typed, Instant now) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    try {
      var text = typed.trim();
      var at =
          text.length() == 10
              ? LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text).toInstant();
      if (at.isAfter(now) && at.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
        return at;
      }
    } catch (DateTimeException e) {
      throw unusable();
    }
    throw unusable();
  }

  private static Problem unusable() {
    return Problem.invalid(
        "expiresAt", "must be a future date or time such as 2030-12-31 or 2030-12-31T12:00:00Z");
  }
}
