package dev.demarc.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is made while the database is written to holds what was committed before it. */
class BackupTest {

  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  @TempDir static Path dataDir;
  @TempDir Path elsewhere;

  private static EmbeddedDatabase running;

  @BeforeAll
  static void start() throws SQLException {
    running = EmbeddedDatabase.start(dataDir, BINARIES, Map.of());
    try (var connection = connect(running);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE report (number bigint primary key, filler text)");
      statement.execute("CREATE TABLE other (words text)");
    }
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void a_backup_taken_under_writes_has_every_row_that_was_committed_before_it_was_begun()
      throws Exception {
    var committed = new AtomicLong();
    var enough = new AtomicBoolean();
    var writer = CompletableFuture.runAsync(() -> write(committed, enough));
    while (committed.get() < 200) {
      Thread.onSpinWait();
    }
    var target = elsewhere.resolve("backup");

    long before = committed.get();
    var backup = new Backup(dataDir, target);
    backup.take();
    assertThat(committed.get()).as("it is written to all the time").isGreaterThan(before);
    enough.set(true);
    writer.join();

    assertThat(backup.verify(BINARIES)).isBetween(before, committed.get());
    try (var restored = EmbeddedDatabase.start(target, BINARIES, Map.of());
        var connection = connect(restored)) {
      assertThat(number(connection, "SELECT count(*) FROM report WHERE number <= " + before))
          .isEqualTo(before);
      assertThat(number(connection, "SELECT count(*) - max(number) FROM report"))
          .as("and of what came later no row without those before it")
          .isZero();
    }
    try (var connection = connect(running)) {
      assertThat(number(connection, "SELECT count(*) FROM pg_replication_slots")).isZero();
    }
  }

  @Test
  void a_folder_that_exists_is_left_as_it_is() throws Exception {
    var kept = Files.writeString(elsewhere.resolve("kept"), "mine");

    assertThatThrownBy(() -> new Backup(dataDir, elsewhere).take())
        .isInstanceOf(Backup.CannotBackUp.class)
        .hasMessageContaining("exists already");
    assertThat(kept).hasContent("mine");
  }

  @Test
  void a_folder_within_the_data_folder_is_refused() {
    assertThatThrownBy(() -> new Backup(dataDir, dataDir.resolve("backup")).take())
        .isInstanceOf(Backup.CannotBackUp.class)
        .hasMessageContaining("name a folder elsewhere");
  }

  @Test
  void without_a_demarc_that_runs_there_is_nothing_to_ask() {
    assertThatThrownBy(() -> new Backup(elsewhere, elsewhere.resolveSibling("backup")).take())
        .isInstanceOf(Backup.CannotBackUp.class)
        .hasMessageContaining("no Demarc runs on");
  }

  @Test
  void the_command_takes_one_folder() {
    assertThat(BackupCommand.run(List.of(), dataDir)).isEqualTo(2);
    assertThat(BackupCommand.run(List.of("--verify"), dataDir)).isEqualTo(2);
    assertThat(BackupCommand.run(List.of(elsewhere.toString()), dataDir)).isEqualTo(1);
  }

  private static void write(AtomicLong committed, AtomicBoolean enough) {
    try (var connection = connect(running);
        var insert =
            connection.prepareStatement("INSERT INTO report VALUES (?, repeat('x', 900))");
        var statement = connection.createStatement()) {
      while (!enough.get()) {
        long number = committed.get() + 1;
        insert.setLong(1, number);
        insert.execute();
        committed.set(number);
        if (number % 50 == 0) {
          statement.execute("CREATE TABLE passing AS SELECT * FROM report");
          statement.execute("DROP TABLE passing");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
