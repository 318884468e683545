package dev.demarc.insights;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.JobSchedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** Folds what changed into the kept figures. */
@ApplicationScoped
class FigureJobs {

  private static final TaskDescriptor<Void> FOLD = TaskDescriptor.of("fold-figures");
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final KeptFigures figures;
  private final SchedulerClient jobs;
  private final Clock clock;

  FigureJobs(KeptFigures figures, SchedulerClient jobs, Clock clock) {
    this.figures = figures;
    this.jobs = jobs;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    jobs.scheduleIfNotExists(FOLD.instance("one").build(), clock.instant().plus(EVERY));
  }

  @Produces
  @ApplicationScoped
  Task<Void> foldFigures() {
    return JobSchedule.recurring(FOLD, EVERY, clock, figures::fold);
  }
}
