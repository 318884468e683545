package dev.demarc.insights;

import dev.demarc.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Whole days up to and with today, in UTC, and as many before them to compare with.
 *
 * @param first the first day
 */
public record Period(LocalDate first, LocalDate today, int days) {

  /** What may be asked for: more would be counted over more than a page has time for. */
  public static final List<Integer> LENGTHS = List.of(7, 30, 90);

  static final int USUAL = 30;

  /**
   * @param days null for the usual 30
   * @throws Problem INVALID where it is none of {@link #LENGTHS}
   */
  static Period of(String days, Instant now) {
    int length = USUAL;
    if (days != null && !days.isBlank()) {
      try {
        length = Integer.parseInt(days.strip());
      } catch (NumberFormatException e) {
        length = 0;
      }
    }
    if (!LENGTHS.contains(length)) {
      throw Problem.invalid("days", "must be 7, 30 or 90");
    }
    var today = now.atZone(ZoneOffset.UTC).toLocalDate();
    return new Period(today.minusDays(length - 1L), today, length);
  }

  public Instant since() {
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Where the period before begins. */
  Instant before() {
    return first.minusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
