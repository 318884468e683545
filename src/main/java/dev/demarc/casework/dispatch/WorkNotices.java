package dev.demarc.casework.dispatch;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.contents.CaseIndicators;
import dev.demarc.notification.Notifications;
import dev.demarc.notification.RestrictedNotice;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Route;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells queues by mail of work that came to them or was taken from them. */
@ApplicationScoped
public class WorkNotices {

  private final CaseIndicators indicators;
  private final WorkRouting routing;
  private final Notifications notifications;
  private final EntityManager database;

  WorkNotices(
      CaseIndicators indicators,
      WorkRouting routing,
      Notifications notifications,
      EntityManager database) {
    this.indicators = indicators;
    this.routing = routing;
    this.notifications = notifications;
    this.database = database;
  }

  /** Tells the queue, and who watches by the rules. */
  void arrived(
      IncidentCase on,
      WorkItem item,
      Route route,
      Assessment decision,
      Actor actor,
      @Nullable String reason) {
    arrived(on, item, route.queue(), decision, actor, reason);
    arrivedForWatchers(on, item, route.queue(), route.gives().watchers(), decision, actor, reason);
  }

  /** Tells those who watch by the rules and are no members of the queue. */
  void arrivedForWatchers(
      IncidentCase on,
      WorkItem item,
      Queue queue,
      List<String> watchers,
      Assessment decision,
      Actor actor,
      @Nullable String reason) {
    routing
        .watchers(on, item, queue, watchers)
        .forEach(watched -> arrived(on, item, watched, decision, actor, reason));
  }

  /** Tells a queue of a work item that is now its. */
  public void arrived(
      IncidentCase on,
      WorkItem item,
      Queue queue,
      Assessment decision,
      Actor actor,
      @Nullable String reason) {
    database.flush();
    if (on.tlp == Tlp.RED) {
      notifications.restrictedWorkArrived(
          new RestrictedNotice(
              on.id,
              on.key,
              queue.email(),
              queue.name(),
              item.side == Side.AWS ? "AWS" : "Customer",
              item.task,
              item.dueAt.truncatedTo(ChronoUnit.MINUTES),
              on.sample));
      return;
    }
    notifications.workArrived(
        QueueNotice.of(
            on,
            item,
            queue,
            decision,
            why(decision, actor, reason),
            indicators.of(on.id, QueueNotice.INDICATORS)));
  }

  /** Tells a queue that work is not its any longer. */
  void withdrawn(
      IncidentCase on, WorkItem item, Queue queue, Actor actor, @Nullable String reason) {
    notifications.workWithdrawn(
        on.id,
        on.key,
        queue.email(),
        QueueNotice.title(on),
        actor.name()
            + " decided that this is not the "
            + item.side.word()
            + " side's work.\n\n"
            + (reason == null || on.tlp == Tlp.RED ? "" : reason));
  }

  private static String why(Assessment decision, Actor actor, @Nullable String reason) {
    return reason == null
        ? String.format(
            Locale.ROOT,
            "The engine reads this as %s, %d %% sure, under matrix %s.",
            AssessmentWords.side(decision),
            AssessmentWords.percent(decision.confidence()),
            decision.matrixVersion())
        : actor.name() + " decided " + AssessmentWords.side(decision) + ": " + reason;
  }
}
