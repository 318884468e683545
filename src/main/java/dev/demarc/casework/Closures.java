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

/** Ends a case, takes that back, and puts one case into another. */
@ApplicationScoped
public class Closures {

  /** So many who come with a merged case are named on the timeline. */
  private static final int NAMED = 20;

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
  private final Deadlines deadlines;
  private final Participants participants;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  Closures(
      Cases cases,
      WorkPermissions permissions,
      Dispatch dispatch,
      JoinTimeline joins,
      Deadlines deadlines,
      Participants participants,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.permissions = permissions;
    this.dispatch = dispatch;
    this.joins = joins;
    this.deadlines = deadlines;
    this.participants = participants;
    this.timeline = timeline;
    this.database = database;
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
    end(on, closure, actor);
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

  private void end(IncidentCase on, Closure closure, Actor actor) {
    var now = clock.instant();
    joins.settle(on);
    on.status = CaseStatus.CLOSED;
    on.outcome = closure.outcome();
    on.closedAt = now;
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
        Visibility.INTERNAL);
  }

  /** Opens a closed case again, with its parts. */
  @Transactional
  public void reopen(CaseKey key, ExpectedVersion expected, Actor actor) {
    var on = cases.take(key, expected);
    if (on.status == CaseStatus.OPEN) {
      throw new Problem(ProblemType.CONFLICT, key + " is open.");
    }
    open(on);
    on.changed(clock.instant());
    for (var item : cases.workItems(on)) {
      if (item.status.isDone()) {
        item.become(WorkStatus.REOPENED, clock.instant());
      }
    }
    database.flush();
    cases.updateClock(on);
    timeline.add(on.id, "reopened", actor, "reopened the case");
  }

  private static void open(IncidentCase on) {
    on.status = CaseStatus.OPEN;
    on.outcome = null;
    on.closedAt = null;
    on.closedBySource = false;
  }

  /** Takes back what {@link #endBySource} did: the work waits again, and its queues are told. */
  void reopenBySource(IncidentCase on) {
    open(on);
    on.changedByEngine(clock.instant());
    timeline.add(
        on.id,
        "reopened",
        Actor.ENGINE,
        "reopened the case because its source, which had said that this is over, says that it is"
            + " active again");
    dispatch.again(on, cases.assessmentInForce(on).toAssessment());
  }

  /**
   * Moves a case's reports, subjects and indicators into another; the old key leads there. Nothing
   * is copied twice and no text is glued together.
   *
   * @throws Problem INVALID where it would go into itself; else as {@link #close}
   */
  @Transactional
  public void merge(CaseKey key, CaseKey into, ExpectedVersion expected, Actor actor) {
    if (key.equals(into)) {
      throw Problem.invalid("into", "a case cannot be merged into itself");
    }
    // in the order of their keys, so that two merges cannot wait for each other
    boolean first = key.value().compareTo(into.value()) < 0;
    var earlier = cases.takeOpen(first ? key : into, first ? expected : ExpectedVersion.ANY);
    var later = cases.takeOpen(first ? into : key, first ? ExpectedVersion.ANY : expected);
    var from = first ? earlier : later;
    var target = first ? later : earlier;
    permissions.requireAll(cases.workItems(from));
    var now = clock.instant();

    move("update case_report set case_id = :target where case_id = :from", from, target);
    move(
        "insert into case_subject as known (case_id, subject, named_as, role, basis, strong) select"
            + " :target, subject, named_as, role, basis, strong from case_subject where case_id ="
            + " :from on conflict (case_id, subject) do update set named_as = case when"
            + " excluded.named_as is null then null else known.named_as end, strong = known.strong"
            + " or excluded.strong",
        from,
        target);
    move(
        "insert into case_indicator select :target, type, value, role, reports from case_indicator"
            + " where case_id = :from on conflict (case_id, type, value, role) do update set"
            + " reports = case_indicator.reports + excluded.reports",
        from,
        target);

    var takePart = participants.takingPart(from.id, NAMED).stream().map(p -> p.address()).toList();
    participants.move(from.id, target.id);

    joins.settle(from);
    joins.settle(target);
    target.reportCount += from.reportCount;
    target.lastReportAt =
        from.lastReportAt.isAfter(target.lastReportAt) ? from.lastReportAt : target.lastReportAt;
    target.tlp = Tlp.stricter(target.tlp, from.tlp);
    target.statedTlp = Tlp.stricter(target.statedTlp, from.statedTlp);
    target.changed(now);
    deadlines.takeFrom(from, target);
    from.status = CaseStatus.MERGED;
    from.mergedInto = target.id;
    from.closedAt = now;
    from.changed(now);
    for (var item : cases.workItems(from)) {
      if (item.status.isOpen()) {
        item.become(WorkStatus.WITHDRAWN, now);
      }
    }
    database.flush();
    cases.updateClock(from);
    timeline.add(from.id, "merged", actor, "merged the case into " + target.key);
    timeline.add(
        target.id,
        "merged",
        actor,
        "merged "
            + from.key
            + " into this case"
            + (takePart.isEmpty() ? "" : ", with those who take part there: ")
            + String.join(", ", takePart));
  }

  private void move(String statement, IncidentCase from, IncidentCase target) {
    database
        .createNativeQuery(statement)
        .setParameter("target", target.id)
        .setParameter("from", from.id)
        .executeUpdate();
  }
}
