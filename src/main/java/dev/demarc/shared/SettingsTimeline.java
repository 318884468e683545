package dev.demarc.shared;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The append-only list of what people did to settings that have versions, one table for each kind.
 */
public abstract class SettingsTimeline {

  /**
   * @param reason null where none was asked for
   */
  public record Event(Instant at, String actor, String what, String reason) {}

  private final EntityManager database;
  private final Clock clock;
  private final String table;

  /**
   * @param table with the columns id, at, actor, what, reason
   */
  protected SettingsTimeline(EntityManager database, Clock clock, String table) {
    this.database = database;
    this.clock = clock;
    this.table = table;
  }

  public void add(Actor actor, String what, @Nullable String reason) {
    database
        .createNativeQuery(
            "insert into "
                + table
                + " (id, at, actor, what, reason)"
                + " values (:id, :at, :actor, :what, cast(:reason as text))")
        .setParameter("id", Ids.next())
        .setParameter("at", clock.instant())
        .setParameter("actor", actor.name())
        .setParameter("what", what)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  /** Newest first. */
  public List<Event> latest(int limit) {
    List<?> rows =
        database
            .createNativeQuery(
                "select at, actor, what, reason from " + table + " order by id desc", Tuple.class)
            .setMaxResults(limit)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(
            t ->
                new Event(
                    t.get(0, Instant.class),
                    (String) t.get(1),
                    (String) t.get(2),
                    (String) t.get(3)))
        .toList();
  }
}
