package dev.demarc.casework;

import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Ends a case, and takes that back. */
@ApplicationScoped
public class Closures {

  /** How a case ends. */
  public record Closure(Outcome outcome, String note) {

    public Closure {
      note = TypedText.clean(note);
      if (outcome == null) {
        throw Problem.invalid(
            "outcome",
            "must be resolved, no-action-needed, false-positive, duplicate or handed-over");
      }
      if (note != null && note.length() > 20_000) {
        throw Problem.invalid("note", "must have at most 20,000 characters");
      }
    }
  }

  private final Cases cases;
  private final WorkPermissions permissions;
  private final Dispatch dispatch;
  private final JoinTimeline joins;
  private final Timeline timeline;
  private final EntityManager database;
  private final Changes changes;
  private final Clock clock;

  Closures(
      Cases cases,
      WorkPermissions permissions,
      Dispatch dispatch,
      JoinTimeline joins,
      Timeline timeline,
      EntityManager database,
      Changes changes,
      Clock clock) {
    this.cases = cases;
    this.permissions = permissions;
    this.dispatch = dispatch;
    this.joins = joins;
    this.timeline = timeline;
    this.database = database;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Closes the case with what is still open on it.
   *
   * @throws Problem NOT_FOUND, CONFLICT (closed already, or merged), OUT_OF_DATE,
   *     PRECONDITION_FAILED; FORBIDDEN where a part of another team's is open
   */
  @Transactional
  public void close(CaseKey key, Closure closure, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    permissions.requireAll(cases.workItems(on));
    changes.record(on, "closed", actor, () -> end(on, closure, actor));
  }

  /** Closes a case that the caller holds, since its source says that it is over. */
  void endBySource(IncidentCase on) {
    boolean untouched = on.isUntouched();
    end(
        on,
        new Closure(Outcome.RESOLVED, "The source says so, and nobody had begun."),
        Actor.ENGINE);
    on.closedBySource = true;
    if (untouched) {
      on.engineVersion = on.version;
    }
  }

  /** Closes a case that the caller holds, since nothing happens on it any more. */
  void endQuiet(IncidentCase on, Outcome outcome, String why) {
    end(on, new Closure(outcome, why), Actor.ENGINE);
  }

  private void end(IncidentCase on, Closure closure, Actor actor) {
    var now = clock.instant();
    joins.settle(on);
    on.status = CaseStatus.CLOSED;
    on.outcome = closure.outcome();
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
        "closed the case as " + closure.outcome().slug(),
        closure.note() == null || closure.note().isEmpty() ? null : closure.note(),
        FieldChange.of("status", CaseStatus.OPEN.slug(), CaseStatus.CLOSED.slug())
            .with("outcome", null, closure.outcome().slug()));
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
    change = change.with("outcome", on.outcome.slug(), null);
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
    on.closedAt = null;
    on.closedBySource = false;
  }

  /**
   * Opens a case again whose matter is back: the work waits again, and its queues are told.
   *
   * @param because as it reads on after "because"
   */
  void reopenByReport(IncidentCase on, String because) {
    on.regressedAt = clock.instant();
    on.regressedAfter = on.closedAt;
    on.regressedFrom = null;
    open(on);
    on.changedByEngine(clock.instant());
    timeline.add(on.id, "reopened", Actor.ENGINE, "reopened the case because " + because);
    dispatch.again(on, cases.assessmentInForce(on).toAssessment());
  }
}
