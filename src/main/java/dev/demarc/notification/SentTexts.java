package dev.demarc.notification;

import dev.demarc.shared.Expiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/**
 * What mails said that went out long ago. That they went out, to whom and when, stays; so does what
 * stands on the timeline of their cases.
 */
@ApplicationScoped
class SentTexts implements Expiring {

  private final EntityManager database;
  private final Clock clock;

  SentTexts(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Bounces come within days; with 90, no mail is sent again whose text is gone. */
  @Override
  public Kind kind() {
    return new Kind(
        "sent-texts", "Texts of mails", "texts of mails that went out longer ago", 90, 3650, null);
  }

  @Override
  @Transactional
  public long countBefore(Instant time) {
    return (Long)
        database
            .createNativeQuery(
                "select count(*) from outbox where status = 'SENT' and erased_at is null and"
                    + " sent_at < cast(:time as timestamptz)",
                Long.class)
            .setParameter("time", time)
            .getSingleResult();
  }

  @Override
  @Transactional
  public int eraseBefore(Instant time, int most) {
    return database
        .createNativeQuery(
            "update outbox set body_text = '', body_html = '', erased_at = cast(:now as"
                + " timestamptz) where id in (select id from outbox where status = 'SENT' and"
                + " erased_at is null and sent_at < cast(:time as timestamptz) order by sent_at"
                + " limit :most for update skip locked)")
        .setParameter("now", clock.instant())
        .setParameter("time", time)
        .setParameter("most", most)
        .executeUpdate();
  }
}
