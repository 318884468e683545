package dev.demarc.casework;

import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a report's source says of the matter's state: until when it wants an answer; that it is
 * over.
 */
@ApplicationScoped
class SourceState {

  private final Cases cases;
  private final Closures closures;
  private final Timeline timeline;
  private final EntityManager database;

  SourceState(Cases cases, Closures closures, Timeline timeline, EntityManager database) {
    this.cases = cases;
    this.closures = closures;
    this.timeline = timeline;
    this.database = database;
  }

  void apply(IncidentCase on, ParsedReport parsed) {
    if (parsed.resolved()) {
      over(on, parsed);
    } else if (parsed.replyBy() != null) {
      answerBy(on, parsed.replyBy());
    }
  }

  /** The clocks of the open parts end no later than the answer is wanted. */
  private void answerBy(IncidentCase on, Instant replyBy) {
    database.flush();
    var later =
        cases.workItems(on).stream()
            .filter(item -> item.status.isOpen() && item.dueAt.isAfter(replyBy))
            .toList();
    if (later.isEmpty()) {
      return;
    }
    later.forEach(item -> item.dueAt = replyBy);
    cases.updateClock(on);
    timeline.add(
        on.id,
        "deadline",
        Actor.ENGINE,
        "set the clock to "
            + replyBy.truncatedTo(ChronoUnit.MINUTES)
            + ", when an answer is wanted");
  }

  private void over(IncidentCase on, ParsedReport parsed) {
    timeline.add(on.id, "over", Actor.ENGINE, "heard from the source that this is over");
    // anybody can write a mail that says so
    boolean vouched = parsed.mail() == null;
    if (vouched && isUntouched(on) && isAbout(on, parsed.externalId())) {
      closures.end(
          on,
          new Closures.Closure(Outcome.RESOLVED, "The source says so, and nobody had begun."),
          Actor.ENGINE);
    }
  }

  private boolean isUntouched(IncidentCase on) {
    return on.version == 0
        && cases.workItems(on).stream().allMatch(item -> item.status == WorkStatus.NEW);
  }

  /** Whether every report of the case is about this one matter of the source's. */
  private boolean isAbout(IncidentCase on, String externalId) {
    return externalId != null
        && database
            .createQuery(
                "select r.reportId from CaseReport r where r.caseId = :id and (r.externalId is null"
                    + " or r.externalId <> :externalId)")
            .setParameter("id", on.id)
            .setParameter("externalId", CaseReports.clean(externalId))
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
  }
}
