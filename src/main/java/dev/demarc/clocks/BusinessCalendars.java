package dev.demarc.clocks;

import dev.demarc.clocks.ClockSettings.Kind;
import dev.demarc.clocks.ClockSettings.Stored;
import dev.demarc.clocks.calendar.BusinessCalendar;
import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.clocks.calendar.WorkingTime;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calendars whose hours count for clocks. */
@ApplicationScoped
public class BusinessCalendars {

  /**
   * @param version the one that the next change is made against
   */
  public record CalendarEntry(
      BusinessCalendar calendar, int version, Instant changedAt, String changedBy) {}

  /**
   * What a calendar makes of a length.
   *
   * @param local the end as a clock on the wall there shows it, with the offset of that day
   */
  public record TryOut(Instant from, String length, Instant end, String local, String weekday) {}

  private static final String POLICIES_WITH =
      "select slug from clock_policy where definition ->> 'calendar' = :slug order by slug limit 5";

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final ClockSettings settings;
  private final EntityManager database;

  BusinessCalendars(ClockSettings settings, EntityManager database) {
    this.settings = settings;
    this.database = database;
  }

  @Transactional
  public List<CalendarEntry> all() {
    return settings.all(Kind.CALENDAR, BusinessCalendar.class, " order by slug").stream()
        .map(BusinessCalendars::entry)
        .toList();
  }

  Set<String> slugs() {
    return all().stream().map(entry -> entry.calendar().slug()).collect(Collectors.toSet());
  }

  private static CalendarEntry entry(Stored<BusinessCalendar> stored) {
    return new CalendarEntry(
        stored.setting(), stored.version(), stored.changedAt(), stored.changedBy());
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public CalendarEntry get(String slug) {
    return settings
        .get(Kind.CALENDAR, BusinessCalendar.class, slug)
        .map(BusinessCalendars::entry)
        .orElseThrow(() -> Problem.notFound("There is no calendar " + slug + "."));
  }

  /** The time that counts by a calendar; around the clock for null or one that is gone. */
  WorkingTime time(@Nullable String slug) {
    return slug == null
        ? WorkingTime.AROUND_THE_CLOCK
        : settings
            .get(Kind.CALENDAR, BusinessCalendar.class, slug)
            .<WorkingTime>map(stored -> stored.setting().toHours())
            .orElse(WorkingTime.AROUND_THE_CLOCK);
  }

  /**
   * Clocks that run keep the end that they have; they are counted anew when they pause and go on.
   *
   * @param version null to replace whatever is there
   * @throws Problem INVALID naming each mistake; OUT_OF_DATE
   */
  @Transactional
  public void save(BusinessCalendar calendar, @Nullable Integer version, String by) {
    ClockSettings.require("calendar", calendar.mistakes());
    settings.save(Kind.CALENDAR, calendar.slug(), calendar, version, by);
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where a policy goes by it
   */
  @Transactional
  public void remove(String slug, @Nullable Integer version, String by) {
    get(slug);
    List<?> policies =
        database
            .createNativeQuery(POLICIES_WITH, String.class)
            .setParameter("slug", slug)
            .getResultList();
    if (!policies.isEmpty()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The policies "
              + policies.stream().map(Object::toString).collect(Collectors.joining(", "))
              + " go by the calendar "
              + slug
              + "; give them another first.");
    }
    settings.remove(Kind.CALENDAR, slug, version, by);
  }

  /**
   * When so many hours of this calendar end that begin then; also for one that is not saved.
   *
   * @param from a time with its offset, or one as the wall clock there shows it
   * @throws Problem INVALID naming the field
   */
  public static TryOut tryOut(BusinessCalendar calendar, String from, String length) {
    ClockSettings.require("calendar", calendar.mistakes());
    var zone = ZoneId.of(calendar.zone());
    var start = start(from, zone);
    var hours =
        ClockLength.of(length)
            .filter(ClockLength::isExact)
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "length", "must be hours or minutes, such as 8 h; 9,600 h at most"));
    var end = calendar.toHours().end(start, hours.exact());
    var local = end.atZone(zone);
    return new TryOut(
        start,
        hours.words(),
        end,
        local.toOffsetDateTime().toString(),
        BusinessCalendar.slug(local.getDayOfWeek()));
  }

  private static Instant start(String from, ZoneId zone) {
    var start = time(from, zone);
    if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
      throw Problem.invalid("from", "must be from 1970 to 2199");
    }
    return start;
  }

  private static Instant time(String from, ZoneId zone) {
    var text = from == null || from.length() > 40 ? "" : from.trim();
    try {
      return text.endsWith("Z") || text.matches(".*[+-]\\d{2}:\\d{2}")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw Problem.invalid("from", "must be a date and time, such as 2026-11-27T16:00");
    }
  }
}
