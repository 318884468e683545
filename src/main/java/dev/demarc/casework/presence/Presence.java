package dev.demarc.casework.presence;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who looks at a case just now: a note in the database that every page writes anew while it is
 * shown, and that counts for a while only. It locks nothing and is written to no timeline.
 */
@ApplicationScoped
public class Presence {

  /** A page says so every 15 seconds; one that was missed does not count. */
  static final Duration LOOKS_FOR = Duration.ofSeconds(40);

  static final Duration TYPES_FOR = Duration.ofSeconds(20);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int AT_MOST = 20;

  private final EntityManager database;
  private final Clock clock;

  Presence(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Notes that somebody has the case before them, and whether they type. */
  @Transactional
  public void note(UUID caseId, String username, String name, boolean typing) {
    database
        .createNativeQuery(
            "insert into presence as p (case_id, username, name, seen_at, typed_at) values (:case,"
                + " :username, :name, :now, case when :typing then cast(:now as timestamptz) end)"
                + " on conflict (case_id, username) do update set name = excluded.name, seen_at ="
                + " excluded.seen_at, typed_at = coalesce(excluded.typed_at, p.typed_at)")
        .setParameter("case", caseId)
        .setParameter("username", username)
        .setParameter("name", name)
        .setParameter("now", clock.instant())
        .setParameter("typing", typing)
        .executeUpdate();
  }

  /** Those who have it before them, but for one, the last who came first. */
  @Transactional
  public List<Present> others(UUID caseId, String username) {
    var now = clock.instant();
    List<?> rows =
        database
            .createNativeQuery(
                "select username, name, seen_at, coalesce(typed_at > :typing, false) as typing from"
                    + " presence where case_id = :case and username <> :username and seen_at >"
                    + " :seen order by seen_at desc limit "
                    + AT_MOST,
                Tuple.class)
            .setParameter("case", caseId)
            .setParameter("username", username)
            .setParameter("seen", now.minus(LOOKS_FOR))
            .setParameter("typing", now.minus(TYPES_FOR))
            .getResultList();
    return rows.stream().map(row -> present((Tuple) row)).toList();
  }

  private static Present present(Tuple row) {
    return new Present(
        row.get("username", String.class),
        row.get("name", String.class),
        row.get("seen_at", Instant.class),
        row.get("typing", Boolean.class));
  }

  @Produces
  @ApplicationScoped
  Task<Void> forgetPresence() {
    return Tasks.recurring("forget-presence", FixedDelay.of(KEPT))
        .execute((instance, context) -> QuarkusTransaction.requiringNew().run(this::forget));
  }

  private void forget() {
    database
        .createNativeQuery("delete from presence where seen_at < :before")
        .setParameter("before", clock.instant().minus(KEPT))
        .executeUpdate();
  }
}
