package dev.demarc.casework.merging;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.contents.Rereading;
import dev.demarc.casework.correlation.Subjects;
import dev.demarc.casework.filing.Candidates;
import dev.demarc.casework.filing.CaseContents;
import dev.demarc.casework.filing.CaseJoining;
import dev.demarc.casework.filing.Reporters;
import dev.demarc.casework.filing.SetAsideReports;
import dev.demarc.casework.participants.Participants;
import dev.demarc.responsibility.AssessmentContext;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Puts a report that was filed without a case on one, although nothing tells that it belongs. */
@ApplicationScoped
public class JoinsByHand {

  private final Cases cases;
  private final CaseVisibility visibility;
  private final SetAsideReports setAside;
  private final Rereading rereading;
  private final EngineInForce engines;
  private final CaseJoining joining;
  private final CaseContents contents;
  private final Participants participants;
  private final EntityManager database;
  private final Clock clock;

  /** As many as filing a report has sides to it. */
  JoinsByHand(
      Cases cases,
      CaseVisibility visibility,
      SetAsideReports setAside,
      Rereading rereading,
      EngineInForce engines,
      CaseJoining joining,
      CaseContents contents,
      Participants participants,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.visibility = visibility;
    this.setAside = setAside;
    this.rereading = rereading;
    this.engines = engines;
    this.joining = joining;
    this.contents = contents;
    this.participants = participants;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whoever sent it is on the case's list, takes no part in it and is told nothing.
   *
   * @param reason may be null
   * @throws Problem NOT_FOUND, also where there is no such report; CONFLICT where it is on a case
   *     or not filed yet, or the case is closed; OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public void join(
      CaseKey key, UUID reportId, String reason, ExpectedVersion expected, Actor actor) {
    var why = MergeWish.reason(reason);
    // a report is held before its case, as when it is filed
    setAside.hold(reportId);
    var on = cases.takeOpen(key, expected);
    if (!visibility.seesReport(reportId) || !setAside.isThere(reportId)) {
      throw Problem.notFound("There is no report " + reportId + ".");
    }
    requireFree(reportId);
    var read = rereading.read(reportId);
    var because = actor.name() + " says so" + (why == null || why.isEmpty() ? "" : ": " + why);
    var parsed = read.parsed();
    var holdings = rereading.holdings(parsed, read.report().receivedAt());
    var subjects = Subjects.of(read.report(), parsed, on.category(), holdings);
    var assessment = engines.engine().assess(parsed, AssessmentContext.of(holdings));
    var last = on.lastReportAt;
    joining.join(on, read.report(), parsed, assessment, because);
    on.lastReportAt = last.isAfter(on.lastReportAt) ? last : on.lastReportAt;
    var found = Candidates.decided(subjects);
    contents.add(on, read.report(), parsed, found, because);
    CaseReports.reporter(parsed)
        .ifPresent(
            sender ->
                participants.add(
                    on.id,
                    new Participants.ParticipantEntry(
                        sender,
                        null,
                        true,
                        actor.name() + " put a report of theirs on the case",
                        Reporters.otherReplyTo(parsed.mail()),
                        reportId)));
    on.changed(clock.instant());
  }

  private void requireFree(UUID reportId) {
    var is =
        database
            .createQuery(
                "select c.key from CaseReport r join IncidentCase c on c.id = r.caseId where"
                    + " r.reportId = :id",
                String.class)
            .setParameter("id", reportId)
            .getResultStream()
            .findFirst();
    if (is.isPresent()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The report is on "
              + is.get()
              + "; take it out of there into this case (POST /api/v1/cases/"
              + is.get()
              + "/splits).");
    }
    if (!setAside.join(reportId)) {
      throw new Problem(
          ProblemType.CONFLICT, "The report is not filed yet; wait until it is, or retry it.");
    }
  }
}
