package dev.demarc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node's clock was an hour ahead, and is right again. */
@DemarcTest
class JobTimesTest {

  @Inject JobTimes times;
  @Inject AgroalDataSource database;

  @ParameterizedTest
  @CsvSource({
    "scheduled_tasks, file-report, 60, true",
    "scheduled_tasks, find-unfiled-reports, 60, true",
    "scheduled_tasks, refresh-aws-ranges, 60, false",
    "scheduled_tasks, file-report, 6, false",
    "delivery_job, find-undelivered-mails, 60, true",
    "delivery_job, deliver-mail, 60, false",
    "mailbox_job, find-unread-mailboxes, 60, true",
    "mailbox_job, read-mailbox, 60, false"
  })
  void jobs_further_ahead_than_they_ever_wait_run_now(
      String table, String task, int minutes, boolean forward) throws SQLException {
    var instance = UUID.randomUUID().toString();
    change(
        "insert into %s (task_name, task_instance, execution_time, picked, version) values ('%s',"
            + " '%s', now() + interval '%d minutes', false, 1)",
        table, task, instance, minutes);
    times.correct();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from %s where task_instance = '%s' and execution_time > now()"
                    .formatted(table, instance))) {
      rows.next();
      assertThat(rows.getInt(1) == 0).isEqualTo(forward);
    } finally {
      change("delete from %s where task_instance = '%s'", table, instance);
    }
  }

  @Test
  void a_new_mail_is_brought_forward_and_one_that_waits_after_a_failure_is_not()
      throws SQLException {
    var fresh = mail(0);
    var failed = mail(3);
    times.correct();
    assertThat(dueIn(fresh)).isLessThan(60);
    assertThat(dueIn(failed)).isGreaterThan(60);
    change("delete from delivery_job where task_instance in ('%s', '%s')", fresh, failed);
    change("delete from outbox where id in ('%s', '%s')", fresh, failed);
  }

  private UUID mail(int attempts) throws SQLException {
    var id = UUID.randomUUID();
    change(
        "insert into outbox (id, kind, recipient, subject, body_text, body_html, message_id, status,"
            + " attempts, created_at) values ('%s', 'note', 'team@demarc.example', 'x', 'x', 'x',"
            + " '%s', 'PENDING', %d, now())",
        id, id, attempts);
    change(
        "insert into delivery_job (task_name, task_instance, execution_time, picked, version) values"
            + " ('deliver-mail', '%s', now() + interval '1 hour', false, 1)",
        id);
    return id;
  }

  /** Seconds; 0 where its job has run. */
  private long dueIn(UUID mail) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select coalesce(max(extract(epoch from execution_time - now())), 0) from"
                    + " delivery_job where task_instance = '"
                    + mail
                    + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void change(String statement, Object... values) throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.executeUpdate(statement.formatted(values));
    }
  }
}
