package dev.demarc.clocks.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting business hours, over weekends, holidays and the changes of summer time. */
class BusinessHoursTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static BusinessHours.Span span(String from, String to) {
    return new BusinessHours.Span(LocalTime.parse(from), to == null ? null : LocalTime.parse(to));
  }

  private static BusinessHours weekdays(ZoneId zone, String from, String to) {
    var week = new EnumMap<DayOfWeek, List<BusinessHours.Span>>(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      if (day.getValue() <= 5) {
        week.put(day, List.of(span(from, to)));
      }
    }
    return new BusinessHours(
        zone, week, Set.of(LocalDate.of(2026, 12, 24)), Set.of(MonthDay.of(12, 25)));
  }

  private static BusinessHours everyDay(ZoneId zone, String from, String to) {
    var week = new EnumMap<DayOfWeek, List<BusinessHours.Span>>(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      week.put(day, List.of(span(from, to)));
    }
    return new BusinessHours(zone, week, Set.of(), Set.of());
  }

  private static Instant at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  @Test
  void eight_hours_from_friday_at_16_end_on_monday_at_16() {
    var calendar = weekdays(BERLIN, "09:00", "17:00");
    assertThat(calendar.end(at(BERLIN, "2026-11-27T16:00"), Duration.ofHours(8)))
        .isEqualTo(at(BERLIN, "2026-11-30T16:00"));
  }

  @Test
  void time_before_the_office_opens_does_not_count() {
    var calendar = weekdays(BERLIN, "09:00", "17:00");
    assertThat(calendar.end(at(BERLIN, "2026-11-30T05:00"), Duration.ofHours(1)))
        .isEqualTo(at(BERLIN, "2026-11-30T10:00"));
  }

  @Test
  void a_holiday_of_one_year_and_one_of_every_year_are_left_out() {
    var calendar = weekdays(BERLIN, "09:00", "17:00");
    // 24 and 25 December 2026 are a Thursday and a Friday
    assertThat(calendar.end(at(BERLIN, "2026-12-23T16:00"), Duration.ofHours(2)))
        .isEqualTo(at(BERLIN, "2026-12-28T10:00"));
  }

  @Test
  void an_hour_that_summer_time_skips_is_not_worked() {
    // 29 March 2026, 02:00 becomes 03:00
    var calendar = everyDay(BERLIN, "01:00", "05:00");
    var start = at(BERLIN, "2026-03-29T01:00");
    assertThat(calendar.between(start, at(BERLIN, "2026-03-29T12:00")))
        .isEqualTo(Duration.ofHours(3));
    assertThat(calendar.end(start, Duration.ofHours(4))).isEqualTo(at(BERLIN, "2026-03-30T02:00"));
  }

  @Test
  void an_hour_that_comes_twice_is_worked_twice() {
    // 25 October 2026, 03:00 becomes 02:00
    var calendar = everyDay(BERLIN, "01:00", "05:00");
    assertThat(calendar.between(at(BERLIN, "2026-10-25T00:30"), at(BERLIN, "2026-10-25T12:00")))
        .isEqualTo(Duration.ofHours(5));
  }

  @Test
  void a_span_that_lies_wholly_in_the_skipped_hour_is_no_time() {
    var calendar = everyDay(BERLIN, "02:15", "02:45");
    assertThat(calendar.between(at(BERLIN, "2026-03-29T00:00"), at(BERLIN, "2026-03-30T00:00")))
        .isZero();
  }

  @Test
  void a_day_that_a_zone_left_out_is_no_time() {
    var apia = ZoneId.of("Pacific/Apia");
    var calendar = everyDay(apia, "00:00", null);
    // Samoa had no 30 December 2011
    assertThat(calendar.between(at(apia, "2011-12-29T00:00"), at(apia, "2012-01-01T00:00")))
        .isEqualTo(Duration.ofDays(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "Pacific/Apia",
        "Pacific/Kiritimati"
      })
  void what_is_counted_adds_up_in_every_zone(String zoneName) {
    var zone = ZoneId.of(zoneName);
    var random = new Random(zoneName.hashCode());
    for (int round = 0; round < 400; round++) {
      var calendar = someCalendar(zone, random);
      var from =
          LocalDate.of(2009 + random.nextInt(20), 1, 1)
              .atStartOfDay(zone)
              .plusMinutes(random.nextInt(525_600))
              .toInstant();
      var one = Duration.ofMinutes(1 + random.nextInt(3000));
      var other = Duration.ofMinutes(1 + random.nextInt(3000));
      var end = calendar.end(from, one);
      assertThat(end).isAfter(from);
      assertThat(calendar.between(from, end)).isEqualTo(one);
      assertThat(calendar.end(end, other)).isEqualTo(calendar.end(from, one.plus(other)));
      var later = end.plusSeconds(random.nextInt(1_000_000));
      assertThat(calendar.between(from, later))
          .isEqualTo(one.plus(calendar.between(end, later)))
          .isLessThanOrEqualTo(Duration.between(from, later));
      assertThat(calendar.isOpen(end.minusSeconds(1))).isTrue();
    }
  }

  /** Against counting each minute by the wall clock, on the days on which it changes. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"})
  void it_agrees_with_a_wall_clock_that_is_read_each_minute(String zoneName) {
    var zone = ZoneId.of(zoneName);
    var random = new Random(7);
    var transition = zone.getRules().nextTransition(Instant.parse("2024-01-01T00:00:00Z"));
    for (int change = 0; change < 4; change++) {
      var from = transition.getInstant().minus(Duration.ofHours(20));
      var to = transition.getInstant().plus(Duration.ofHours(20));
      var open = LocalTime.of(random.nextInt(3), 30 * random.nextInt(2));
      var close = LocalTime.of(4 + random.nextInt(18), 0);
      var calendar = everyDay(zone, open.toString(), close.toString());
      int minutes = 0;
      for (var at = from; at.isBefore(to); at = at.plusSeconds(60)) {
        var wall = at.atZone(zone).toLocalTime();
        if (!wall.isBefore(open) && wall.isBefore(close)) {
          minutes++;
        }
      }
      assertThat(calendar.between(from, to)).isEqualTo(Duration.ofMinutes(minutes));
      transition = zone.getRules().nextTransition(transition.getInstant());
    }
  }

  private static BusinessHours someCalendar(ZoneId zone, Random random) {
    var week = new EnumMap<DayOfWeek, List<BusinessHours.Span>>(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      var spans = new ArrayList<BusinessHours.Span>();
      int minute = random.nextInt(600);
      while (minute < 1380 && random.nextInt(3) > 0) {
        int end = minute + 15 + random.nextInt(400);
        spans.add(
            new BusinessHours.Span(
                LocalTime.ofSecondOfDay(minute * 60L),
                end >= 1440 ? null : LocalTime.ofSecondOfDay(end * 60L)));
        minute = end + random.nextInt(120);
      }
      week.put(day, spans);
    }
    week.put(DayOfWeek.TUESDAY, List.of(span("08:00", "16:30")));
    var holidays = new HashSet<LocalDate>();
    for (int i = 0; i < 10; i++) {
      holidays.add(LocalDate.of(2009, 1, 1).plusDays(random.nextInt(7300)));
    }
    return new BusinessHours(zone, Map.copyOf(week), holidays, Set.of(MonthDay.of(1, 1)));
  }
}
