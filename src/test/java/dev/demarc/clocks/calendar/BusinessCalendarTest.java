package dev.demarc.clocks.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.clocks.calendar.BusinessCalendar.Holiday;
import dev.demarc.shared.Problem.FieldError;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a calendar must not be, and how its writer is told. */
class BusinessCalendarTest {

  private static BusinessCalendar calendar(Map<String, List<String>> hours, String... holidays) {
    return new BusinessCalendar(
        "office",
        "Office",
        "Europe/Berlin",
        hours,
        java.util.Arrays.stream(holidays).map(date -> new Holiday(date, null)).toList());
  }

  private static List<String> fields(BusinessCalendar calendar) {
    return calendar.mistakes().stream().map(FieldError::field).toList();
  }

  @Test
  void a_calendar_without_working_hours_is_refused_with_an_example() {
    assertThat(calendar(Map.of("monday", List.of())).mistakes())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.field()).isEqualTo("hours");
              assertThat(mistake.message()).contains("no working hours", "09:00-17:00");
            });
  }

  @Test
  void a_calendar_whose_days_are_all_holidays_is_refused() {
    var days = new HashMap<String, List<String>>();
    for (var day : DayOfWeek.values()) {
      days.put(BusinessCalendar.slug(day), List.of("09:00-17:00"));
    }
    var holidays =
        IntStream.range(0, 366)
            .mapToObj(day -> LocalDate.of(2028, 1, 1).plusDays(day).toString().substring(5))
            .toArray(String[]::new);
    assertThat(fields(calendar(days, holidays))).containsExactly("holidays");
  }

  @Test
  void each_mistake_is_named_where_it_is() {
    var broken =
        new BusinessCalendar(
            "Office!",
            "",
            "Middle/Earth",
            Map.of(
                "monday", List.of("17:00-09:00"),
                "tuesday", List.of("09:00-12:00", "11:00-13:00"),
                "moonday", List.of("09:00-17:00"),
                "friday", List.of("9 to 5")),
            List.of(new Holiday("25.12.", null)));
    assertThat(fields(broken))
        .contains(
            "slug",
            "name",
            "zone",
            "hours.monday",
            "hours.tuesday",
            "hours.moonday",
            "hours.friday",
            "holidays[0]");
  }

  @Test
  void a_span_may_last_until_midnight_and_touch_the_next() {
    assertThat(
            calendar(
                    Map.of(
                        "monday",
                        List.of("00:00-12:00", "12:00-24:00"),
                        "sunday",
                        List.of("8:00-9:30")))
                .mistakes())
        .isEmpty();
  }

  @Test
  void lengths_are_read_as_people_and_as_machines_write_them() {
    assertThat(ClockLength.of("4 h").orElseThrow().toString()).isEqualTo("PT4H");
    assertThat(ClockLength.of("90min").orElseThrow().words()).isEqualTo("90 min");
    assertThat(ClockLength.of("PT24H").orElseThrow().words()).isEqualTo("24 h");
    assertThat(ClockLength.of("P1M").orElseThrow().words()).isEqualTo("1 mo");
    for (var wrong : List.of("", "soon", "-PT1H", "P400Y", "999999 mo", "PT1H junk", "P1W1")) {
      assertThat(ClockLength.of(wrong)).as(wrong).isEmpty();
    }
  }
}
