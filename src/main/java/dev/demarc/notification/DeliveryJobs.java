package dev.demarc.notification;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** One job for each mail that is to be delivered: whichever node has it sends the mail. */
@ApplicationScoped
class DeliveryJobs {

  static final String TABLE = "delivery_job";

  /** Its instance is the mail's id. */
  static final TaskDescriptor<Void> DELIVER = TaskDescriptor.of("deliver-mail");

  private static final int SWEPT_AT_ONCE = 1000;

  /** A job ends a moment after its mail is due again. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Duration LEFT_TO_ANOTHER_VERSION = Duration.ofMinutes(5);

  private static final String WITHOUT_JOB =
      """
      select m.id from outbox m
      where m.status = 'PENDING' and coalesce(m.next_attempt, m.created_at) < ?
        and not exists (
          select 1 from delivery_job j
          where j.task_name = 'deliver-mail' and j.task_instance = m.id::text)
        and not exists (
          select 1 from scheduled_tasks j
          where j.task_name = 'deliver-mail' and j.task_instance = m.id::text)
      limit\s\
      """
          + SWEPT_AT_ONCE;

  /** Until version 0.1 the jobs were among the others; a node of it may run yet, or have died. */
  private static final String LEFT_BEHIND =
      """
      with left_behind as (
        delete from scheduled_tasks
        where task_name = 'deliver-mail' and execution_time < ?
          and (not picked or last_heartbeat is null or last_heartbeat < ?)
        returning task_name, task_instance, priority)
      insert into delivery_job
        (task_name, task_instance, execution_time, picked, version, priority)
      select task_name, task_instance, ?, false, 1, priority from left_behind
      on conflict do nothing\
      """;

  private final DataSource dataSource;
  private final SchedulerClient client;
  private final Clock clock;

  DeliveryJobs(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.client =
        SchedulerClient.Builder.create(dataSource).tableName(TABLE).enablePriority().build();
    this.clock = clock;
  }

  /** Within the caller's transaction. */
  void deliverSoon(UUID mail) {
    deliverAt(mail, clock.instant());
  }

  /** Within the caller's transaction. */
  void deliverAt(UUID mail, Instant time) {
    client.scheduleIfNotExists(DELIVER.instance(mail.toString()).build(), time);
  }

  /**
   * Gives a job to each mail that waits for its delivery and has none, as after a restore of the
   * database.
   *
   * @return how many
   */
  @Transactional
  int scheduleForgotten() {
    try (var connection = dataSource.getConnection()) {
      takeOver(connection);
      var forgotten = withoutJob(connection);
      forgotten.forEach(this::deliverSoon);
      return forgotten.size();
    } catch (SQLException e) {
      throw new IllegalStateException("the mails without a job cannot be looked for", e);
    }
  }

  private void takeOver(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(LEFT_BEHIND)) {
      var now = clock.instant();
      statement.setTimestamp(1, at(now.minus(LEFT_TO_ANOTHER_VERSION)));
      statement.setTimestamp(2, at(now.minus(GRACE)));
      statement.setTimestamp(3, at(now));
      statement.executeUpdate();
    }
  }

  private List<UUID> withoutJob(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(WITHOUT_JOB)) {
      query.setTimestamp(1, at(clock.instant().minus(GRACE)));
      var mails = new ArrayList<UUID>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          mails.add(rows.getObject(1, UUID.class));
        }
      }
      return mails;
    }
  }

  private static Timestamp at(Instant time) {
    return Timestamp.from(time);
  }
}
