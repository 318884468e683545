package dev.demarc.casework.correlation;

import dev.demarc.casework.correlation.Subject.Kind;
import dev.demarc.shared.Ids;
import dev.demarc.shared.NewestFirst;
import dev.demarc.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed by what reports join cases, and how: rows are only ever added. */
@ApplicationScoped
public class RuleChanges {

  /**
   * When a report of a category joins.
   *
   * @param joins false where every report opens a case of its own
   */
  public record Terms(boolean joins, int windowHours, List<String> subjects) {

    static Terms of(JoinRules.Rule rule) {
      var subjects =
          rule.subjects().stream()
              .distinct()
              .sorted(Comparator.comparing(slug -> Kind.of(slug).orElseThrow()))
              .toList();
      return new Terms(rule.joins(), rule.windowHours(), subjects);
    }
  }

  /**
   * @param category a category's slug, or {@code all}
   * @param was null where there was no rule of its own
   * @param now null where it was taken away
   */
  public record Change(
      UUID id, Instant at, String by, String category, @Nullable Terms was, @Nullable Terms now) {}

  private final EntityManager database;
  private final Clock clock;

  RuleChanges(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void add(String category, @Nullable Terms was, @Nullable Terms now, String by) {
    database
        .createNativeQuery(
            "insert into correlation_change (id, at, actor, category, was_joins, was_hours,"
                + " was_subjects, now_joins, now_hours, now_subjects) values (:id, :at, :by,"
                + " :category, cast(nullif(:wasJoins, '') as boolean), cast(nullif(:wasHours, '')"
                + " as int), cast(nullif(:was, '') as text[]), cast(nullif(:nowJoins, '') as"
                + " boolean), cast(nullif(:nowHours, '') as int), cast(nullif(:now, '') as"
                + " text[]))")
        .setParameter("id", Ids.next())
        .setParameter("at", clock.instant())
        .setParameter("by", by)
        .setParameter("category", category)
        .setParameter("wasJoins", was == null ? "" : String.valueOf(was.joins()))
        .setParameter("wasHours", was == null ? "" : String.valueOf(was.windowHours()))
        .setParameter("was", was == null ? "" : array(was.subjects()))
        .setParameter("nowJoins", now == null ? "" : String.valueOf(now.joins()))
        .setParameter("nowHours", now == null ? "" : String.valueOf(now.windowHours()))
        .setParameter("now", now == null ? "" : array(now.subjects()))
        .executeUpdate();
  }

  /** As PostgreSQL writes it; the kinds of subject are words of ours with nothing to quote. */
  private static String array(List<String> kinds) {
    return "{" + String.join(",", kinds) + "}";
  }

  /** The newest first. */
  @Transactional
  public Page<Change> page(@Nullable Integer limit, @Nullable String cursor) {
    return NewestFirst.page(
        database,
        "select id, at, actor, category, was_joins, was_hours, was_subjects, now_joins, now_hours,"
            + " now_subjects from correlation_change where id < :before order by id desc",
        limit,
        cursor,
        RuleChanges::change,
        Change::id);
  }

  private static Change change(Tuple row) {
    return new Change(
        row.get("id", UUID.class),
        row.get("at", Instant.class),
        row.get("actor", String.class),
        row.get("category", String.class),
        terms(row, "was"),
        terms(row, "now"));
  }

  private static @Nullable Terms terms(Tuple row, String when) {
    var joins = (Boolean) row.get(when + "_joins");
    return joins == null
        ? null
        : new Terms(
            joins,
            ((Number) row.get(when + "_hours")).intValue(),
            List.of((String[]) row.get(when + "_subjects")));
  }
}
