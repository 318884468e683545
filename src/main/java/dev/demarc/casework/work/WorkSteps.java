package dev.demarc.casework.work;

import dev.demarc.access.people.People;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.dispatch.WorkNotices.Arrival;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.work.WorkItems.Change;
import dev.demarc.routing.Router;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The single steps of a change of one side's part, each with what it says on the timeline. */
@ApplicationScoped
class WorkSteps {

  private static final Duration LONGEST_CLOCK = Duration.ofDays(3 * 366);

  private final Cases cases;
  private final Timeline timeline;
  private final Router router;
  private final Clock clock;
  private final People people;
  private final WorkPermissions permissions;
  private final Waits waits;

  /** Each step needs other two of them. */
  WorkSteps(
      Cases cases,
      Timeline timeline,
      Router router,
      Clock clock,
      People people,
      WorkPermissions permissions,
      Waits waits) {
    this.cases = cases;
    this.timeline = timeline;
    this.router = router;
    this.clock = clock;
    this.people = people;
    this.permissions = permissions;
    this.waits = waits;
  }

  /**
   * @return what its new queue is to be told; empty where it is there already
   */
  Optional<Arrival> move(IncidentCase on, WorkItem item, Change change, Actor actor) {
    var queue =
        router
            .queueToName(change.queue())
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
      return Optional.empty();
    }
    var moved = field(item, "queue", router.queue(item.queueId).slug(), queue.slug());
    item.queueId = queue.id();
    item.rule = "moved by " + actor.name();
    var what = "moved the " + part(item) + " to " + queue.name();
    say(on, "routed", actor, what, change.reason(), moved);
    var decision = cases.assessmentInForce(on).toAssessment();
    return Optional.of(new Arrival(item, queue, decision, actor, change.reason()));
  }

  void assign(IncidentCase on, WorkItem item, String wanted, @Nullable String reason, Actor actor) {
    var assignee = wanted.isEmpty() ? null : wanted;
    if (Objects.equals(assignee, item.assignee)) {
      return;
    }
    permissions.requireToReassign(item);
    if (assignee != null && !people.mayBeGiven(assignee, item.queueId, item.side.name())) {
      throw Problem.invalid(
          "assignee", "there is no person named " + assignee + " who works the cases of its queue");
    }
    permissions.requireHere(assignee, actor);
    var assigned = field(item, "assignee", item.assignee, assignee);
    item.assignee = assignee;
    var what =
        assignee == null
            ? "took the " + part(item) + " from its assignee"
            : assignee.equals(actor.name())
                ? "took the " + part(item)
                : "assigned the " + part(item) + " to " + assignee;
    say(on, "assigned", actor, what, reason, assigned);
  }

  void advance(IncidentCase on, WorkItem item, WorkStatus status, Change change, Actor actor) {
    if (!item.status.next().contains(status)) {
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
                  + ".")
          .with("allowed", item.status.next());
    }
    var now = clock.instant();
    var before = item.status;
    item.become(status, now);
    if (item.startedAt == null && status != WorkStatus.TRIAGED) {
      item.startedAt = now;
    }
    if (status == WorkStatus.WAITING) {
      waits.begin(item, change.waitFor());
    }
    var advanced =
        waiting(item, field(item, "status", before.slug(), item.status.slug()), null, null);
    var what = "set the " + part(item) + " to " + describe(item);
    say(on, "status", actor, what, change.reason(), advanced);
  }

  /** Waits on another, or longer or shorter. */
  void waitOtherwise(IncidentCase on, WorkItem item, Change change, Actor actor) {
    if (item.status != WorkStatus.WAITING) {
      throw Problem.invalid(
          "waitingOn", "the " + part(item) + " does not wait; set its status to waiting with it");
    }
    var waitedOn = item.waitingOn;
    var waitedUntil = item.waitingUntil;
    if (waits.begin(item, change.waitFor())) {
      var what = "has the " + part(item) + " " + describe(item);
      var otherwise = waiting(item, FieldChange.NONE, waitedOn, waitedUntil);
      say(on, "status", actor, what, change.reason(), otherwise);
    }
  }

  private static FieldChange field(
      WorkItem item, String name, @Nullable Object before, @Nullable Object after) {
    return FieldChange.of(item.side.slug() + "." + name, before, after);
  }

  private static FieldChange waiting(
      WorkItem item,
      FieldChange rest,
      @Nullable WaitingOn waitedOn,
      @Nullable Instant waitedUntil) {
    var side = item.side.slug();
    return rest.with(side + ".waitingOn", slug(waitedOn), slug(item.waitingOn))
        .with(side + ".waitingUntil", waitedUntil, item.waitingUntil);
  }

  private static @Nullable String slug(@Nullable WaitingOn on) {
    return on == null ? null : on.slug();
  }

  private static String describe(WorkItem item) {
    return item.status == WorkStatus.WAITING && item.waitingOn != null && item.waitingUntil != null
        ? "waiting on "
            + item.waitingOn.words()
            + " until "
            + item.waitingUntil.truncatedTo(ChronoUnit.MINUTES)
        : item.status.slug().replace('-', ' ');
  }

  void setClock(
      IncidentCase on, WorkItem item, Instant dueAt, @Nullable String reason, Actor actor) {
    permissions.requireToSetClock();
    var now = clock.instant();
    if (!dueAt.isAfter(now) || dueAt.isAfter(now.plus(LONGEST_CLOCK))) {
      throw Problem.invalid("dueAt", "must be in the future, and within three years");
    }
    var clockOf = field(item, "dueAt", item.dueAt, dueAt);
    item.dueAt = dueAt;
    if (on.replyBy != null && dueAt.isAfter(on.replyBy)) {
      on.extendedTo = dueAt;
    }
    say(
        on,
        "deadline",
        actor,
        "set the clock of the " + part(item) + " to " + dueAt.truncatedTo(ChronoUnit.MINUTES),
        reason,
        clockOf);
  }

  void say(
      IncidentCase on,
      String kind,
      Actor actor,
      String summary,
      @Nullable String reason,
      FieldChange change) {
    var why = reason == null || reason.isEmpty() ? null : reason;
    timeline.add(on.id, kind, actor, summary, why, change);
    on.changed(clock.instant());
  }

  private static String part(WorkItem item) {
    return item.side.word() + " part";
  }
}
