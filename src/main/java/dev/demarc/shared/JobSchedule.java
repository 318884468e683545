package dev.demarc.shared;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
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
   * A job that waits for the time of one thing, which may have moved meanwhile.
   *
   * @param work is given the id of the thing, and says when to look again; empty where the job is
   *     done
   */
  public static Task<Void> until(TaskDescriptor<Void> job, Function<UUID, Optional<Instant>> work) {
    return Tasks.custom(job)
        .execute(
            (instance, context) ->
                work.apply(UUID.fromString(instance.getId()))
                    .<CompletionHandler<Void>>map(
                        at -> (complete, run) -> run.reschedule(complete, at))
                    .orElseGet(CompletionHandler.OnCompleteRemove::new));
  }
}
