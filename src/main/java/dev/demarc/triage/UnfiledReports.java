package dev.demarc.triage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.JobSchedule;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Finds reports that are neither filed nor stuck and have no job that will file them, at the start
 * and every few minutes, and files them. It should never find any: what it finds is a fault of
 * Demarc, or a database that was restored or changed by hand.
 */
@ApplicationScoped
class UnfiledReports {

  private static final Logger LOG = Logger.getLogger(UnfiledReports.class);

  private static final TaskDescriptor<Void> SWEEP = TaskDescriptor.of("find-unfiled-reports");
  private static final int BATCH = 500;

  /** How far back reports are looked for that have no filing at all. */
  private static final Duration LOOK_BACK = Duration.ofDays(2);

  private final Filings filings;
  private final FilingJobs filingJobs;
  private final SchedulerClient jobs;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Duration every;

  UnfiledReports(
      Filings filings,
      FilingJobs filingJobs,
      SchedulerClient jobs,
      MeterRegistry meters,
      Clock clock,
      @ConfigProperty(name = "demarc.filing.sweep-every", defaultValue = "5m") Duration every) {
    this.filings = filings;
    this.filingJobs = filingJobs;
    this.jobs = jobs;
    this.meters = meters;
    this.clock = clock;
    this.every = every;
  }

  void start(@Observes StartupEvent event) {
    var sweep = SWEEP.instance("one").build();
    JobSchedule.runAt(jobs, sweep, clock.instant());
  }

  @Produces
  @ApplicationScoped
  Task<Void> findUnfiledReports() {
    return JobSchedule.recurring(SWEEP, every, clock, this::sweep);
  }

  /**
   * @return how many were found
   */
  int sweep() {
    var since = clock.instant().minus(LOOK_BACK);
    int found = 0;
    var batch = filings.withoutJob(since, BATCH);
    while (!batch.isEmpty()) {
      batch.forEach(id -> filingJobs.bringForward(id, clock.instant()));
      found += batch.size();
      LOG.warnf(
          "%d reports were stored and had no job that files them, such as %s; they are filed now",
          batch.size(), batch.get(0));
      meters.counter("demarc.filing.swept").increment(batch.size());
      batch = batch.size() < BATCH ? List.of() : filings.withoutJob(since, BATCH);
    }
    return found;
  }
}
