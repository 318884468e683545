package dev.demarc.shared;

import jakarta.persistence.EntityManager;
import java.util.Collection;

/**
 * Locks of PostgreSQL on things that have no row to lock yet. Each kind has a number of its own, so
 * that two things of one name do not wait for each other; each is held until the transaction ends.
 */
public enum AdvisoryLock {
  DELIVERY(1),
  CLIENT_TOKEN(2),
  SIGNING_CERTIFICATES(3),
  SNS_TOPICS(4),
  SUBJECT(5),
  FIRST_START(6),
  // 7 is that of the database's own figure_scope_of
  OWNER_CORRECTIONS(8);

  private final long number;

  AdvisoryLock(long number) {
    this.number = number;
  }

  /** Waits for the one lock of a kind that is for all. */
  public void take(EntityManager database) {
    take(database, "");
  }

  /** Waits for the lock on one thing. */
  public void take(EntityManager database, String thing) {
    database
        .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:thing, :kind))")
        .setParameter("thing", thing)
        .setParameter("kind", number)
        .getSingleResult();
  }

  /** Waits for the locks on all of these, always in one order, so that no two wait in a circle. */
  public void takeAll(EntityManager database, Collection<String> things) {
    if (things.isEmpty()) {
      return;
    }
    database
        .createNativeQuery(
            """
            select count(cast(pg_advisory_xact_lock(of_thing.lock) as text)) from (
              select distinct hashtextextended(thing, :kind) as lock
              from unnest(cast(:things as text[])) thing order by 1) of_thing
            """)
        .setParameter("kind", number)
        .setParameter("things", things.toArray(String[]::new))
        .getSingleResult();
  }
}
