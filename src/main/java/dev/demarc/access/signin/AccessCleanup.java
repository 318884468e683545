package dev.demarc.access.signin;

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

/** Writes counted failures into the audit log, and removes sessions and counts that have ended. */
@ApplicationScoped
class AccessCleanup {

  private static final TaskDescriptor<Void> TIDY = TaskDescriptor.of("tidy-access");
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final RepeatedFailures failures;
  private final Sessions sessions;
  private final KnownDevices devices;
  private final SignInThrottle throttle;
  private final UnfinishedSignIns unfinished;
  private final SchedulerClient jobs;
  private final Clock clock;

  // all that is tidied, and what tidies it again
  AccessCleanup(
      RepeatedFailures failures,
      Sessions sessions,
      KnownDevices devices,
      SignInThrottle throttle,
      UnfinishedSignIns unfinished,
      SchedulerClient jobs,
      Clock clock) {
    this.failures = failures;
    this.sessions = sessions;
    this.devices = devices;
    this.throttle = throttle;
    this.unfinished = unfinished;
    this.jobs = jobs;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    jobs.scheduleIfNotExists(TIDY.instance("one").build(), clock.instant().plus(EVERY));
  }

  @Produces
  @ApplicationScoped
  Task<Void> tidyAccess() {
    return JobSchedule.recurring(TIDY, EVERY, clock, this::tidy);
  }

  void tidy() {
    failures.write();
    sessions.tidy();
    devices.tidy();
    throttle.tidy();
    unfinished.tidy();
  }
}
