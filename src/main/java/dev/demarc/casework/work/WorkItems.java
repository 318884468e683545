package dev.demarc.casework.work;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.dispatch.Dispatch;
import dev.demarc.casework.dispatch.WorkNotices;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes one side's part of a case: who does it, how far it is, whose queue it is in. */
@ApplicationScoped
public class WorkItems {

  /**
   * What is to change; what is null stays.
   *
   * @param assignee a user name; empty to take it from whoever has it
   * @param queue the slug of the queue to move it to
   * @param dueAt the new end of its clock, where AWS or the reporter granted more time; wants a
   *     reason
   * @param waitFor on whom it waits and until when, where it waits; null for what the desk's
   *     settings say
   */
  public record Change(
      @Nullable WorkStatus status,
      @Nullable String assignee,
      @Nullable String queue,
      @Nullable Instant dueAt,
      @Nullable String reason,
      @Nullable Wait waitFor) {

    public Change(
        @Nullable WorkStatus status,
        @Nullable String assignee,
        @Nullable String queue,
        @Nullable Instant dueAt,
        @Nullable String reason) {
      this(status, assignee, queue, dueAt, reason, null);
    }

    public Change {
      if (waitFor != null && status != null && status != WorkStatus.WAITING) {
        throw Problem.invalid(
            "waitingOn", "goes with the status waiting, and not with " + status.slug());
      }
      assignee = TypedText.clean(assignee);
      queue = TypedText.clean(queue);
      reason = TypedText.atMost(4000, "reason", reason);
      if (dueAt != null && (reason == null || reason.isBlank())) {
        throw Problem.invalid("reason", "say why the clock ends at another time");
      }
      if (status == WorkStatus.WITHDRAWN) {
        throw Problem.invalid(
            "status", "a part is withdrawn by deciding whose work the case is (assessments)");
      }
    }
  }

  private final Cases cases;
  private final Dispatch dispatch;
  private final WorkNotices notices;
  private final WorkSteps steps;
  private final WorkPermissions permissions;
  private final Changes changes;

  WorkItems(
      Cases cases,
      Dispatch dispatch,
      WorkNotices notices,
      WorkSteps steps,
      WorkPermissions permissions,
      Changes changes) {
    this.cases = cases;
    this.dispatch = dispatch;
    this.notices = notices;
    this.steps = steps;
    this.permissions = permissions;
    this.changes = changes;
  }

  /**
   * @throws Problem NOT_FOUND; CONFLICT where the status may not follow (says which may), or the
   *     case is closed; OUT_OF_DATE or PRECONDITION_FAILED; INVALID naming the field; FORBIDDEN
   *     where a lead does it
   */
  @Transactional
  public void change(CaseKey key, Side side, Change change, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    var item = cases.workItem(on, side);
    permissions.requireAll(List.of(item));
    changes.record(on, "work", actor, () -> change(on, List.of(item), change, actor));
  }

  /**
   * Makes the same change to every part that is open and of a queue that the caller sees; to none
   * where one of them refuses it.
   *
   * @throws Problem as {@link #change}; CONFLICT where no part is open
   */
  @Transactional
  public void changeOpenParts(CaseKey key, Change change, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    var open =
        cases.workItems(on).stream().filter(i -> i.status.isOpen() && permissions.has(i)).toList();
    if (open.isEmpty()) {
      throw new Problem(ProblemType.CONFLICT, "Every part of " + key + " is done.");
    }
    changes.record(on, "work", actor, () -> change(on, open, change, actor));
  }

  /**
   * Asks AWS to stop the harm while the customer mends the cause: a second work item, although the
   * responsibility is one side's.
   *
   * @param reason why now; may be null
   * @throws Problem NOT_FOUND; CONFLICT where nothing is to be enforced or it was asked already;
   *     OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public void enforce(CaseKey key, String reason, ExpectedVersion expected, Actor actor) {
    var why = TypedText.atMost(4000, "reason", reason);
    var on = cases.takeOpen(key, expected);
    var decision = cases.assessmentInForce(on).toAssessment();
    if (decision.enforcement() == null) {
      throw new Problem(
          ProblemType.CONFLICT, "There is nothing on " + key + " for AWS to enforce.");
    }
    var item =
        cases.workItems(on).stream().filter(i -> i.side == Side.AWS).findFirst().orElse(null);
    if (item != null && item.status != WorkStatus.WITHDRAWN) {
      throw new Problem(ProblemType.CONFLICT, "AWS's part of " + key + " is there already.");
    }
    changes.record(
        on,
        "enforcement",
        actor,
        () -> {
          steps.say(on, "enforcement", actor, "asked AWS to enforce", why, FieldChange.NONE);
          dispatch.enforce(on, item, decision, actor, why);
        });
  }

  private void change(IncidentCase on, List<WorkItem> items, Change change, Actor actor) {
    int before = on.version;
    var arrived = new ArrayList<WorkNotices.Arrival>();
    for (var item : items) {
      if (change.queue() != null) {
        steps.move(on, item, change, actor).ifPresent(arrived::add);
      }
      if (change.assignee() != null) {
        steps.assign(on, item, change.assignee(), change.reason(), actor);
      }
      if (change.status() != null && change.status() != item.status) {
        steps.advance(on, item, change.status(), change, actor);
      } else if (change.waitFor() != null) {
        steps.waitOtherwise(on, item, change, actor);
      }
      if (change.dueAt() != null && item.status.isOpen()) {
        steps.setClock(on, item, change.dueAt(), change.reason(), actor);
      }
    }
    if (on.version != before) {
      on.version = before + 1;
      cases.updateClock(on);
    }
    notices.arrived(on, arrived);
  }
}
