package dev.demarc.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.demarc.DemarcTest;
import dev.demarc.intake.Delivery.FilingMode;
import dev.demarc.intake.blobs.BlobLocation;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
import dev.demarc.shared.Submitter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The connection breaks at the commit of a report: its sender hears what is true. */
@DemarcTest
class LostAnswerTest {

  private enum Breaks {
    BEFORE_THE_COMMIT,
    AFTER_THE_COMMIT
  }

  @Inject Intake intake;
  @Inject DiskSpace disk;
  @Inject ReportStore store;
  @Inject Reports reports;
  @Inject EntityManager entities;
  @Inject TransactionManager transactions;
  @Inject MeterRegistry meters;

  @Test
  void a_report_whose_commit_took_place_is_stored_although_its_answer_was_lost() {
    var pending = intake.prepare(delivery(null));
    var receipt = commits(Breaks.AFTER_THE_COMMIT, true).commit(pending);
    assertThat(receipt).isEqualTo(new Receipt(pending.id, false));
    assertThat(intake.find(pending.id)).isPresent();
  }

  @Test
  void a_report_whose_commit_did_not_take_place_was_not_stored() {
    var pending = intake.prepare(delivery(null));
    var problem = failed(commits(Breaks.BEFORE_THE_COMMIT, true), pending);
    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem).hasMessageStartingWith("Nothing was stored");
    assertThat(intake.find(pending.id)).isEmpty();
  }

  @Test
  void a_sender_without_a_key_is_given_one_to_repeat_an_unknown_outcome_with() {
    for (var breaks : Breaks.values()) {
      var first = delivery(null);
      var pending = intake.prepare(first);
      var problem = failed(commits(breaks, false), pending);
      assertThat(problem.type()).isEqualTo(ProblemType.OUTCOME_UNKNOWN);
      assertThat(problem).hasMessageContaining("not known").hasMessageContaining("" + pending.id);

      var repeat = intake.receive(repeated(first, problem.idempotencyKey()));
      var again = intake.receive(repeated(first, problem.idempotencyKey()));
      assertThat(again.reportId()).isEqualTo(repeat.reportId());
      assertThat(repeat.repeat()).isEqualTo(breaks == Breaks.AFTER_THE_COMMIT);
      assertThat(reports.count("digest", Sha256.of(first.raw()))).isEqualTo(1);
    }
  }

  @Test
  void a_sender_with_a_key_is_asked_to_repeat_with_it() {
    var first = delivery("key-" + UUID.randomUUID());
    var problem = failed(commits(Breaks.AFTER_THE_COMMIT, false), intake.prepare(first));
    assertThat(problem.idempotencyKey()).isEqualTo(first.idempotencyKey());
    assertThat(problem).hasMessageContaining("the same Idempotency-Key");
    assertThat(intake.receive(first).repeat()).isTrue();
  }

  @Test
  void a_batch_is_in_as_a_whole_or_not_at_all() {
    var batch = Batch.of(Channel.REST, Submitter.channel("batches"), "body-" + UUID.randomUUID());
    for (int place = 1; place <= 3; place++) {
      batch.add(place, "application/json", delivery(null).raw());
    }
    var ids = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    var receipts = commits(Breaks.AFTER_THE_COMMIT, true).commit(ids, batch, BlobLocation.DATABASE);
    assertThat(receipts).extracting(Receipt::reportId).isEqualTo(ids);
    assertThat(intake.receive(batch)).allMatch(Receipt::repeat);
  }

  private static Problem failed(ReportCommits commits, PendingReport pending) {
    return catchThrowableOfType(Problem.class, () -> commits.commit(pending));
  }

  private static Delivery delivery(String key) {
    byte[] raw = ("{\"title\": \"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8);
    return Delivery.overRest(
        "application/json", raw, Submitter.channel("lost-answers"), key, FilingMode.BY_WORKER);
  }

  private static Delivery repeated(Delivery first, String key) {
    return Delivery.overRest(
        first.contentType(), first.raw(), first.submitter(), key, first.filing());
  }

  private ReportCommits commits(Breaks breaks, boolean canBeAsked) {
    return new ReportCommits(new Breaking(breaks, canBeAsked), disk, meters);
  }

  /**
   * Does as the real one does, and breaks the connection when the transaction is to be committed.
   */
  @Vetoed
  private class Breaking extends ReportStore {

    private final Breaks breaks;
    private final boolean canBeAsked;

    Breaking(Breaks breaks, boolean canBeAsked) {
      super(null, null, null, null, null, null);
      this.breaks = breaks;
      this.canBeAsked = canBeAsked;
    }

    @Override
    Receipt register(UUID id, Delivery delivery, byte[] digest, BlobLocation place) {
      var receipt = store.register(id, delivery, digest, place);
      breakAtCommit();
      return receipt;
    }

    @Override
    List<Receipt> register(List<UUID> ids, Batch batch, BlobLocation place) {
      var receipts = store.register(ids, batch, place);
      breakAtCommit();
      return receipts;
    }

    @Override
    boolean isEntered(UUID id, String name) {
      if (!canBeAsked) {
        throw new IllegalStateException(new SQLException("still away", "08001"));
      }
      return store.isEntered(id, name);
    }

    private void breakAtCommit() {
      try {
        transactions
            .getTransaction()
            .registerSynchronization(
                new Synchronization() {
                  @Override
                  public void beforeCompletion() {
                    breakConnection();
                  }

                  @Override
                  public void afterCompletion(int status) {
                    assertThat(status).isNotEqualTo(Status.STATUS_ACTIVE);
                  }
                });
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private void breakConnection() {
      var session =
          (Number) entities.createNativeQuery("select pg_backend_pid()").getSingleResult();
      if (breaks == Breaks.AFTER_THE_COMMIT) {
        entities.unwrap(Session.class).doWork(LostAnswerTest::commitOnTheServer);
      }
      try (var other = DriverManager.getConnection(url(), user(), password());
          var kill = other.prepareStatement("select pg_terminate_backend(?, 5000)")) {
        kill.setInt(1, session.intValue());
        kill.execute();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The driver sends no commit unless something came after this one. */
  private static void commitOnTheServer(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("commit");
      statement.execute("select 1");
    }
  }

  private static String url() {
    return configured("quarkus.datasource.jdbc.url");
  }

  private static String user() {
    return configured("quarkus.datasource.username");
  }

  private static String password() {
    return configured("quarkus.datasource.password");
  }

  private static String configured(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
