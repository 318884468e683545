package dev.demarc.mailboxes;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.demarc.shared.SchedulerEngine;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Runs the jobs of the mailboxes, on threads of their own: most of them wait for mail most of the
 * time, and would keep the other jobs waiting with them. A mailbox whose node died is taken over.
 */
@Singleton
class ReadingEngine extends SchedulerEngine {

  /** For those that find no place to wait, and look in now and then. */
  private static final int THREADS_TO_POLL = 4;

  private static final Duration AFTER_DATABASE_WAS_AWAY = Duration.ofSeconds(15);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final DataSource dataSource;
  private final Mailboxes mailboxes;
  private final MailboxRun run;
  private final ReadingJobs jobs;
  private final MailboxLimits limits;

  ReadingEngine(
      DataSource dataSource,
      Mailboxes mailboxes,
      MailboxRun run,
      ReadingJobs jobs,
      MailboxLimits limits,
      Clock clock) {
    super("Mailboxes", clock, Map.of());
    this.dataSource = dataSource;
    this.mailboxes = mailboxes;
    this.run = run;
    this.jobs = jobs;
    this.limits = limits;
  }

  void start(@Observes StartupEvent event) {
    begin(
        Scheduler.create(dataSource, readMailbox())
            .startTasks(sweep())
            .tableName(ReadingJobs.TABLE)
            .threads(limits.idling() + THREADS_TO_POLL)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .failureLogging(LogLevel.WARN, false),
        limits.heartbeat());
  }

  private Task<Void> readMailbox() {
    return Tasks.custom(ReadingJobs.READ)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_DATABASE_WAS_AWAY))
        .onDeadExecutionRevive()
        .execute((instance, context) -> read(UUID.fromString(instance.getId())));
  }

  private CompletionHandler<Void> read(UUID id) {
    var before = mailboxes.settledRevision(id);
    var next = run.run(id);
    return (complete, operations) -> {
      if (next.isEmpty()) {
        operations.remove();
        return;
      }
      operations.reschedule(complete, next.get());
      // a change that found the job running could not bring it forward
      if (!Objects.equals(before, mailboxes.settledRevision(id))) {
        jobs.readSoon(id);
      }
    };
  }

  /** A job that got lost, as with a restored database, or while its mailbox was switched on. */
  private RecurringTask<Void> sweep() {
    return Tasks.recurring("find-unread-mailboxes", FixedDelay.of(SWEEP))
        .execute((instance, context) -> mailboxes.withoutJob().forEach(jobs::readSoon));
  }
}
