package dev.demarc.finding;

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

/** Folds what changed into the kept counts, so that reading them stays quick. */
@ApplicationScoped
class FindingJobs {

  private static final TaskDescriptor<Void> FOLD = TaskDescriptor.of("fold-case-counts");
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final KeptCounts counts;
  private final SchedulerClient jobs;
  private final Clock clock;

  FindingJobs(KeptCounts counts, SchedulerClient jobs, Clock clock) {
    this.counts = counts;
    this.jobs = jobs;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    jobs.scheduleIfNotExists(FOLD.instance("one").build(), clock.instant().plus(EVERY));
  }

  @Produces
  @ApplicationScoped
  Task<Void> foldCaseCounts() {
    return Tasks.custom(FOLD)
        .onFailure((complete, job) -> job.reschedule(complete, clock.instant().plus(EVERY)))
        .execute(
            (instance, context) -> {
              counts.fold();
              CompletionHandler<Void> again =
                  (complete, job) -> job.reschedule(complete, clock.instant().plus(EVERY));
              return again;
            });
  }
}
