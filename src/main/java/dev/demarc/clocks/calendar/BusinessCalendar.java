package dev.demarc.clocks.calendar;

import com.google.re2j.Pattern;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.TypedText;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A team's business hours as people write them.
 *
 * @param zone a name of the tz database, such as {@code Europe/Berlin}
 * @param hours for each day that is worked ({@code monday}) spans such as {@code 09:00-17:00}
 */
public record BusinessCalendar(
    String slug,
    String name,
    String zone,
    Map<String, List<String>> hours,
    List<Holiday> holidays) {

  /**
   * @param date {@code 2026-12-25}, or {@code 12-25} for every year
   * @param name may be null
   */
  public record Holiday(String date, @Nullable String name) {

    public Holiday {
      name = TypedText.clean(name);
    }
  }

  public static final int MOST_HOLIDAYS = 500;

  private static final int MOST_SPANS = 12;
  private static final int MOST_TEXT = 200;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})");

  public BusinessCalendar {
    name = TypedText.clean(name);
    zone = TypedText.clean(zone);
    hours = hours == null ? Map.of() : inOrder(hours);
    holidays = holidays == null ? List.of() : holidays.stream().filter(h -> h != null).toList();
  }

  private static Map<String, List<String>> inOrder(Map<String, List<String>> hours) {
    var days = new LinkedHashMap<String, List<String>>();
    for (var day : DayOfWeek.values()) {
      var spans = hours.get(slug(day));
      if (spans != null && !spans.isEmpty()) {
        days.put(slug(day), spans.stream().map(s -> s == null ? "" : s.trim()).toList());
      }
    }
    hours.forEach(
        (day, spans) -> {
          if (spans != null && !spans.isEmpty()) {
            days.putIfAbsent(day, spans.stream().map(s -> s == null ? "" : s.trim()).toList());
          }
        });
    return days;
  }

  public static String slug(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  public static boolean isSlug(String text) {
    return text != null && SLUG.matches(text);
  }

  /** What is wrong with it, and how to mend it; empty where nothing is. */
  public List<FieldError> mistakes() {
    var mistakes = new ArrayList<FieldError>();
    if (!isSlug(slug)) {
      mistakes.add(
          new FieldError("slug", "use lower-case letters, digits and hyphens; 60 at most"));
    }
    if (name == null || name.isEmpty() || name.length() > MOST_TEXT) {
      mistakes.add(new FieldError("name", "is needed, with at most 200 characters"));
    }
    var zone = zoneId();
    if (zone == null) {
      mistakes.add(
          new FieldError("zone", "must be a time zone by its name, for example Europe/Berlin"));
    }
    var week = spansOfWeek(mistakes);
    var dates = dates(mistakes);
    if (zone != null && mistakes.isEmpty() && isAlwaysFree(zone, week, dates)) {
      mistakes.add(
          new FieldError(
              "holidays",
              "leave no working hours: every day that is worked is a holiday each year. Take some"
                  + " of them out"));
    }
    return mistakes;
  }

  private static boolean isAlwaysFree(
      ZoneId zone, Map<DayOfWeek, List<BusinessHours.Span>> week, Dates dates) {
    var from = Instant.parse("2026-01-01T00:00:00Z");
    return new BusinessHours(zone, week, Set.of(), dates.yearly())
        .between(from, from.plus(Duration.ofDays(800)))
        .isZero();
  }

  private @Nullable ZoneId zoneId() {
    try {
      return zone == null || !ZoneId.getAvailableZoneIds().contains(zone) ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Map<DayOfWeek, List<BusinessHours.Span>> spansOfWeek(List<FieldError> mistakes) {
    var week = new EnumMap<DayOfWeek, List<BusinessHours.Span>>(DayOfWeek.class);
    hours.forEach(
        (name, texts) -> {
          var field = "hours." + (name.length() > 20 ? name.substring(0, 20) : name);
          var day = day(name);
          if (day == null) {
            mistakes.add(new FieldError(field, "is no day; use monday to sunday"));
          } else {
            week.put(day, spansOfDay(field, texts, mistakes));
          }
        });
    if (week.values().stream().allMatch(List::isEmpty)) {
      mistakes.add(
          new FieldError(
              "hours",
              "has no working hours: no clock would ever end. Give at least one day a span, such as"
                  + " \"monday\": [\"09:00-17:00\"]"));
    }
    return week;
  }

  private static @Nullable DayOfWeek day(String name) {
    for (var day : DayOfWeek.values()) {
      if (slug(day).equals(name)) {
        return day;
      }
    }
    return null;
  }

  private static List<BusinessHours.Span> spansOfDay(
      String field, List<String> texts, List<FieldError> mistakes) {
    var spans = new ArrayList<BusinessHours.Span>();
    if (texts.size() > MOST_SPANS) {
      mistakes.add(new FieldError(field, "has more than " + MOST_SPANS + " spans"));
      return spans;
    }
    for (var text : texts) {
      var span = span(text);
      if (span == null) {
        mistakes.add(
            new FieldError(
                field,
                "must be spans such as 09:00-17:00, which end later than they begin; 24:00 is the"
                    + " end of the day"));
      } else {
        spans.add(span);
      }
    }
    spans.sort(Comparator.comparing(BusinessHours.Span::from));
    for (int i = 1; i < spans.size(); i++) {
      var before = spans.get(i - 1).to();
      if (before == null || before.isAfter(spans.get(i).from())) {
        mistakes.add(
            new FieldError(field, "has spans that overlap; an hour would be counted twice"));
      }
    }
    return spans;
  }

  private static BusinessHours.@Nullable Span span(String text) {
    var found = SPAN.matcher(text == null || text.length() > 40 ? "" : text);
    if (!found.matches()) {
      return null;
    }
    try {
      var from = LocalTime.parse(padded(found.group(1)));
      var end = padded(found.group(2));
      if (end.equals("24:00")) {
        return new BusinessHours.Span(from, null);
      }
      var to = LocalTime.parse(end);
      return to.isAfter(from) ? new BusinessHours.Span(from, to) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String padded(String time) {
    return time.length() == 4 ? "0" + time : time;
  }

  private record Dates(Set<LocalDate> once, Set<MonthDay> yearly) {}

  private Dates dates(List<FieldError> mistakes) {
    var dates = new Dates(new HashSet<>(), new HashSet<>());
    if (holidays.size() > MOST_HOLIDAYS) {
      mistakes.add(new FieldError("holidays", "must be at most " + MOST_HOLIDAYS));
      return dates;
    }
    for (int i = 0; i < holidays.size(); i++) {
      var holiday = holidays.get(i);
      var field = "holidays[" + i + "]";
      if (holiday.name() != null && holiday.name().length() > MOST_TEXT) {
        mistakes.add(new FieldError(field, "has a name of more than 200 characters"));
      }
      try {
        var text = holiday.date() == null ? "" : holiday.date().trim();
        if (text.length() == 5) {
          dates.yearly().add(MonthDay.parse("--" + text));
        } else {
          dates.once().add(LocalDate.parse(text));
        }
      } catch (DateTimeException e) {
        mistakes.add(
            new FieldError(field, "must be a date such as 2026-12-25, or 12-25 for every year"));
      }
    }
    return dates;
  }

  /**
   * @throws IllegalStateException where it has mistakes
   */
  public BusinessHours toHours() {
    var mistakes = mistakes();
    var zone = zoneId();
    if (zone == null || !mistakes.isEmpty()) {
      throw new IllegalStateException("The calendar " + slug + " cannot be used: " + mistakes);
    }
    var ignored = new ArrayList<FieldError>();
    var dates = dates(ignored);
    return new BusinessHours(zone, spansOfWeek(ignored), dates.once(), dates.yearly());
  }
}
