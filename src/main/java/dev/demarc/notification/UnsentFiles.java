package dev.demarc.notification;

import dev.demarc.shared.Expiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Files of drafts that were not sent for long. */
@ApplicationScoped
class UnsentFiles implements Expiring {

  private final EntityManager database;

  UnsentFiles(EntityManager database) {
    this.database = database;
  }

  @Override
  public Kind kind() {
    return new Kind(
        "unsent-files",
        "Files of drafts",
        "files that were attached to a draft longer ago and not sent",
        7,
        365,
        60);
  }

  @Override
  @Transactional
  public long countBefore(Instant time) {
    return (Long)
        database
            .createNativeQuery(
                "select count(*) from reply_file where draft_of is not null and added_at <"
                    + " cast(:time as timestamptz)",
                Long.class)
            .setParameter("time", time)
            .getSingleResult();
  }

  @Override
  @Transactional
  public int eraseBefore(Instant time, int most) {
    return database
        .createNativeQuery(
            "delete from reply_file where id in (select id from reply_file where draft_of is not"
                + " null and added_at < cast(:time as timestamptz) order by added_at limit :most for update skip locked)")
        .setParameter("time", time)
        .setParameter("most", most)
        .executeUpdate();
  }
}
