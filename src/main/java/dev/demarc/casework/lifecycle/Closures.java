package dev.demarc.casework.lifecycle;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.dispatch.Dispatch;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.outcomes.OutcomeEntry;
import dev.demarc.casework.outcomes.Outcomes;
import dev.demarc.casework.outcomes.Outcomes.Chosen;
import dev.demarc.casework.participants.ClosingNotices;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.volume.JoinTimeline;
import dev.demarc.casework.work.WorkPermissions;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Ends a case, and takes that back. */
@ApplicationScoped
public class Closures {

  /**
   * How a case ends.
   *
   * @param reason the slug of one of the outcome's reasons, where it has any
   * @param note for those who work the case
   * @param tellReporter whether those who take part are told; null for as the outcome says
   * @param toReporter what they are told besides the outcome's words; null for nothing
   */
  public record Closure(
      @Nullable Outcome outcome,
      @Nullable String reason,
      @Nullable String note,
      @Nullable Boolean tellReporter,
      @Nullable String toReporter) {

    public Closure(Outcome outcome, String note) {
      this(outcome, null, note, null, null);
    }

    public Closure {
      note = TypedText.atMost(20_000, "note", note);
      toReporter = TypedText.atMost(20_000, "toReporter", toReporter);
    }

    private boolean tells(OutcomeEntry outcome) {
      return tellReporter == null ? outcome.tellsReporter() : tellReporter;
    }
  }

  private final Cases cases;
  private final WorkPermissions permissions;
  private final Dispatch dispatch;
  private final JoinTimeline joins;
  private final Timeline timeline;
  private final EntityManager database;
  private final Changes changes;
  private final Outcomes outcomes;
  private final ClosingNotices closingNotices;
  private final Clock clock;

  Closures(
      Cases cases,
      WorkPermissions permissions,
      Dispatch dispatch,
      JoinTimeline joins,
      Timeline timeline,
      EntityManager database,
      Changes changes,
      Outcomes outcomes,
      ClosingNotices closingNotices,
      Clock clock) {
    this.cases = cases;
    this.permissions = permissions;
    this.dispatch = dispatch;
    this.joins = joins;
    this.timeline = timeline;
    this.database = database;
    this.changes = changes;
    this.outcomes = outcomes;
    this.closingNotices = closingNotices;
    this.clock = clock;
  }

  /**
   * Closes the case with what is still open on it.
   *
   * @throws Problem NOT_FOUND, CONFLICT (closed already, or merged), OUT_OF_DATE,
   *     PRECONDITION_FAILED; FORBIDDEN where a part of another team's is open; INVALID where there
   *     is no such outcome, or it wants another reason
   */
  @Transactional
  public void close(CaseKey key, Closure closure, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    permissions.requireAll(cases.workItems(on));
    var ended = outcomes.choose(closure.outcome(), closure.reason());
    changes.record(
        on,
        "closed",
        actor,
        () -> {
          end(on, ended, closure.note(), actor);
          if (closure.tells(ended.outcome())) {
            closingNotices.send(on, ended, closure.toReporter(), actor);
          }
        });
  }

  /** Closes a case that the caller holds, since its source says that it is over. */
  public void endBySource(IncidentCase on) {
    boolean untouched = on.isUntouched();
    var fixed = outcomes.byEngine(Outcome.FIXED);
    end(on, fixed, "The source says so, and nobody had begun.", Actor.ENGINE);
    on.closedBySource = true;
    if (untouched) {
      on.engineVersion = on.version;
    }
  }

  /** Closes a case that the caller holds, since nothing happens on it any more. */
  void endQuiet(IncidentCase on, Outcome outcome, String why) {
    end(on, outcomes.byEngine(outcome), why, Actor.ENGINE);
  }

  private void end(IncidentCase on, Chosen ended, @Nullable String note, Actor actor) {
    var now = clock.instant();
    joins.settle(on);
    on.status = CaseStatus.CLOSED;
    on.outcome = ended.outcome().slug();
    on.outcomeReason = ended.reason() == null ? null : ended.reason().slug();
    on.closedAt = now;
    on.wake();
    on.changed(now);
    for (var item : cases.workItems(on)) {
      if (item.status != WorkStatus.WITHDRAWN) {
        item.become(WorkStatus.CLOSED, now);
      }
    }
    database.flush();
    cases.updateClock(on);
    timeline.add(
        on.id,
        "closed",
        actor,
        "closed the case as " + ended.inWords(),
        note == null || note.isEmpty() ? null : note,
        FieldChange.of("status", CaseStatus.OPEN.slug(), CaseStatus.CLOSED.slug())
            .with("outcome", null, on.outcome)
            .with("outcomeReason", null, on.outcomeReason));
  }

  /** Opens a closed case again, with its parts. */
  @Transactional
  public void reopen(CaseKey key, ExpectedVersion expected, Actor actor) {
    var on = cases.take(key, expected);
    if (on.status == CaseStatus.OPEN) {
      throw new Problem(ProblemType.CONFLICT, key + " is open.");
    }
    changes.record(on, "reopened", actor, () -> openAgain(on, actor));
  }

  private void openAgain(IncidentCase on, Actor actor) {
    var change = FieldChange.of("status", on.status.slug(), CaseStatus.OPEN.slug());
    change = change.with("outcome", on.outcome, null);
    open(on);
    on.changed(clock.instant());
    for (var item : cases.workItems(on)) {
      if (item.status.isDone()) {
        item.become(WorkStatus.REOPENED, clock.instant());
      }
    }
    database.flush();
    cases.updateClock(on);
    timeline.add(on.id, "reopened", actor, "reopened the case", null, change);
  }

  private static void open(IncidentCase on) {
    on.status = CaseStatus.OPEN;
    on.outcome = null;
    on.outcomeReason = null;
    on.closedAt = null;
    on.closedBySource = false;
  }

  /**
   * Opens a case again whose matter is back: the work waits again, and its queues are told.
   *
   * @param because as it reads on after "because"
   */
  public void reopenByReport(IncidentCase on, String because) {
    on.regressedAt = clock.instant();
    on.regressedAfter = on.closedAt;
    on.regressedFrom = null;
    open(on);
    on.changedByEngine(clock.instant());
    timeline.add(
        on.id,
        "reopened",
        Actor.ENGINE,
        "reopened the case because " + because,
        null,
        FieldChange.of("status", CaseStatus.CLOSED.slug(), CaseStatus.OPEN.slug()));
    dispatch.reopenParts(on, cases.assessmentInForce(on).toAssessment());
  }
}
