package dev.demarc.casework;

import dev.demarc.casework.correlation.Correlation;
import dev.demarc.casework.correlation.Correlation.Match;
import dev.demarc.casework.correlation.Subject;
import dev.demarc.formats.ParsedReport;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Category;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * What a report's source says of the matter's state: until when it wants an answer; that it is
 * over.
 */
@ApplicationScoped
class SourceUpdates {

  private final Cases cases;
  private final Correlation correlation;
  private final CaseReports reports;
  private final Closures closures;
  private final Deadlines deadlines;
  private final FindingPolicy findings;
  private final Timeline timeline;
  private final EntityManager database;

  SourceUpdates(
      Cases cases,
      Correlation correlation,
      CaseReports reports,
      Closures closures,
      Deadlines deadlines,
      FindingPolicy findings,
      Timeline timeline,
      EntityManager database) {
    this.cases = cases;
    this.correlation = correlation;
    this.reports = reports;
    this.closures = closures;
    this.deadlines = deadlines;
    this.findings = findings;
    this.timeline = timeline;
    this.database = database;
  }

  /**
   * What becomes of a case that was closed because its source said that it is over, by another word
   * of that source's on the same matter.
   *
   * @param match why the report belongs to it; null where it belongs to none
   * @param outdated the key of the case where the source said later that this is over; else null
   */
  record Again(Match match, String outdated) {
    static final Again NOT = new Again(null, null);
  }

  /** Opens the case again where its source says that this is active again. */
  Again again(ParsedReport parsed, List<Subject> subjects, Category category) {
    // anybody can write a mail that says so
    if (parsed.resolved() || parsed.mail() != null || findings.asksNothing(parsed.statement())) {
      return Again.NOT;
    }
    var match = correlation.closedById(subjects, category).orElse(null);
    var closed = match == null ? null : cases.takeById(match.caseId()).orElse(null);
    if (closed == null || !closed.closedBySource) {
      return Again.NOT;
    }
    var saidAt = SourceStatement.of(parsed).saidAt();
    if (reports.hasLaterWord(closed.id, parsed.externalId(), saidAt)) {
      return new Again(null, closed.key);
    }
    closures.reopenBySource(closed);
    return new Again(match, null);
  }

  /**
   * @param match why the report joined; null where it opened the case
   * @param told whether the report is told on the timeline, and not counted among a storm
   */
  void apply(IncidentCase on, ParsedReport parsed, Match match, boolean told) {
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
