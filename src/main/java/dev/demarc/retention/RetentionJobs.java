package dev.demarc.retention;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** Erases what has been kept for long enough, every few hours. */
@ApplicationScoped
class RetentionJobs {

  private static final TaskDescriptor<Void> ERASE = TaskDescriptor.of("erase-expired");
  private static final Duration EVERY = Duration.ofHours(6);

  private final Retention retention;
  private final SchedulerClient jobs;
  private final Clock clock;

  RetentionJobs(Retention retention, SchedulerClient jobs, Clock clock) {
    this.retention = retention;
    this.jobs = jobs;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    jobs.scheduleIfNotExists(ERASE.instance("one").build(), clock.instant().plus(EVERY));
  }

  @Produces
  @ApplicationScoped
  Task<Void> eraseExpired() {
    return Tasks.custom(ERASE)
        .onFailure((complete, job) -> job.reschedule(complete, clock.instant().plus(EVERY)))
        .execute(
            (instance, context) -> {
              retention.erase();
              CompletionHandler<Void> again =
                  (complete, job) -> job.reschedule(complete, clock.instant().plus(EVERY));
              return again;
            });
  }
}
