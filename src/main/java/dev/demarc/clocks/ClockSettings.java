package dev.demarc.clocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.clocks.calendar.BusinessCalendar;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Problem.FieldError;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Policies and calendars as they are stored: as JSON, with a version, and with what they were. */
@ApplicationScoped
public class ClockSettings {

  enum Kind {
    POLICY("clock_policy", "policy"),
    CALENDAR("business_calendar", "calendar");

    private final String table;
    private final String word;

    Kind(String table, String word) {
      this.table = table;
      this.word = word;
    }
  }

  /** One of them, with its version. */
  record Stored<T>(T setting, int version, Instant changedAt, String changedBy) {}

  /**
   * @param kind policy or calendar
   * @param was null where it was new
   * @param now null where it was removed
   */
  public record Change(
      UUID id,
      Instant at,
      String by,
      String kind,
      String slug,
      @Nullable Object was,
      @Nullable Object now) {}

  private static final String COLUMNS = "cast(definition as text), version, changed_at, changed_by";

  private final EntityManager database;
  private final ObjectMapper json;
  private final Clock clock;

  ClockSettings(EntityManager database, ObjectMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  <T> List<Stored<T>> all(Kind kind, Class<T> type, String condition) {
    List<?> rows =
        database
            .createNativeQuery(
                "select " + COLUMNS + " from " + kind.table + condition + " limit 500", Tuple.class)
            .getResultList();
    return rows.stream().map(row -> stored((Tuple) row, type)).toList();
  }

  <T> Optional<Stored<T>> get(Kind kind, Class<T> type, String slug) {
    if (!BusinessCalendar.isSlug(slug)) {
      return Optional.empty();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select " + COLUMNS + " from " + kind.table + " where slug = :slug", Tuple.class)
            .setParameter("slug", slug)
            .getResultList();
    return rows.stream().findFirst().map(row -> stored((Tuple) row, type));
  }

  private <T> Stored<T> stored(Tuple row, Class<T> type) {
    return new Stored<>(
        read((String) row.get(0), type),
        ((Number) row.get(1)).intValue(),
        row.get(2, Instant.class),
        (String) row.get(3));
  }

  /**
   * Keeps one; what was there under the same name is kept among the changes.
   *
   * @param version the one that was changed; null to replace whatever is there
   * @throws Problem OUT_OF_DATE
   */
  void save(Kind kind, String slug, Object setting, @Nullable Integer version, String by) {
    lock(kind);
    var was = definition(kind, slug);
    requireVersion(kind, slug, version);
    var now = write(setting);
    database
        .createNativeQuery(
            "insert into "
                + kind.table
                + " (slug, definition, version, changed_at, changed_by) values (:slug, cast(:now as"
                + " jsonb), 1, :at, :by) on conflict (slug) do update set definition ="
                + " excluded.definition, version = "
                + kind.table
                + ".version + 1, changed_at = excluded.changed_at, changed_by ="
                + " excluded.changed_by")
        .setParameter("slug", slug)
        .setParameter("now", now)
        .setParameter("at", clock.instant())
        .setParameter("by", by)
        .executeUpdate();
    audit(kind, slug, was.orElse(null), now, by);
  }

  /**
   * @throws Problem NOT_FOUND, OUT_OF_DATE
   */
  void remove(Kind kind, String slug, @Nullable Integer version, String by) {
    lock(kind);
    var was =
        Optional.ofNullable(slug)
            .filter(BusinessCalendar::isSlug)
            .flatMap(known -> definition(kind, known))
            .orElseThrow(() -> Problem.notFound("There is no " + kind.word + " " + slug + "."));
    requireVersion(kind, slug, version);
    database
        .createNativeQuery("delete from " + kind.table + " where slug = :slug")
        .setParameter("slug", slug)
        .executeUpdate();
    audit(kind, slug, was, null, by);
  }

  /** Whoever changes one does so after the other. */
  private void lock(Kind kind) {
    database
        .createNativeQuery("lock table " + kind.table + " in share row exclusive mode")
        .executeUpdate();
  }

  private Optional<String> definition(Kind kind, String slug) {
    List<?> rows =
        database
            .createNativeQuery(
                "select cast(definition as text) from " + kind.table + " where slug = :slug",
                String.class)
            .setParameter("slug", slug)
            .getResultList();
    return rows.stream().findFirst().map(String.class::cast);
  }

  private void requireVersion(Kind kind, String slug, @Nullable Integer version) {
    if (version == null) {
      return;
    }
    int current = get(kind, Object.class, slug).map(Stored::version).orElse(0);
    if (current != version) {
      throw new Problem(
          ProblemType.OUT_OF_DATE,
          "The "
              + kind.word
              + " "
              + slug
              + " was changed meanwhile (it is at version "
              + current
              + ", you had "
              + version
              + "). Nothing was changed; read it again and repeat.");
    }
  }

  private void audit(
      Kind kind, String slug, @Nullable String was, @Nullable String now, String by) {
    database
        .createNativeQuery(
            "insert into clock_setting_change (id, at, by, kind, slug, was, now) values (:id, :at,"
                + " :by, :kind, :slug, cast(nullif(:was, '') as jsonb), cast(nullif(:now, '') as jsonb))")
        .setParameter("id", Ids.next())
        .setParameter("at", clock.instant())
        .setParameter("by", by)
        .setParameter("kind", kind.word)
        .setParameter("slug", slug)
        .setParameter("was", was == null ? "" : was)
        .setParameter("now", now == null ? "" : now)
        .executeUpdate();
  }

  /** Who changed which policy or calendar from what to what, the newest first. */
  @Transactional
  public Page<Change> changes(@Nullable Integer limit, String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var query =
        database.createNativeQuery(
            "select id, at, by, kind, slug, cast(was as text), cast(now as text) from"
                + " clock_setting_change"
                + (after == null ? "" : " where id < :after")
                + " order by id desc limit "
                + (size + 1),
            Tuple.class);
    if (after != null) {
      query.setParameter("after", after.id());
    }
    List<?> rows = query.getResultList();
    return Page.of(
        rows.stream().map(row -> change((Tuple) row)).toList(),
        size,
        change -> new Cursor("", change.id()).encode());
  }

  private Change change(Tuple row) {
    return new Change(
        row.get(0, UUID.class),
        row.get(1, Instant.class),
        (String) row.get(2),
        (String) row.get(3),
        (String) row.get(4),
        row.get(5) == null ? null : read((String) row.get(5), Object.class),
        row.get(6) == null ? null : read((String) row.get(6), Object.class));
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored setting of the clocks cannot be read", e);
    }
  }

  private String write(Object setting) {
    try {
      return json.writeValueAsString(setting);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a setting of the clocks cannot be written", e);
    }
  }

  /**
   * @throws Problem INVALID that names all mistakes, where there are any
   */
  static void require(String what, List<FieldError> mistakes) {
    if (!mistakes.isEmpty()) {
      var first = mistakes.get(0);
      throw new Problem(
          ProblemType.INVALID,
          "The "
              + what
              + " was not saved. "
              + first.field()
              + ": "
              + first.message()
              + (mistakes.size() == 1 ? "." : "; and " + (mistakes.size() - 1) + " more."),
          mistakes);
    }
  }
}
