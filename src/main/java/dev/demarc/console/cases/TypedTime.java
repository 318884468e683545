package dev.demarc.console.cases;

import dev.demarc.shared.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A date and time as a field for it sends them, in UTC. */
final class TypedTime {

  private TypedTime() {}

  /**
   * @throws Problem INVALID naming the field
   */
  static Instant of(String field, String text) {
    try {
      return LocalDateTime.parse(text == null ? "" : text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Problem.invalid(field, "must be a date and time, for example 2026-11-20T10:15");
    }
  }

  /** As {@link #of}; null where nothing was typed. */
  static @Nullable Instant orNull(String field, String text) {
    return text == null || text.isBlank() ? null : of(field, text);
  }
}
