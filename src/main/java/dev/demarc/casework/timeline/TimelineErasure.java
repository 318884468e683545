package dev.demarc.casework.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

/**
 * The one way to remove a case with its timeline, which the database refuses otherwise: it declares
 * whose was removed, by whom and why, and what its last hash was. That stays.
 */
@ApplicationScoped
public class TimelineErasure {

  private final EntityManager database;
  private final Clock clock;

  TimelineErasure(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Holds all that {@link #remove} would hold of these, for whoever looks before what is removed.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void hold(Collection<UUID> cases) {
    var ids = cases.toArray(UUID[]::new);
    // delivery holds a mail and then its case; in another order the two would wait for each other
    hold("select o.id from outbox o where o.case_id = any(:cases) order by o.id for update", ids);
    // held next, so that nothing is said of them after their last hash was read; with those that
    // name one of them as what they came after, which is taken out of them
    hold(
        "select c.id from incident_case c where c.id = any(:cases) or c.regressed_from ="
            + " any(:cases) order by c.id for update",
        ids);
  }

  /**
   * Removes these cases with all that hangs on them; within the caller's transaction.
   *
   * @param actor who removes them, for those who verify timelines later
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void remove(Collection<UUID> cases, String actor, String reason) {
    if (cases.isEmpty()) {
      return;
    }
    hold(cases);
    var ids = cases.toArray(UUID[]::new);
    hold(
        "select n.id from folded_notice n where n.case_id = any(:cases) order by n.id for update",
        ids);
    database
        .createNativeQuery(
            "insert into timeline_erasure (case_id, case_key, at, actor, reason, entries,"
                + " last_hash) select c.id, c.key, :at, :actor, :reason, h.position, h.hash from"
                + " incident_case c join timeline_head h on h.case_id = c.id where c.id ="
                + " any(:cases)")
        .setParameter("at", clock.instant())
        .setParameter("actor", actor)
        .setParameter("reason", reason)
        .setParameter("cases", ids)
        .executeUpdate();
    database
        .createNativeQuery("delete from incident_case where id = any(:cases)")
        .setParameter("cases", ids)
        .executeUpdate();
    database
        .createNativeQuery("delete from timeline_head where case_id = any(:cases)")
        .setParameter("cases", ids)
        .executeUpdate();
  }

  private void hold(String rows, UUID[] cases) {
    database.createNativeQuery(rows).setParameter("cases", cases).getResultList();
  }
}
