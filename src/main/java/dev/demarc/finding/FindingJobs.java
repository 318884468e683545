package dev.demarc.finding;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.routing.ReporterRecords;
import dev.demarc.shared.JobSchedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Folds what changed into the kept counts, and tells of new cases that saved views match. */
@ApplicationScoped
class FindingJobs {

  private static final TaskDescriptor<Void> FOLD = TaskDescriptor.of("fold-case-counts");
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final TaskDescriptor<Void> TELL = TaskDescriptor.of("tell-of-view-matches");
  private static final Duration LOOKS = Duration.ofSeconds(30);
  private static final Logger LOG = Logger.getLogger(FindingJobs.class);

  private final KeptCounts counts;
  private final ViewDigests digests;
  private final CaseChanges changes;
  private final ReporterRecords reporters;
  private final SchedulerClient jobs;
  private final Clock clock;

  FindingJobs(
      KeptCounts counts,
      ViewDigests digests,
      CaseChanges changes,
      ReporterRecords reporters,
      SchedulerClient jobs,
      Clock clock) {
    this.counts = counts;
    this.digests = digests;
    this.changes = changes;
    this.reporters = reporters;
    this.jobs = jobs;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    changes.renumberRestored();
    jobs.scheduleIfNotExists(FOLD.instance("one").build(), clock.instant().plus(EVERY));
    jobs.scheduleIfNotExists(TELL.instance("one").build(), clock.instant().plus(LOOKS));
  }

  @Produces
  @ApplicationScoped
  Task<Void> foldCaseCounts() {
    return JobSchedule.recurring(
        FOLD,
        EVERY,
        clock,
        () -> {
          counts.fold();
          reporters.fold();
        });
  }

  @Produces
  @ApplicationScoped
  Task<Void> sendViewDigests() {
    return JobSchedule.recurring(TELL, LOOKS, clock, this::sendDue);
  }

  void sendDue() {
    for (var view : digests.due()) {
      try {
        digests.send(view);
      } catch (RuntimeException e) {
        LOG.warnf(e, "The view %s could not tell of its new cases; it is tried again", view);
      }
    }
    digests.tidy();
  }
}
