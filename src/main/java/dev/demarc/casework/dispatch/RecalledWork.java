package dev.demarc.casework.dispatch;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.notification.MailsOfChange.MailOfChange;
import dev.demarc.notification.Notifications;
import dev.demarc.routing.Router;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells teams whose mail had left that what it told was taken back. */
@ApplicationScoped
public class RecalledWork {

  private final Cases cases;
  private final Router router;
  private final WorkNotices notices;
  private final Notifications notifications;

  RecalledWork(Cases cases, Router router, WorkNotices notices, Notifications notifications) {
    this.cases = cases;
    this.router = router;
    this.notices = notices;
    this.notifications = notifications;
  }

  /**
   * @param left mails that had left when the change was taken back
   */
  public void notifyTeams(IncidentCase on, List<MailOfChange> left, Actor actor) {
    for (var mail : left) {
      switch (mail.kind()) {
        case "work-item" ->
            notifications.workWithdrawn(
                on.id,
                on.key,
                mail.recipient(),
                QueueNotice.title(on),
                actor.name() + " took back what brought this to you.");
        case "work-withdrawn" -> giveBack(on, mail.recipient(), actor);
        default -> {
          // whoever reported reads what people write, and is written to by them
        }
      }
    }
  }

  private void giveBack(IncidentCase on, String recipient, Actor actor) {
    for (var item : cases.workItems(on)) {
      var queue = router.queue(item.queueId);
      if (item.status.isOpen() && queue.email().equals(recipient)) {
        var decision = cases.assessmentInForce(on).toAssessment();
        notices.arrived(
            on,
            List.of(
                new WorkNotices.Arrival(
                    item, queue, decision, actor, "it was taken from you by mistake")));
      }
    }
  }
}
