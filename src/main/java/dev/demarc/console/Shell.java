package dev.demarc.console;

import dev.demarc.access.CurrentActor;
import dev.demarc.casework.CaseList;
import dev.demarc.notification.MailStatus;
import dev.demarc.notification.Outbox;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.triage.Filings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** What every page shows around its content: who is signed in, and how much waits where. */
@Named("shell")
@RequestScoped
public class Shell {

  private final CurrentActor actor;
  private final CaseList cases;
  private final Router router;
  private final Outbox outbox;
  private final Filings filings;
  private CaseList.Counts counts;

  Shell(CurrentActor actor, CaseList cases, Router router, Outbox outbox, Filings filings) {
    this.actor = actor;
    this.cases = cases;
    this.router = router;
    this.outbox = outbox;
    this.filings = filings;
  }

  public boolean isSignedIn() {
    return actor.isSignedIn();
  }

  public boolean isAdministrator() {
    return actor.isAdministrator();
  }

  public String getUsername() {
    return actor.username();
  }

  public String getFullName() {
    return actor.fullName();
  }

  public String getCsrf() {
    return actor.csrfToken();
  }

  public CaseList.Counts getCounts() {
    if (counts == null) {
      counts = cases.counts(actor.username());
    }
    return counts;
  }

  public List<Queue> getQueues() {
    return router.queues();
  }

  public long inQueue(String slug) {
    return getCounts().byQueue().getOrDefault(slug, 0L);
  }

  public long getHeldMails() {
    return outbox.waiting().get(MailStatus.HELD);
  }

  public long getFailedMails() {
    var waiting = outbox.waiting();
    return waiting.get(MailStatus.FAILED) + waiting.get(MailStatus.BOUNCED);
  }

  public long getStuckReports() {
    return filings.stuck();
  }
}
