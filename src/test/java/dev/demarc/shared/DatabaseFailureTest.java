package dev.demarc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** What counts as a failure of the database that passes, and what does not. */
class DatabaseFailureTest {

  @ParameterizedTest
  @CsvSource({
    "08001, CONNECTION_LOST",
    "08006, CONNECTION_LOST",
    "57P01, CONNECTION_LOST",
    "57P03, CONNECTION_LOST",
    "28P01, LET_IN_NOBODY",
    "3D000, LET_IN_NOBODY",
    "53300, NO_CONNECTION",
    "53100, FULL",
    "53200, FULL",
    "58030, FULL",
    "55P03, LOCKED",
    "40001, LOCKED",
    "40P01, LOCKED",
    "57014, TIMED_OUT",
    "25P03, TIMED_OUT",
    "25P04, TIMED_OUT",
    "25006, READ_ONLY"
  })
  void an_sqlstate_says_what_it_is(String state, DatabaseFailure expected) {
    var wrapped = new RuntimeException(new PersistenceException(new SQLException("no", state)));
    assertThat(DatabaseFailure.of(wrapped)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22001", "42601", "42P01", "25P02", "XX000"})
  void a_mistake_of_ours_is_none(String state) {
    assertThat(DatabaseFailure.of(new PersistenceException(new SQLException("no", state))))
        .isEmpty();
  }

  @Test
  void a_pool_without_a_connection_says_no_state() {
    var pool = new SQLException("Sorry, acquisition timeout!");
    assertThat(DatabaseFailure.of(new GenericJDBCException("Unable to acquire", pool)))
        .contains(DatabaseFailure.NO_CONNECTION);
    assertThat(DatabaseFailure.of(new JDBCConnectionException("any words", new SQLException("x"))))
        .contains(DatabaseFailure.NO_CONNECTION);
  }

  @Test
  void the_drivers_own_exception_is_found_in_what_was_suppressed_or_comes_next() {
    var lost = new PSQLException("broken", PSQLState.CONNECTION_FAILURE);
    var rolledBack = new RollbackException("ARJUNA016053");
    var commit = new XAException(XAException.XAER_RMFAIL);
    commit.initCause(lost);
    rolledBack.addSuppressed(commit);
    assertThat(DatabaseFailure.of(new RuntimeException(rolledBack)))
        .contains(DatabaseFailure.CONNECTION_LOST);

    var batch = new BatchUpdateException("batch", new int[0]);
    batch.setNextException(lost);
    assertThat(DatabaseFailure.of(batch)).contains(DatabaseFailure.CONNECTION_LOST);
  }

  @Test
  void a_transaction_that_was_ended_by_its_time_out_is_one() {
    assertThat(DatabaseFailure.of(new RuntimeException(new RollbackException("any words"))))
        .contains(DatabaseFailure.TIMED_OUT);
    assertThat(DatabaseFailure.of(new RuntimeException(new HeuristicMixedException())))
        .contains(DatabaseFailure.TIMED_OUT);
  }

  @Test
  void a_transaction_that_our_own_failure_rolled_back_is_none() {
    var rolledBack = new RollbackException();
    rolledBack.initCause(new IllegalStateException("ours"));
    assertThat(DatabaseFailure.of(new RuntimeException(rolledBack))).isEmpty();
    var unique = new RollbackException();
    unique.initCause(new PersistenceException(new SQLException("twice", "23505")));
    assertThat(DatabaseFailure.of(unique)).isEmpty();
  }

  @Test
  void causes_that_go_in_a_circle_come_to_an_end() {
    var one = new RuntimeException("one");
    one.initCause(new RuntimeException("two", one));
    assertThat(DatabaseFailure.of(one)).isEmpty();
    assertThat(DatabaseFailure.of(new IllegalStateException("no database in it"))).isEmpty();
  }

  @Test
  void only_the_server_can_say_that_a_commit_did_not_take_place() {
    assertThat(DatabaseFailure.isServersWord(new SQLException("deferred", "23505"))).isTrue();
    assertThat(DatabaseFailure.isServersWord(new SQLException("full", "53100"))).isTrue();
    assertThat(DatabaseFailure.isServersWord(new SQLException("gone", "08006"))).isFalse();
    assertThat(DatabaseFailure.isServersWord(new SQLException("stopped", "57P01"))).isFalse();
    assertThat(DatabaseFailure.isServersWord(new SQLException("pool"))).isFalse();
    assertThat(DatabaseFailure.isServersWord(new RollbackException())).isFalse();
  }
}
