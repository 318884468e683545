package dev.demarc.casework;

import dev.demarc.access.People;
import dev.demarc.responsibility.Side;
import dev.demarc.routing.Router;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

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
      WorkStatus status,
      String assignee,
      String queue,
      Instant dueAt,
      String reason,
      Wait waitFor) {

    public Change(WorkStatus status, String assignee, String queue, Instant dueAt, String reason) {
      this(status, assignee, queue, dueAt, reason, null);
    }

    public Change {
      if (waitFor != null && status != null && status != WorkStatus.WAITING) {
        throw Problem.invalid(
            "waitingOn", "goes with the status waiting, and not with " + status.slug());
      }
      reason = TypedText.clean(reason);
      assignee = TypedText.clean(assignee);
      queue = TypedText.clean(queue);
      if (reason != null && reason.length() > 4000) {
        throw Problem.invalid("reason", "must have at most 4,000 characters");
      }
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
  private final Timeline timeline;
  private final Router router;
  private final Clock clock;
  private final People people;
  private final WorkPermissions permissions;
  private final Waits waits;

  WorkItems(
      Cases cases,
      Dispatch dispatch,
      Timeline timeline,
      Router router,
      Clock clock,
      People people,
      WorkPermissions permissions,
      Waits waits) {
    this.cases = cases;
    this.dispatch = dispatch;
    this.timeline = timeline;
    this.router = router;
    this.clock = clock;
    this.people = people;
    this.permissions = permissions;
    this.waits = waits;
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
    change(on, List.of(item), change, actor);
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
    change(on, open, change, actor);
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
    var why = TypedText.clean(reason);
    if (why != null && why.length() > 4000) {
      throw Problem.invalid("reason", "must have at most 4,000 characters");
    }
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
    say(on, "enforcement", actor, "asked AWS to enforce", why);
    dispatch.enforce(on, item, decision, actor, why);
  }

  private void change(IncidentCase on, List<WorkItem> items, Change change, Actor actor) {
    int before = on.version;
    for (var item : items) {
      if (change.queue() != null) {
        move(on, item, change, actor);
      }
      if (change.assignee() != null) {
        assign(on, item, change, actor);
      }
      if (change.status() != null && change.status() != item.status) {
        advance(on, item, change, actor);
      } else if (change.waitFor() != null) {
        waitOtherwise(on, item, change, actor);
      }
      if (change.dueAt() != null && item.status.isOpen()) {
        setClock(on, item, change, actor);
      }
    }
    if (on.version != before) {
      on.version = before + 1;
      cases.updateClock(on);
    }
  }

  private void move(IncidentCase on, WorkItem item, Change change, Actor actor) {
    var queue =
        router
            .queue(change.queue())
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "queue",
                        "there is no queue "
                            + change.queue()
                            + "; there are "
                            + router.queues().stream()
                                .filter(permissions::mayName)
                                .map(q -> q.slug())
                                .collect(Collectors.joining(", "))));
    if (queue.id().equals(item.queueId)) {
      return;
    }
    item.queueId = queue.id();
    item.rule = "moved by " + actor.name();
    say(on, "routed", actor, "moved the " + part(item) + " to " + queue.name(), change.reason());
    dispatch.tell(
        on, item, queue, cases.assessmentInForce(on).toAssessment(), actor, change.reason());
  }

  private void assign(IncidentCase on, WorkItem item, Change change, Actor actor) {
    var assignee = change.assignee().isEmpty() ? null : change.assignee();
    if (Objects.equals(assignee, item.assignee)) {
      return;
    }
    permissions.requireToReassign(item);
    if (assignee != null && !people.mayBeGiven(assignee, item.queueId, item.side.name())) {
      throw Problem.invalid(
          "assignee", "there is no person named " + assignee + " who works the cases of its queue");
    }
    item.assignee = assignee;
    var what =
        assignee == null
            ? "took the " + part(item) + " from its assignee"
            : "assigned the " + part(item) + " to " + assignee;
    say(on, "assigned", actor, what, change.reason());
  }

  private void advance(IncidentCase on, WorkItem item, Change change, Actor actor) {
    if (!item.status.next().contains(change.status())) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The "
              + part(item)
              + " is "
              + item.status.slug()
              + "; from there it may become "
              + item.status.next().stream()
                  .map(WorkStatus::slug)
                  .collect(Collectors.joining(" or "))
              + ".");
    }
    var now = clock.instant();
    item.become(change.status(), now);
    if (item.startedAt == null && change.status() != WorkStatus.TRIAGED) {
      item.startedAt = now;
    }
    if (change.status() == WorkStatus.WAITING) {
      waits.begin(item, change.waitFor());
    }
    say(on, "status", actor, "set the " + part(item) + " to " + told(item), change.reason());
  }

  /** Waits on another, or longer or shorter. */
  private void waitOtherwise(IncidentCase on, WorkItem item, Change change, Actor actor) {
    if (item.status != WorkStatus.WAITING) {
      throw Problem.invalid(
          "waitingOn", "the " + part(item) + " does not wait; set its status to waiting with it");
    }
    if (waits.begin(item, change.waitFor())) {
      say(on, "status", actor, "has the " + part(item) + " " + told(item), change.reason());
    }
  }

  private static String told(WorkItem item) {
    return item.status == WorkStatus.WAITING
        ? "waiting on "
            + item.waitingOn.words()
            + " until "
            + item.waitingUntil.truncatedTo(ChronoUnit.MINUTES)
        : item.status.slug();
  }

  private void setClock(IncidentCase on, WorkItem item, Change change, Actor actor) {
    permissions.requireToSetClock();
    if (!change.dueAt().isAfter(clock.instant())) {
      throw Problem.invalid("dueAt", "must be in the future");
    }
    item.dueAt = change.dueAt();
    if (on.replyBy != null && change.dueAt().isAfter(on.replyBy)) {
      on.extendedTo = change.dueAt();
    }
    say(
        on,
        "deadline",
        actor,
        "set the clock of the "
            + part(item)
            + " to "
            + change.dueAt().truncatedTo(ChronoUnit.MINUTES),
        change.reason());
  }

  private void say(IncidentCase on, String kind, Actor actor, String summary, String reason) {
    timeline.add(
        on.id,
        kind,
        actor,
        summary,
        reason == null || reason.isEmpty() ? null : reason,
        Visibility.INTERNAL);
    on.changed(clock.instant());
  }

  private static String part(WorkItem item) {
    return item.side.word() + " part";
  }
}
