package dev.demarc.triage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The jobs that file reports, one for each report that is neither filed nor stuck. */
@ApplicationScoped
class FilingJobs {

  /** Its instance is the report's id. */
  static final TaskDescriptor<Void> FILE_REPORT = TaskDescriptor.of("file-report");

  private final SchedulerClient jobs;

  FilingJobs(SchedulerClient jobs) {
    this.jobs = jobs;
  }

  void schedule(UUID reportId, Instant at) {
    jobs.scheduleIfNotExists(job(reportId), at);
  }

  /** They are taken after those that were scheduled one by one. */
  void scheduleAll(Collection<UUID> reportIds, Instant at) {
    List<TaskInstance<?>> batch =
        List.copyOf(
            reportIds.stream()
                .map(id -> FILE_REPORT.instance(id.toString()).priority(Priority.LOW).build())
                .toList());
    jobs.scheduleBatch(batch, at);
  }

  /** Brings the job forward, or makes it anew where it is gone. */
  void bringForward(UUID reportId, Instant to) {
    if (jobs.scheduleIfNotExists(job(reportId), to)) {
      return;
    }
    try {
      jobs.reschedule(job(reportId), to);
    } catch (TaskInstanceCurrentlyExecutingException atWork) {
      // a worker has it this moment
    } catch (TaskInstanceNotFoundException ended) {
      // it has come to its end between the two calls
    }
  }

  /** In the transaction that files the report. */
  void remove(UUID reportId) {
    try {
      jobs.cancel(FILE_REPORT.instanceId(reportId.toString()));
    } catch (TaskInstanceCurrentlyExecutingException atWork) {
      // its worker will find the report filed, and removes the job itself
    } catch (TaskInstanceNotFoundException ended) {
      // it has done its work already
    }
  }

  private static TaskInstance<Void> job(UUID reportId) {
    return FILE_REPORT.instance(reportId.toString()).build();
  }
}
