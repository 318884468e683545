package dev.demarc.casework.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.access.DeactivationListener;
import dev.demarc.casework.Cases;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Takes open work from somebody who was deactivated, so that it waits in its queue again. A job
 * does it, case by case: it holds no case while the person is held, and outlives the node.
 */
@ApplicationScoped
class WorkRelease implements DeactivationListener {

  private static final TaskDescriptor<String> HAND_BACK =
      TaskDescriptor.of("hand-back-work", String.class);

  private final EntityManager database;
  private final Cases cases;
  private final Timeline timeline;
  private final SchedulerClient jobs;
  private final Clock clock;

  WorkRelease(
      EntityManager database, Cases cases, Timeline timeline, SchedulerClient jobs, Clock clock) {
    this.database = database;
    this.cases = cases;
    this.timeline = timeline;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public void deactivated(String username, Actor by) {
    jobs.scheduleIfNotExists(HAND_BACK.instance(username).data(by.name()).build(), clock.instant());
  }

  @Produces
  @ApplicationScoped
  Task<String> handBackWork() {
    return Tasks.oneTime(HAND_BACK)
        .execute((instance, context) -> handBack(instance.getId(), instance.getData()));
  }

  void handBack(String username, String by) {
    RuntimeException failed = null;
    for (var id : QuarkusTransaction.requiringNew().call(() -> openCasesOf(username))) {
      try {
        QuarkusTransaction.requiringNew().run(() -> handBack(id, username, by));
      } catch (RuntimeException failure) {
        // the others first; the job is tried again for this one
        failed = failure;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private List<UUID> openCasesOf(String username) {
    return database
        .createQuery(
            "select distinct w.caseId from WorkItem w where w.assignee = :username and w.status in"
                + " :open order by w.caseId",
            UUID.class)
        .setParameter("username", username)
        .setParameter("open", WorkStatus.OPEN)
        .getResultList();
  }

  private void handBack(UUID caseId, String username, String by) {
    var on = cases.takeById(caseId).orElseThrow();
    for (var item : cases.workItems(on)) {
      if (item.status.isOpen() && username.equals(item.assignee)) {
        item.assignee = null;
        timeline.add(
            on.id,
            "assigned",
            new Actor(Actor.Kind.PERSON, by),
            "took the " + item.side.word() + " part from " + username + ", who was deactivated",
            null,
            FieldChange.of(item.side.slug() + ".assignee", username, null));
        on.changed(clock.instant());
      }
    }
  }
}
