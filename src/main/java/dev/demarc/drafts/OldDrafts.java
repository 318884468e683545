package dev.demarc.drafts;

import dev.demarc.shared.Expiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Drafts that nobody has typed on for long. */
@ApplicationScoped
class OldDrafts implements Expiring {

  private final EntityManager database;

  OldDrafts(EntityManager database) {
    this.database = database;
  }

  @Override
  public Kind kind() {
    return new Kind("drafts", "Drafts", "drafts that nobody has typed on for longer", 7, 365, 60);
  }

  @Override
  @Transactional
  public long countBefore(Instant time) {
    return (Long)
        database
            .createNativeQuery(
                "select count(*) from draft where saved_at < cast(:time as timestamptz)",
                Long.class)
            .setParameter("time", time)
            .getSingleResult();
  }

  @Override
  @Transactional
  public int eraseBefore(Instant time, int most) {
    return database
        .createNativeQuery(
            "delete from draft where (person, case_id, tab) in (select person, case_id, tab from"
                + " draft where saved_at < cast(:time as timestamptz) order by saved_at limit"
                + " :most)")
        .setParameter("time", time)
        .setParameter("most", most)
        .executeUpdate();
  }
}
