package dev.demarc.casework.filing;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.contents.SourceStatement;
import dev.demarc.casework.correlation.Correlation.Match;
import dev.demarc.casework.lifecycle.Closures;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * What a report's source says of the matter's state: until when it wants an answer; that it is
 * over.
 */
@ApplicationScoped
class SourceUpdates {

  private final Cases cases;
  private final CaseReports reports;
  private final Closures closures;
  private final Deadlines deadlines;
  private final Timeline timeline;
  private final EntityManager database;

  SourceUpdates(
      Cases cases,
      CaseReports reports,
      Closures closures,
      Deadlines deadlines,
      Timeline timeline,
      EntityManager database) {
    this.cases = cases;
    this.reports = reports;
    this.closures = closures;
    this.deadlines = deadlines;
    this.timeline = timeline;
    this.database = database;
  }

  /**
   * @param match why the report joined; null where it opened the case
   * @param told whether the report is told on the timeline, and not counted among a storm
   */
  void apply(IncidentCase on, ParsedReport parsed, @Nullable Match match, boolean told) {
    var word = SourceStatement.of(parsed);
    if (word.over()) {
      over(on, parsed, told);
    } else {
      deadlines.take(on, word, match == null || word.mayMoveClock(match.sameId()), told);
    }
  }

  private void over(IncidentCase on, ParsedReport parsed, boolean told) {
    if (reports.hasLaterWord(on.id, parsed.externalId(), SourceStatement.of(parsed).saidAt())) {
      return;
    }
    if (told) {
      timeline.add(on.id, "over", Actor.ENGINE, "heard from the source that this is over");
    }
    // anybody can write a mail that says so
    boolean vouched = parsed.mail() == null;
    if (vouched && isUntouched(on) && isAbout(on, parsed.externalId())) {
      closures.endBySource(on);
    }
  }

  private boolean isUntouched(IncidentCase on) {
    return on.isUntouched()
        && cases.workItems(on).stream().allMatch(item -> item.status == WorkStatus.NEW);
  }

  /** Whether every report of the case is about this one matter of the source's. */
  private boolean isAbout(IncidentCase on, @Nullable String externalId) {
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
