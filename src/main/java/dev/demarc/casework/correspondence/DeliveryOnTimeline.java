package dev.demarc.casework.correspondence;

import dev.demarc.casework.timeline.Timeline;
import dev.demarc.notification.DeliveryListener;
import dev.demarc.notification.relay.MailStatus;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts on the timeline what became of a case's mails; the delivered ones of a storm are counted.
 */
@ApplicationScoped
public class DeliveryOnTimeline implements DeliveryListener {

  private final Timeline timeline;
  private final EntityManager database;

  DeliveryOnTimeline(Timeline timeline, EntityManager database) {
    this.timeline = timeline;
    this.database = database;
  }

  @Override
  public void settled(UUID caseId, String recipient, MailStatus status, @Nullable String detail) {
    if (status == MailStatus.SENT && counted(caseId)) {
      return;
    }
    timeline.add(
        caseId,
        "mail",
        Actor.SYSTEM,
        status == MailStatus.SENT
            ? "delivered a mail to " + recipient
            : "could not deliver a mail to " + recipient + ": " + detail);
  }

  @Override
  public void unconfirmed(UUID caseId, String recipient) {
    timeline.add(
        caseId,
        "mail",
        Actor.SYSTEM,
        "sent a mail to "
            + recipient
            + " that the relay did not confirm; it is sent again and may arrive twice");
  }

  /** Everybody who reports gets an acknowledgement, each of which is in the outbox. */
  private boolean counted(UUID caseId) {
    return database
            .createQuery(
                "update IncidentCase set mailsCounted = mailsCounted + 1 where id = :id and"
                    + " countingSince is not null")
            .setParameter("id", caseId)
            .executeUpdate()
        > 0;
  }
}
