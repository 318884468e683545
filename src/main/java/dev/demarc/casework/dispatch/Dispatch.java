package dev.demarc.casework.dispatch;

import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.WorkKind;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.dispatch.WorkNotices.Arrival;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Route;
import dev.demarc.routing.rules.Gives;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a decision into effect: each side that has work gets its item in the queue that owns it. */
@ApplicationScoped
public class Dispatch {

  private final Cases cases;
  private final AssessmentsInForce assessments;
  private final WorkRouting routing;
  private final WorkNotices notices;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  /** What was decided, who gets the work by the rules, and all that is told of it. */
  Dispatch(
      Cases cases,
      AssessmentsInForce assessments,
      WorkRouting routing,
      WorkNotices notices,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.assessments = assessments;
    this.routing = routing;
    this.notices = notices;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param reason why a person decided so; null for the engine
   */
  public void apply(IncidentCase on, Assessment decision, Actor actor, @Nullable String reason) {
    assessments.replace(on, decision, actor, reason);
    var items = cases.workItems(on);
    var arrived = new ArrayList<Arrival>();
    for (var side : Side.values()) {
      var item = items.stream().filter(i -> i.side == side).findFirst().orElse(null);
      if (!decision.sides().contains(side)) {
        if (item != null && item.status.isOpen() && item.kind == WorkKind.REMEDY) {
          withdraw(on, item, actor, reason);
        }
      } else if (item == null || item.status == WorkStatus.WITHDRAWN) {
        arrived.addAll(give(on, item == null ? newItem(on, side) : item, decision, actor, reason));
      } else {
        item.kind = WorkKind.REMEDY;
        arrived.addAll(reconsider(on, item, decision, actor, reason));
      }
    }
    inForce(on, arrived);
  }

  /** Queues are told of work that has its clocks. */
  private void inForce(IncidentCase on, List<Arrival> arrived) {
    database.flush();
    cases.updateClock(on);
    notices.arrived(on, arrived);
  }

  private WorkItem newItem(IncidentCase on, Side side) {
    var item = new WorkItem();
    item.id = Ids.next();
    item.caseId = on.id;
    item.side = side;
    item.createdAt = clock.instant();
    return item;
  }

  private List<Arrival> give(
      IncidentCase on, WorkItem item, Assessment decision, Actor actor, @Nullable String reason) {
    var route = routing.route(on, item.side, decision);
    item.kind = WorkKind.REMEDY;
    begin(on, item, decision.taskOf(item.side), route);
    return arrivals(on, item, route, decision, actor, reason);
  }

  /** Of the queue, and of those who watch by the rules. */
  private List<Arrival> arrivals(
      IncidentCase on,
      WorkItem item,
      Route route,
      Assessment decision,
      Actor actor,
      @Nullable String reason) {
    var told = new ArrayList<Queue>(List.of(route.queue()));
    told.addAll(routing.watchers(on, item, route.queue(), route.gives().watchers()));
    return told.stream().map(q -> new Arrival(item, q, decision, actor, reason)).toList();
  }

  /**
   * Asks AWS to stop the harm while the customer mends the cause.
   *
   * @param item the side's part where it was withdrawn before; else null
   */
  public void enforce(
      IncidentCase on,
      @Nullable WorkItem item,
      Assessment decision,
      Actor actor,
      @Nullable String reason) {
    var asked = item == null ? newItem(on, Side.AWS) : item;
    var route = routing.route(on, Side.AWS, decision);
    asked.kind = WorkKind.ENFORCEMENT;
    begin(on, asked, decision.enforcement(), route);
    inForce(on, arrivals(on, asked, route, decision, actor, reason));
  }

  /** Gives the parts that were done with the case to their queues once more, with clocks anew. */
  public void reopenParts(IncidentCase on, Assessment decision) {
    var arrived = new ArrayList<Arrival>();
    for (var item : cases.workItems(on)) {
      if (item.status.isDone()) {
        var queue = routing.queue(item.queueId);
        item.become(WorkStatus.NEW, clock.instant());
        item.dueAt = endOfNew(on, item, routing.given(item));
        arrived.add(new Arrival(item, queue, decision, Actor.ENGINE, null));
      }
    }
    inForce(on, arrived);
  }

  private void begin(IncidentCase on, WorkItem item, @Nullable String task, Route route) {
    item.queueId = route.queue().id();
    item.rule = route.rule();
    item.task = task;
    item.become(WorkStatus.NEW, clock.instant());
    item.assignee = null;
    item.startedAt = null;
    item.dueAt = endOfNew(on, item, route.gives());
    database.persist(item);
    routing.storeRoute(item, route);
    routed(on, item, null, route);
  }

  private Instant endOfNew(IncidentCase on, WorkItem item, Gives gives) {
    return cases.endOfNew(on, item.side, item.queueId, gives.clockPolicy(), clock.instant());
  }

  private List<Arrival> reconsider(
      IncidentCase on, WorkItem item, Assessment decision, Actor actor, @Nullable String reason) {
    item.task = decision.taskOf(item.side);
    if (!item.status.isOpen()) {
      return List.of();
    }
    var route = routing.route(on, item.side, decision);
    var given = routing.given(item);
    routing.storeRoute(item, route);
    if (!route.queue().id().equals(item.queueId)) {
      var before = routing.queue(item.queueId).slug();
      item.queueId = route.queue().id();
      item.rule = route.rule();
      routed(on, item, before, route);
      return arrivals(on, item, route, decision, actor, reason);
    }
    if (route.gives().besidesQueue().equals(given)) {
      return List.of();
    }
    item.rule = route.rule();
    routed(on, item, route.queue().slug(), route);
    var more = new ArrayList<>(route.gives().watchers());
    more.removeAll(given.watchers());
    return routing.watchers(on, item, route.queue(), more).stream()
        .map(watcher -> new Arrival(item, watcher, decision, actor, reason))
        .toList();
  }

  private void routed(IncidentCase on, WorkItem item, @Nullable String before, Route route) {
    timeline.add(
        on.id,
        "routed",
        Actor.ENGINE,
        "routed the "
            + item.side.word()
            + " part to "
            + route.queue().name()
            + " by the rule “"
            + route.rule()
            + "”"
            + route.gives().inWords(),
        null,
        FieldChange.of(item.side.slug() + ".queue", before, route.queue().slug()));
  }

  private void withdraw(IncidentCase on, WorkItem item, Actor actor, @Nullable String reason) {
    var before = item.status;
    item.become(WorkStatus.WITHDRAWN, clock.instant());
    var queue = routing.queue(item.queueId);
    timeline.add(
        on.id,
        "withdrawn",
        actor,
        "took the " + item.side.word() + " part from " + queue.name(),
        null,
        FieldChange.of(item.side.slug() + ".status", before.slug(), item.status.slug()));
    notices.withdrawn(on, item, queue, actor, reason);
  }

  /** Asks the rules anew where the parts go that nobody has taken up. */
  public void reroute(IncidentCase on, Assessment decision) {
    var arrived =
        cases.workItems(on).stream()
            .filter(item -> item.status == WorkStatus.NEW && item.assignee == null)
            .filter(item -> item.kind == WorkKind.REMEDY)
            .flatMap(item -> reconsider(on, item, decision, Actor.ENGINE, null).stream())
            .toList();
    inForce(on, arrived);
  }
}
