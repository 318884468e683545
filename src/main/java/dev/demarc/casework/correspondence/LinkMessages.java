package dev.demarc.casework.correspondence;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.lifecycle.Snoozes;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/**
 * What whoever holds the link of a report adds to it. The link proves the report and no address:
 * people read the words on the case, which comes back where it was put away; no mail goes out, no
 * wait ends, and nobody takes part because of them.
 */
@ApplicationScoped
public class LinkMessages {

  private final Cases cases;
  private final Snoozes snoozes;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  LinkMessages(
      Cases cases, Snoozes snoozes, Timeline timeline, EntityManager database, Clock clock) {
    this.cases = cases;
    this.snoozes = snoozes;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param number that names the report to whoever sent it
   * @return false where the report is in no case that is open: nobody would look there
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean add(UUID reportId, String number, String body) {
    var filed = database.find(CaseReport.class, reportId);
    var on = filed == null ? null : cases.takeById(filed.caseId).map(cases::follow).orElse(null);
    if (on == null || on.status != CaseStatus.OPEN) {
      return false;
    }
    add(on, number, body);
    return true;
  }

  private void add(IncidentCase on, String number, String body) {
    timeline.add(
        on.id,
        "reply",
        Actor.reporter("Reporter of " + number),
        "wrote on the page of their report; their address is not proved",
        body,
        Visibility.INTERNAL);
    snoozes.answered(on);
    on.changed(clock.instant());
  }
}
