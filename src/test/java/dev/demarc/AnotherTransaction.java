package dev.demarc;

import static dev.demarc.shared.Waiting.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A transaction that holds rows as something of Demarc's does, for tests that show in which order
 * others hold the same rows: it takes one, waits until somebody waits for it, and takes the next.
 * Where the other has that already, the two wait for each other, and PostgreSQL ends one.
 */
public final class AnotherTransaction implements AutoCloseable {

  /** Who waits for one session, or for one that waits for it. */
  private static final String WAITING =
      "with recursive waiting(pid) as (select %s union select a.pid from pg_stat_activity a join"
          + " waiting w on w.pid = any(pg_blocking_pids(a.pid))) select count(*) - 1 from waiting";

  private final Connection connection;
  private final String pid;

  private AnotherTransaction(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    pid = one("select pg_backend_pid()");
  }

  public static AnotherTransaction begin(DataSource database) throws SQLException {
    return new AnotherTransaction(database.getConnection());
  }

  /** The first value of the first row; null where there is none. */
  public String one(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return null;
      }
      var rows = statement.getResultSet();
      return rows.next() ? rows.getString(1) : null;
    }
  }

  /** Begins something that waits for this transaction, and comes back when it does. */
  public <T> CompletableFuture<T> whileWaits(Supplier<T> work) {
    var begun = CompletableFuture.supplyAsync(work);
    awaitWaiting(1);
    return begun;
  }

  /** Until so many wait for it. */
  public void awaitWaiting(int sessions) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Integer.parseInt(one(WAITING.formatted(pid))) >= sessions);
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  public static <T> T result(CompletableFuture<T> of) throws Exception {
    return of.get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    connection.close();
  }
}
