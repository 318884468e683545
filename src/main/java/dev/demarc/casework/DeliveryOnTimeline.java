package dev.demarc.casework;

import dev.demarc.notification.DeliveryListener;
import dev.demarc.notification.MailStatus;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Puts on the timeline what became of a case's mails. */
@ApplicationScoped
class DeliveryOnTimeline implements DeliveryListener {

  private final Timeline timeline;

  DeliveryOnTimeline(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public void settled(UUID caseId, String recipient, MailStatus status, String detail) {
    timeline.add(
        caseId,
        "mail",
        Actor.SYSTEM,
        status == MailStatus.SENT
            ? "delivered a mail to " + recipient
            : "could not deliver a mail to " + recipient + ": " + detail);
  }
}
