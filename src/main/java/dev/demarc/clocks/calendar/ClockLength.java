package dev.demarc.clocks.calendar;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a clock runs: so many hours and minutes that count, or days and months of the calendar,
 * which are as long as they are.
 *
 * @param period zero where it is an exact time
 */
public record ClockLength(Period period, Duration exact) {

  /** Nothing a desk promises lasts longer. */
  public static final Duration LONGEST = Duration.ofDays(400);

  private static final Pattern SHORT = Pattern.compile("(?i)(\\d{1,6})\\s*(min|mo|m|h|d|w)");

  /**
   * Reads ISO 8601 ({@code PT4H}, {@code P3D}, {@code P1M}) and what people write: {@code 30 min},
   * {@code 4 h}, {@code 3 d}, {@code 1 mo}.
   *
   * @return empty where it is neither, negative, or too long
   */
  public static Optional<ClockLength> of(@Nullable String text) {
    var trimmed = text == null ? "" : text.trim();
    if (trimmed.isEmpty() || trimmed.length() > 40) {
      return Optional.empty();
    }
    var found = SHORT.matcher(trimmed);
    try {
      var length =
          found.matches()
              ? named(Integer.parseInt(found.group(1)), found.group(2).toLowerCase(Locale.ROOT))
              : iso(trimmed.toUpperCase(Locale.ROOT));
      return Optional.of(length).filter(ClockLength::isUsable);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static ClockLength named(int number, String unit) {
    return switch (unit) {
      case "h" -> new ClockLength(Period.ZERO, Duration.ofHours(number));
      case "d" -> new ClockLength(Period.ofDays(number), Duration.ZERO);
      case "w" -> new ClockLength(Period.ofWeeks(number), Duration.ZERO);
      case "mo" -> new ClockLength(Period.ofMonths(number), Duration.ZERO);
      default -> new ClockLength(Period.ZERO, Duration.ofMinutes(number));
    };
  }

  private static ClockLength iso(String text) {
    return text.contains("T")
        ? new ClockLength(Period.ZERO, Duration.parse(text))
        : new ClockLength(Period.parse(text), Duration.ZERO);
  }

  private boolean isUsable() {
    return !period.isNegative()
        && !exact.isNegative()
        && about().compareTo(LONGEST) <= 0
        && (period.isZero() || exact.isZero());
  }

  public static ClockLength exactly(Duration exact) {
    return new ClockLength(Period.ZERO, exact);
  }

  public boolean isExact() {
    return period.isZero();
  }

  public boolean isNothing() {
    return period.isZero() && exact.isZero();
  }

  /** Its length, with months taken for 30 days. */
  public Duration about() {
    return Duration.ofDays(Math.addExact(period.toTotalMonths() * 30, period.getDays()))
        .plus(exact);
  }

  /**
   * @param zone whose days and months are meant, where it is not exact
   */
  public Instant from(Instant start, WorkingTime time, ZoneId zone) {
    return isExact() ? time.end(start, exact) : start.atZone(zone).plus(period).toInstant();
  }

  public Instant from(Instant start, WorkingTime time) {
    return from(start, time, ZoneOffset.UTC);
  }

  /** In ISO 8601. */
  @Override
  public String toString() {
    return isExact() ? exact.toString() : period.toString();
  }

  /** As people say it: {@code 4 h}, {@code 90 min}, {@code 3 d}. */
  public String words() {
    if (!isExact()) {
      return period.toTotalMonths() > 0 && period.getDays() == 0
          ? period.toTotalMonths() + " mo"
          : about().toDays() + " d";
    }
    long minutes = exact.toMinutes();
    if (minutes % 1440 == 0 && minutes >= 2880) {
      return minutes / 1440 + " d";
    }
    return minutes % 60 == 0 && minutes > 0 ? minutes / 60 + " h" : minutes + " min";
  }
}
