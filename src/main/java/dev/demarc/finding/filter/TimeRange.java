package dev.demarc.finding.filter;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time as it is typed: {@code >2026-11-01}, {@code 2026-11}, {@code
 * 2026-11-01..2026-11-07}, {@code <24h}. Days and months are those of UTC. Pure.
 *
 * @param from the first moment in it; null without one
 * @param until the first moment after it; null without one
 */
record TimeRange(@Nullable Instant from, @Nullable Instant until) {

  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})(min|m|h|d|w|mo|y)");
  private static final Pattern OPERATOR = Pattern.compile("(>=|<=|>|<|=)?(.+)");

  /** Within what the database can compare. */
  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  /**
   * @param ahead whether a span is counted from now on, as of a clock, and not back, as an age
   * @throws IllegalArgumentException where it is none
   */
  static TimeRange of(String typed, Instant now, boolean ahead) {
    int dots = typed.indexOf("..");
    if (dots >= 0) {
      var first = typed.substring(0, dots);
      var last = typed.substring(dots + 2);
      return new TimeRange(
          first.isEmpty() || first.equals("*") ? null : point(first, now, ahead).from(),
          last.isEmpty() || last.equals("*") ? null : point(last, now, ahead).until());
    }
    var parts = OPERATOR.matcher(typed);
    if (!parts.matches()) {
      throw new IllegalArgumentException(typed);
    }
    var operator = parts.group(1) == null ? "=" : parts.group(1);
    var at = point(parts.group(2), now, ahead);
    boolean span = SPAN.matches(parts.group(2).toLowerCase(Locale.ROOT));
    if (span && !ahead) {
      // an age: younger is later
      return operator.startsWith(">")
          ? new TimeRange(null, at.from())
          : new TimeRange(at.from(), null);
    }
    if (span && operator.equals("=")) {
      return new TimeRange(null, at.from());
    }
    return switch (operator) {
      case ">" -> new TimeRange(at.until(), null);
      case ">=" -> new TimeRange(at.from(), null);
      case "<" -> new TimeRange(null, at.from());
      case "<=" -> new TimeRange(null, at.until());
      default -> at;
    };
  }

  private static TimeRange point(String typed, Instant now, boolean ahead) {
    var text = typed.strip().toLowerCase(Locale.ROOT);
    var span = SPAN.matcher(text);
    try {
      if (span.matches()) {
        var length = span(Long.parseLong(span.group(1)), span.group(2));
        return moment(ahead ? now.plus(length) : now.minus(length));
      }
      return switch (text) {
        case "now" -> moment(now);
        case "today" -> day(now.atOffset(ZoneOffset.UTC).toLocalDate());
        case "yesterday" -> day(now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1));
        case "tomorrow" -> day(now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1));
        default -> date(text.toUpperCase(Locale.ROOT));
      };
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(typed, e);
    }
  }

  private static TimeRange date(String text) {
    return switch (text.length()) {
      case 4 -> between(LocalDate.of(Integer.parseInt(text), 1, 1), 12);
      case 7 -> between(YearMonth.parse(text).atDay(1), 1);
      case 10 -> day(LocalDate.parse(text));
      default -> {
        var at = OffsetDateTime.parse(text.length() == 16 ? text + "Z" : text).toInstant();
        yield new TimeRange(bounded(at), bounded(at.plusNanos(1000)));
      }
    };
  }

  private static Duration span(long n, String unit) {
    return switch (unit) {
      case "m", "min" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      case "d" -> Duration.ofDays(n);
      case "w" -> Duration.ofDays(7 * n);
      case "mo" -> Duration.ofDays(30 * n);
      default -> Duration.ofDays(365 * n);
    };
  }

  private static TimeRange moment(Instant at) {
    return new TimeRange(bounded(at), bounded(at));
  }

  private static TimeRange day(LocalDate day) {
    return new TimeRange(start(day), start(day.plusDays(1)));
  }

  private static TimeRange between(LocalDate first, int months) {
    return new TimeRange(start(first), start(first.plusMonths(months)));
  }

  private static Instant start(LocalDate day) {
    return bounded(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Instant bounded(Instant at) {
    return at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at;
  }
}
