package dev.demarc.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.demarc.notification.relay.Relay;
import dev.demarc.notification.relay.RelaySettings;
import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.SchedulerEngine;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Runs the jobs that deliver mails, on threads of their own: a relay that is slow keeps nothing but
 * mails waiting. While the relay fails for all of them, no jobs are begun but a few that probe.
 */
@Singleton
class DeliveryEngine extends SchedulerEngine {

  private static final Logger LOG = Logger.getLogger(DeliveryEngine.class);

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration AFTER_DATABASE_WAS_AWAY = Duration.ofSeconds(15);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  /** Mails under way may end in that time; then their connections are cut, and it is recorded. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(12);

  private final DataSource dataSource;
  private final MailDelivery delivery;
  private final DeliveryJobs jobs;
  private final Relay relay;
  private final RelaySettings settings;
  private final Clock clock;
  private final ScheduledExecutorService resuming =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("delivery-resuming"));

  DeliveryEngine(
      DataSource dataSource,
      MailDelivery delivery,
      DeliveryJobs jobs,
      Relay relay,
      RelaySettings settings,
      Clock clock) {
    super("Mail delivery", clock, Map.of());
    this.dataSource = dataSource;
    this.delivery = delivery;
    this.jobs = jobs;
    this.relay = relay;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    // made now, a configuration that cannot be used ends the start
    LOG.debugf("up to %d connections to the relay", relay.connectionsAllowed());
    begin(
        Scheduler.create(dataSource, deliverMail())
            .startTasks(sweep())
            .tableName(DeliveryJobs.TABLE)
            .threads(settings.connections())
            .enablePriority()
            .shutdownMaxWait(STOPPED_WITHIN)
            .failureLogging(LogLevel.WARN, false),
        HEARTBEAT);
  }

  private Task<Void> deliverMail() {
    return Tasks.custom(DeliveryJobs.DELIVER)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_DATABASE_WAS_AWAY))
        .onDeadExecutionRevive()
        .execute((instance, context) -> deliver(UUID.fromString(instance.getId())));
  }

  private CompletionHandler<Void> deliver(UUID id) {
    var next = delivery.deliver(id);
    relay.pausedUntil().ifPresentOrElse(this::pauseUntil, this::resume);
    return (complete, operations) ->
        next.ifPresentOrElse(time -> operations.reschedule(complete, time), operations::remove);
  }

  /** Or each mail that is due would be looked at and put off, again and again. */
  private void pauseUntil(Instant time) {
    if (rest()) {
      long wait = Math.max(0, Duration.between(clock.instant(), time).toMillis());
      resuming.schedule(this::resume, wait, TimeUnit.MILLISECONDS);
    }
  }

  private RecurringTask<Void> sweep() {
    return Tasks.recurring("find-undelivered-mails", FixedDelay.of(SWEEP))
        .execute(
            (instance, context) -> {
              int forgotten = jobs.scheduleForgotten();
              if (forgotten > 0) {
                LOG.warnf("%d mails had no job to deliver them; they have one now.", forgotten);
              }
              delivery.giveUpOverdue();
            });
  }

  @Override
  protected void drain() {
    relay.endWithin(GRACE);
  }
}
