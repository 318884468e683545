package dev.demarc.console.clocks;

import dev.demarc.clocks.calendar.BusinessCalendar;
import dev.demarc.clocks.calendar.BusinessCalendar.Holiday;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A calendar of business hours as a form has it.
 *
 * @param days the spans of each day, with commas between
 * @param holidays a line for each: its date, and its name
 */
public record TypedCalendar(
    String slug, String name, String zone, List<Day> days, String holidays) {

  public record Day(String day, String spans) {}

  static TypedCalendar of(BusinessCalendar calendar) {
    return new TypedCalendar(
        calendar.slug(),
        calendar.name(),
        calendar.zone(),
        Arrays.stream(DayOfWeek.values())
            .map(BusinessCalendar::slug)
            .map(d -> new Day(d, String.join(", ", calendar.hours().getOrDefault(d, List.of()))))
            .toList(),
        calendar.holidays().stream()
            .map(h -> h.date() + (h.name() == null ? "" : " " + h.name()))
            .collect(Collectors.joining("\n")));
  }

  static TypedCalendar empty() {
    return new TypedCalendar(
        "",
        "",
        "Europe/Berlin",
        Arrays.stream(DayOfWeek.values())
            .map(d -> new Day(BusinessCalendar.slug(d), d.getValue() <= 5 ? "09:00-17:00" : ""))
            .toList(),
        "");
  }

  static TypedCalendar of(String slug, Map<String, List<String>> form) {
    return new TypedCalendar(
        slug,
        one(form, "name"),
        one(form, "zone"),
        Arrays.stream(DayOfWeek.values())
            .map(BusinessCalendar::slug)
            .map(day -> new Day(day, one(form, day)))
            .toList(),
        one(form, "holidays"));
  }

  private static String one(Map<String, List<String>> form, String field) {
    var values = form.get(field);
    return values == null || values.isEmpty() || values.get(0) == null ? "" : values.get(0).trim();
  }

  BusinessCalendar toCalendar() {
    var hours = new LinkedHashMap<String, List<String>>();
    for (var day : days) {
      var spans =
          Arrays.stream(day.spans().split(","))
              .map(String::trim)
              .filter(s -> !s.isEmpty())
              .toList();
      if (!spans.isEmpty()) {
        hours.put(day.day(), spans);
      }
    }
    return new BusinessCalendar(
        slug,
        name,
        zone,
        hours,
        holidays
            .lines()
            .filter(line -> !line.isBlank())
            .map(
                line -> {
                  var parts = line.trim().split("\\s+", 2);
                  return new Holiday(parts[0], parts.length > 1 ? parts[1] : null);
                })
            .toList());
  }
}
