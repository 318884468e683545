package dev.demarc.casework.rules;

import dev.demarc.shared.Ids;
import dev.demarc.shared.NewestFirst;
import dev.demarc.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed the rules for how cases end and come back, and how: rows are only ever added. */
@ApplicationScoped
public class CaseRuleChanges {

  /**
   * @param kind {@code quiet} or {@code return}
   * @param outcome of a rule for what comes back; else null
   * @param was in words; null where there was no rule
   * @param now in words; null where it was taken away
   */
  public record Change(
      UUID id,
      Instant at,
      String by,
      String kind,
      String category,
      String outcome,
      String was,
      String now) {}

  private final EntityManager database;
  private final Clock clock;

  CaseRuleChanges(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void add(
      String kind,
      String category,
      @Nullable String outcome,
      @Nullable String was,
      @Nullable String now,
      String by) {
    database
        .createNativeQuery(
            "insert into case_rule_change (id, at, actor, kind, category, outcome, was, now) values"
                + " (:id, :at, :by, :kind, :category, nullif(:outcome, ''), nullif(:was, ''),"
                + " nullif(:now, ''))")
        .setParameter("id", Ids.next())
        .setParameter("at", clock.instant())
        .setParameter("by", by)
        .setParameter("kind", kind)
        .setParameter("category", category)
        .setParameter("outcome", outcome == null ? "" : outcome)
        .setParameter("was", was == null ? "" : was)
        .setParameter("now", now == null ? "" : now)
        .executeUpdate();
  }

  /** The newest first. */
  @Transactional
  public Page<Change> page(@Nullable Integer limit, @Nullable String cursor) {
    return NewestFirst.page(
        database,
        "select id, at, actor, lower(kind), category, outcome, was, now from case_rule_change where"
            + " id < :before order by id desc",
        limit,
        cursor,
        CaseRuleChanges::change,
        Change::id);
  }

  private static Change change(Tuple row) {
    return new Change(
        row.get(0, UUID.class),
        row.get(1, Instant.class),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, String.class),
        row.get(5, String.class),
        row.get(6, String.class),
        row.get(7, String.class));
  }
}
