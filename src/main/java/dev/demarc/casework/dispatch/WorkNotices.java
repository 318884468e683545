package dev.demarc.casework.dispatch;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.NextClock;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.contents.CaseIndicators;
import dev.demarc.notification.Notifications;
import dev.demarc.notification.RestrictedNotice;
import dev.demarc.notification.WorkDue;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.Queue;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells queues by mail of work that came to them or was taken from them. */
@ApplicationScoped
public class WorkNotices {

  private final CaseIndicators indicators;
  private final Notifications notifications;
  private final EntityManager database;

  WorkNotices(CaseIndicators indicators, Notifications notifications, EntityManager database) {
    this.indicators = indicators;
    this.notifications = notifications;
    this.database = database;
  }

  /**
   * Work that came to a queue, or that one is to watch. It is told once the clocks of the case are
   * in line with its parts.
   *
   * @param reason why a person decided so; null for the engine
   */
  public record Arrival(
      WorkItem item, Queue queue, Assessment decision, Actor actor, @Nullable String reason) {}

  /** Tells queues of work that is now theirs. */
  public void arrived(IncidentCase on, List<Arrival> arrivals) {
    arrivals.forEach(arrival -> arrived(on, arrival));
  }

  private void arrived(IncidentCase on, Arrival arrival) {
    database.flush();
    var item = arrival.item();
    var queue = arrival.queue();
    if (on.tlp == Tlp.RED) {
      notifications.restrictedWorkArrived(
          new RestrictedNotice(
              on.id,
              on.key,
              queue.email(),
              queue.name(),
              item.side == Side.AWS ? "AWS" : "Customer",
              item.task,
              due(on, item),
              on.sample));
      return;
    }
    notifications.workArrived(
        QueueNotice.of(
            on,
            item,
            queue,
            arrival.decision(),
            why(arrival.decision(), arrival.actor(), arrival.reason()),
            due(on, item),
            indicators.of(on.id, QueueNotice.INDICATORS)));
  }

  /** By the clock of the part, or of the whole case, that runs out first, as lists go by it. */
  private WorkDue due(IncidentCase on, WorkItem item) {
    List<?> rows =
        database
            .createNativeQuery(
                "select "
                    + NextClock.COLUMNS
                    + " from case_clock n where n.case_id = :case and n.state in ('RUNNING',"
                    + " 'PAUSED') and (n.side = :side or n.side is null) order by n.due_at, n.state"
                    + " desc, n.id limit 1",
                Tuple.class)
            .setParameter("case", on.id)
            .setParameter("side", item.side.name())
            .getResultList();
    var first = rows.isEmpty() ? null : NextClock.of((Tuple) rows.get(0));
    var work = item.dueAt.truncatedTo(ChronoUnit.MINUTES);
    return first == null || !first.dueAt().isBefore(item.dueAt)
        ? WorkDue.whenDone(work)
        : new WorkDue(first.dueAt().truncatedTo(ChronoUnit.MINUTES), first.name(), work);
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
