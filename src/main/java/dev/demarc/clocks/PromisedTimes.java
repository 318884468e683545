package dev.demarc.clocks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By when the clocks of a case have people look at it, and do or say the next thing. */
@ApplicationScoped
public class PromisedTimes {

  /**
   * Times that are not past: a promise that was not kept is none to tell of.
   *
   * @param read by when somebody looks at it; null where that is not promised, or done
   * @param word by when something is done or said; null where that is not promised
   */
  public record Promised(@Nullable Instant read, @Nullable Instant word) {

    public static final Promised NOTHING = new Promised(null, null);
  }

  private final EntityManager database;
  private final Clock clock;

  PromisedTimes(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Transactional
  public Promised of(UUID caseId) {
    var row =
        (Tuple)
            database
                .createNativeQuery(
                    "select min(due_at) filter (where measure = 'ACKNOWLEDGE'), min(due_at) filter"
                        + " (where measure in ('FIRST_ACTION', 'UPDATE', 'RESOLVE')) from"
                        + " case_clock where case_id = :case and side is not null and state ="
                        + " 'RUNNING' and due_at > cast(:now as timestamptz)",
                    Tuple.class)
                .setParameter("case", caseId)
                .setParameter("now", clock.instant())
                .getSingleResult();
    return new Promised(row.get(0, Instant.class), row.get(1, Instant.class));
  }
}
