package dev.demarc.triage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.demarc.shared.JobSchedule;
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
    JobSchedule.runAt(jobs, job(reportId), to);
  }

  /** In the transaction that files the report, or removes it. */
  void remove(UUID reportId) {
    try {
      jobs.cancel(FILE_REPORT.instanceId(reportId.toString()));
    } catch (TaskInstanceException atWork) {
      // it has done its work, or a worker has it: that finds the report filed, or gone, and removes
      // the job
    }
  }

  private static TaskInstance<Void> job(UUID reportId) {
    return FILE_REPORT.instance(reportId.toString()).build();
  }
}
