package dev.demarc.ops;

import dev.demarc.shared.DaemonThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings forward jobs that lie further ahead than such a job ever waits: a node whose clock was
 * ahead has scheduled them. It goes by the database's clock, and each node does it by a timer of
 * its own, since the jobs that look for what was forgotten may lie as far ahead.
 */
@ApplicationScoped
class JobTimes {

  private static final Logger LOG = Logger.getLogger(JobTimes.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private static final String FORWARD =
      "with forward as (update %s j set execution_time = now(), version = version + 1 where not"
          + " picked and %s returning 1) select count(*) from forward";

  /** A mail that failed waits for longer, and by its own schedule. */
  private static final List<String> STATEMENTS =
      List.of(
          FORWARD.formatted(
              "scheduled_tasks",
              "execution_time > now() + interval '10 minutes' and task_name in ('file-report',"
                  + " 'find-unfiled-reports')"),
          FORWARD.formatted(
              "delivery_job",
              "execution_time > now() + interval '10 minutes' and (task_name ="
                  + " 'find-undelivered-mails' or task_name = 'deliver-mail' and exists (select"
                  + " from outbox m where m.id::text = j.task_instance and m.status = 'PENDING' and"
                  + " m.attempts = 0 and m.unconfirmed = 0))"),
          FORWARD.formatted(
              "mailbox_job",
              "execution_time > now() + interval '10 minutes' and (task_name ="
                  + " 'find-unread-mailboxes' or task_name = 'read-mailbox' and exists (select from"
                  + " mailbox m where m.id::text = j.task_instance and j.execution_time > now() +"
                  + " interval '30 minutes' + m.poll_seconds * interval '1 second'))"));

  private final SideConnections connections;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("job-times"));

  JobTimes(SideConnections connections) {
    this.connections = connections;
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(this::correctOrSay, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void correctOrSay() {
    try {
      correct();
    } catch (SQLException | RuntimeException away) {
      LOG.debug("The times of jobs could not be looked at", away);
    }
  }

  /**
   * @return how many jobs were brought forward
   */
  long correct() throws SQLException {
    long all = 0;
    for (var statement : STATEMENTS) {
      all +=
          connections.ask(
              statement,
              rows -> {
                rows.next();
                return rows.getLong(1);
              });
    }
    if (all > 0) {
      LOG.warnf(
          "%d jobs lay further ahead than they ever wait, as after a jump of a node's clock; they"
              + " run now",
          all);
    }
    return all;
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }
}
