package dev.demarc.clocks.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hours at which a team works, in its time zone. What a wall clock there skips or repeats when
 * summer time begins or ends is counted as it passes: an hour that does not exist is no work, and
 * one that comes twice is two.
 */
public final class BusinessHours implements WorkingTime {

  /**
   * From one time of a day to another.
   *
   * @param to null for midnight at the end of the day
   */
  public record Span(LocalTime from, @Nullable LocalTime to) {}

  /**
   * After so many days without an hour, time counts around the clock: a clock that never ends would
   * hold up whatever needs its end.
   */
  private static final int DAYS_WITHOUT_WORK = 800;

  private final ZoneId zone;
  private final Map<DayOfWeek, List<Span>> week;
  private final Set<LocalDate> holidays;
  private final Set<MonthDay> yearly;

  /**
   * @param week the spans of each day, in order and apart; a day without any is free
   * @param yearly holidays of every year
   */
  public BusinessHours(
      ZoneId zone, Map<DayOfWeek, List<Span>> week, Set<LocalDate> holidays, Set<MonthDay> yearly) {
    this.zone = zone;
    this.week = Map.copyOf(week);
    this.holidays = Set.copyOf(holidays);
    this.yearly = Set.copyOf(yearly);
  }

  @Override
  public Instant end(Instant from, Duration work) {
    var left = work;
    var day = from.atZone(zone).toLocalDate();
    int idle = 0;
    while (left.compareTo(Duration.ZERO) > 0) {
      if (++idle > DAYS_WITHOUT_WORK) {
        return day.atStartOfDay(zone).toInstant().plus(left);
      }
      for (var hours : hours(day)) {
        var start = hours.start().isBefore(from) ? from : hours.start();
        if (!start.isBefore(hours.end())) {
          continue;
        }
        idle = 0;
        var open = Duration.between(start, hours.end());
        if (left.compareTo(open) <= 0) {
          return start.plus(left);
        }
        left = left.minus(open);
      }
      day = day.plusDays(1);
    }
    return from;
  }

  @Override
  public Duration between(Instant from, Instant to) {
    var sum = Duration.ZERO;
    if (!to.isAfter(from)) {
      return sum;
    }
    var last = to.atZone(zone).toLocalDate();
    for (var day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
      for (var hours : hours(day)) {
        var start = hours.start().isBefore(from) ? from : hours.start();
        var end = hours.end().isAfter(to) ? to : hours.end();
        if (start.isBefore(end)) {
          sum = sum.plus(Duration.between(start, end));
        }
      }
    }
    return sum;
  }

  /** Whether it is one of the working hours. */
  public boolean isOpen(Instant at) {
    return hours(at.atZone(zone).toLocalDate()).stream()
        .anyMatch(hours -> !at.isBefore(hours.start()) && at.isBefore(hours.end()));
  }

  private record Hours(Instant start, Instant end) {}

  private List<Hours> hours(LocalDate day) {
    if (holidays.contains(day) || yearly.contains(MonthDay.from(day))) {
      return List.of();
    }
    var found = new ArrayList<Hours>();
    for (var span : week.getOrDefault(day.getDayOfWeek(), List.of())) {
      var start = instant(day.atTime(span.from()));
      var end = instant(span.to() == null ? day.plusDays(1).atStartOfDay() : day.atTime(span.to()));
      if (start.isBefore(end)) {
        found.add(new Hours(start, end));
      }
    }
    return found;
  }

  /** A time that is skipped is the moment of the skip; of one that comes twice, the first. */
  private Instant instant(LocalDateTime local) {
    var transition = zone.getRules().getTransition(local);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : local.atZone(zone).toInstant();
  }
}
