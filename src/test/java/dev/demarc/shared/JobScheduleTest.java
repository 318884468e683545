package dev.demarc.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.DemarcTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A job that nothing in this application runs. */
@DemarcTest
class JobScheduleTest {

  private static final TaskDescriptor<Void> JOB = TaskDescriptor.of("job-of-a-test");
  private static final Instant LATER = Instant.parse("2199-01-01T00:00:00Z");
  private static final Instant EARLIER = Instant.parse("2198-01-01T00:00:00Z");

  @Inject SchedulerClient jobs;
  @Inject AgroalDataSource database;
  @Inject EntityManager entities;

  private final String instance = UUID.randomUUID().toString();

  private void runAt(Instant at) {
    QuarkusTransaction.requiringNew()
        .run(() -> JobSchedule.runAt(jobs, JOB.instance(instance).build(), at));
  }

  private Instant due() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select execution_time from scheduled_tasks where task_instance = '"
                    + instance
                    + "'")) {
      return rows.next() ? rows.getTimestamp(1).toInstant() : null;
    }
  }

  @Test
  void a_job_is_made_where_there_is_none_and_moved_where_there_is_one() throws SQLException {
    runAt(LATER);
    assertThat(due()).isEqualTo(LATER);
    runAt(EARLIER);
    assertThat(due()).isEqualTo(EARLIER);
  }

  @Test
  void a_job_that_a_node_takes_at_the_same_moment_is_left_to_that_node() throws Exception {
    runAt(LATER);
    try (var node = database.getConnection()) {
      node.setAutoCommit(false);
      change(node, "update scheduled_tasks set version = version + 1 where task_instance = ");
      var moving = CompletableFuture.runAsync(() -> runAt(EARLIER));
      Waiting.await().until(this::isWaited);
      node.commit();
      assertThatCode(moving::join).doesNotThrowAnyException();
    }
    assertThat(due()).isEqualTo(LATER);
  }

  @Test
  void a_job_that_is_done_goes_with_the_transaction_that_did_it() throws SQLException {
    runAt(LATER);
    var job = JOB.instance(instance).build();
    var wanted = new Instant[] {EARLIER};
    var task = JobSchedule.until(JOB, entities, id -> Optional.ofNullable(wanted[0]));
    task.execute(job, null);
    assertThat(due()).isEqualTo(LATER); // is moved when its execution ends
    wanted[0] = null;
    task.execute(job, null);
    // whoever has something new for it now makes a job of its own
    assertThat(due()).isNull();
  }

  private void change(Connection connection, String statement) throws SQLException {
    try (var change = connection.createStatement()) {
      change.executeUpdate(statement + "'" + instance + "'");
    }
  }

  private boolean isWaited() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like"
                    + " '%scheduled_tasks%'")) {
      return rows.next();
    }
  }
}
