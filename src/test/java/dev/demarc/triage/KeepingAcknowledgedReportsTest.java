package dev.demarc.triage;

import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.intake.Delivery;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.Intake;
import dev.demarc.shared.OwnWork;
import dev.demarc.shared.Submitter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A report that was acknowledged is filed, or stands among the stuck ones, whatever happens. */
@DemarcTest
class KeepingAcknowledgedReportsTest {

  @Inject Intake intake;
  @Inject Triage triage;
  @Inject FilingWorker worker;
  @Inject Filings filings;
  @Inject UnfiledReports unfiled;
  @Inject EntityManager database;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String user;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  @Test
  void a_report_is_waiting_to_be_filed_from_the_commit_that_stores_it() {
    var id = stored();
    assertThat(filings.find(id))
        .get()
        .extracting(FilingState::status)
        .isEqualTo(FilingStatus.RECEIVED);
    assertThat(jobsOf(id)).isEqualTo(1);
  }

  @Test
  void filing_does_not_wait_for_a_transaction_that_holds_the_report() throws SQLException {
    var id = stored();
    try (var other = transaction()) {
      lock(other, id);
      assertThat(OwnWork.call(() -> triage.process(id))).isEmpty();
      assertThat(jobsOf(id)).isEqualTo(1);
      other.rollback();
    }
    assertThat(OwnWork.call(() -> triage.process(id)))
        .get()
        .extracting(FilingState::status)
        .isEqualTo(FilingStatus.FILED);
  }

  @Test
  void a_caller_whose_report_is_held_by_another_transaction_leaves_it_to_the_worker()
      throws SQLException {
    var id = stored();
    try (var other = transaction()) {
      lock(other, id);
      OwnWork.run(() -> triage.processNow(id, body(id), null));
      assertThat(jobsOf(id)).isEqualTo(1);
      other.rollback();
    }
  }

  @Test
  void a_failure_that_cannot_be_recorded_leaves_the_job() throws SQLException {
    var id = stored();
    try (var other = transaction()) {
      lock(other, id);
      assertThat(worker.remember(id, new IllegalStateException("cannot be read"))).isEmpty();
      other.rollback();
    }
    assertThat(jobsOf(id)).isEqualTo(1);
    assertThat(filings.find(id)).get().extracting(FilingState::attempts).isEqualTo(0);
  }

  @Test
  void after_five_failures_the_report_stands_among_the_stuck_ones_and_a_retry_files_it() {
    var id = stored();
    for (int attempt = 1; attempt <= Filings.ATTEMPTS; attempt++) {
      worker.remember(id, new IllegalStateException("cannot be read"));
    }
    assertThat(OwnWork.call(() -> filings.notFiled(200, null)).items())
        .filteredOn(state -> state.reportId().equals(id))
        .singleElement()
        .extracting(FilingState::status)
        .isEqualTo(FilingStatus.STUCK);
    assertThat(OwnWork.call(() -> triage.process(id)))
        .get()
        .extracting(FilingState::status)
        .isEqualTo(FilingStatus.STUCK);

    filings.retry(id);
    awaitFiled(id);
  }

  @Test
  void a_retry_is_harmless_while_a_worker_has_the_report() {
    var id = stored();
    update(
        "update scheduled_tasks set picked = true, picked_by = 'another node',"
            + " last_heartbeat = now() + interval '1 day' where task_instance = :id",
        id);
    filings.retry(id);
    assertThat(jobsOf(id)).isEqualTo(1);
    update(
        "update scheduled_tasks set picked = false, execution_time = now() where task_instance = :id",
        id);
    awaitFiled(id);
  }

  @Test
  void a_report_that_lost_its_job_is_found_and_filed() {
    var id = stored();
    update("delete from scheduled_tasks where task_instance = :id", id);
    assertThat(unfiled.sweep()).isPositive();
    awaitFiled(id);
  }

  @Test
  void a_report_that_a_node_of_an_older_release_stored_without_a_filing_is_found_and_filed() {
    var id = stored();
    update("delete from scheduled_tasks where task_instance = :id", id);
    update("delete from filing where report_id = cast(:id as uuid)", id);
    assertThat(unfiled.sweep()).isPositive();
    awaitFiled(id);
  }

  @Test
  void a_report_that_waits_for_its_turn_is_not_taken_for_a_lost_one() {
    var id = stored();
    unfiled.sweep();
    assertThat(
            QuarkusTransaction.requiringNew()
                .call(() -> filings.withoutJob(java.time.Instant.now().minusSeconds(60), 100)))
        .doesNotContain(id);
  }

  @Test
  void no_session_waits_for_a_lock_a_statement_or_an_idle_transaction_without_end() {
    assertThat(setting("lock_timeout")).isEqualTo("5s");
    assertThat(setting("statement_timeout")).isEqualTo("30s");
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("1min");
  }

  private String setting(String name) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (String)
                    database
                        .createNativeQuery("select current_setting(:name)", String.class)
                        .setParameter("name", name)
                        .getSingleResult());
  }

  /** Stored, with a job that leaves it alone for a while. */
  private UUID stored() {
    var title = UUID.randomUUID();
    return intake
        .receive(
            Delivery.overRest(
                "application/json",
                body(title),
                Submitter.channel("test"),
                null,
                FilingMode.BY_CALLER))
        .reportId();
  }

  private static byte[] body(UUID title) {
    return ("{\"title\": \"Spam " + title + "\", \"category\": \"spam\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void awaitFiled(UUID id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(filings.find(id))
                    .get()
                    .extracting(FilingState::status)
                    .isEqualTo(FilingStatus.FILED));
  }

  private Connection transaction() throws SQLException {
    var connection = DriverManager.getConnection(url, user, password);
    connection.setAutoCommit(false);
    return connection;
  }

  private static void lock(Connection connection, UUID id) throws SQLException {
    try (var statement =
        connection.prepareStatement("update filing set updated_at = now() where report_id = ?")) {
      statement.setObject(1, id);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private long jobsOf(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((Number)
                        database
                            .createNativeQuery(
                                "select count(*) from scheduled_tasks where task_name ="
                                    + " 'file-report' and task_instance = :id")
                            .setParameter("id", id.toString())
                            .getSingleResult())
                    .longValue());
  }

  private void update(String statement, UUID id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                database
                    .createNativeQuery(statement)
                    .setParameter("id", id.toString())
                    .executeUpdate());
  }
}
