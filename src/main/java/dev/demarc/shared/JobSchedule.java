package dev.demarc.shared;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** When a job runs that may be running already, and how one goes on. */
public final class JobSchedule {

  private JobSchedule() {}

  /**
   * Has the job run at that time, or makes it anew where it is gone; within the caller's
   * transaction. A job that runs this moment, or that a node takes or ends between the two
   * statements, is left to that node.
   */
  public static void runAt(SchedulerClient jobs, TaskInstance<?> job, @Nullable Instant at) {
    if (jobs.scheduleIfNotExists(job, at)) {
      return;
    }
    try {
      jobs.reschedule(job, at);
    } catch (TaskInstanceException takenOrEnded) {
      // the node that has it looks at what is to be done by itself
    }
  }

  /** A job that does its work again and again, whether it fails or not. */
  public static Task<Void> recurring(
      TaskDescriptor<Void> job, Duration every, Clock clock, Runnable work) {
    return Tasks.custom(job)
        .onFailure((complete, run) -> run.reschedule(complete, clock.instant().plus(every)))
        .execute(
            (instance, context) -> {
              work.run();
              return (complete, run) -> run.reschedule(complete, clock.instant().plus(every));
            });
  }

  /**
   * A job that waits for the time of one thing, which may have moved meanwhile. Where it is done it
   * goes with the transaction that did it: whoever holds the thing next finds no job that is about
   * to go, and makes one.
   *
   * @param work is given the id of the thing, which it holds, and says when to look again; empty
   *     where the job is done. It is part of the caller's transaction
   */
  public static Task<Void> until(
      TaskDescriptor<Void> job, EntityManager database, Function<UUID, Optional<Instant>> work) {
    return Tasks.custom(job)
        .execute(
            (instance, context) ->
                QuarkusTransaction.requiringNew()
                    .call(() -> lookAt(instance, database, work))
                    .<CompletionHandler<Void>>map(
                        at -> (complete, run) -> run.reschedule(complete, at))
                    .orElse((complete, run) -> {}));
  }

  private static Optional<Instant> lookAt(
      TaskInstance<Void> job, EntityManager database, Function<UUID, Optional<Instant>> work) {
    var again = work.apply(UUID.fromString(job.getId()));
    if (again.isEmpty()) {
      database.flush();
      database
          .createNativeQuery(
              "delete from scheduled_tasks where task_name = :name and task_instance = :instance")
          .setParameter("name", job.getTaskName())
          .setParameter("instance", job.getId())
          .executeUpdate();
    }
    return again;
  }
}
