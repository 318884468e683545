package dev.demarc.shared;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a job runs that may be running already. */
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
}
