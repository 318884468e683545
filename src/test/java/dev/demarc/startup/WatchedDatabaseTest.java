package dev.demarc.startup;

import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an embedded server that ends, or hangs, while Demarc runs. */
class WatchedDatabaseTest {

  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();
  private static final Duration SOON = Duration.ofSeconds(20);

  private static DatabaseTemplate template;

  @TempDir Path dataDir;

  private final CompletableFuture<String> staysDown = new CompletableFuture<>();
  private EmbeddedDatabase running;

  @BeforeAll
  static void make(@TempDir Path folder) {
    template = DatabaseTemplate.in(folder, BINARIES);
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void a_server_that_was_killed_comes_back_on_the_same_port_with_what_was_committed()
      throws Exception {
    start(Duration.ofMinutes(1));
    execute("CREATE TABLE kept (words text)");
    execute("INSERT INTO kept VALUES ('committed before the kill')");
    String address = running.jdbcUrl();
    long killed = serverPid();

    kill(killed);

    awaitRows("SELECT words FROM kept", "committed before the kill");
    assertThat(running.jdbcUrl()).isEqualTo(address);
    assertThat(serverPid()).isNotEqualTo(killed);
    kill(serverPid());
    awaitRows("SELECT words FROM kept", "committed before the kill");
  }

  @Test
  void a_session_that_goes_on_computing_after_its_server_died_does_not_keep_it_down()
      throws Exception {
    start(Duration.ofMinutes(1));
    var computing =
        CompletableFuture.runAsync(
            () -> {
              try {
                execute("DO $$ BEGIN LOOP NULL; END LOOP; END $$");
              } catch (SQLException expected) {
                // it is ended
              }
            });
    await()
        .atMost(SOON)
        .until(
            () ->
                query("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO%'").equals("1"));

    kill(serverPid());

    awaitRows("SELECT 1", "1");
    assertThat(computing).succeedsWithin(SOON);
  }

  @Test
  void a_server_that_no_longer_answers_is_ended_and_started_again() throws Exception {
    start(Duration.ofMinutes(1));
    long hanging = serverPid();

    signal("STOP", hanging);

    awaitRows("SELECT 1", "1");
    assertThat(serverPid()).isNotEqualTo(hanging);
  }

  @Test
  void a_server_that_cannot_be_started_again_is_given_up_with_the_reason() throws Exception {
    start(Duration.ofMillis(100));
    int port = Integer.parseInt(query("SHOW port"));

    kill(serverPid());
    try (var other = takePort(port)) {
      assertThat(other.isBound()).isTrue();
      assertThat(reason()).contains("does not start").doesNotContain("\n");
    }
  }

  @Test
  void data_that_cannot_be_opened_is_given_up_at_once() throws Exception {
    start(Duration.ofMinutes(5));
    Path control = dataDir.resolve("postgres/global/pg_control");
    Files.move(control, dataDir.resolve("pg_control"));

    kill(serverPid());

    assertThat(reason()).contains("postgres.log").doesNotContain("\n");
  }

  @Test
  void a_database_that_is_closed_while_it_comes_back_stays_closed() throws Exception {
    start(Duration.ofMinutes(1));
    kill(serverPid());
    Thread.sleep(120); // in the midst of it

    running.close();

    assertThat(new ServerProcesses(dataDir.resolve("postgres")).server()).isEmpty();
    assertThat(staysDown).isNotDone();
  }

  private void start(Duration giveUpAfter) throws IOException, InterruptedException {
    template.copyTo(dataDir);
    running = EmbeddedDatabase.start(dataDir, BINARIES, Map.of());
    running.watch(
        staysDown::complete,
        new ServerWatch.Pace(
            Duration.ofMillis(50),
            2,
            2,
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            giveUpAfter));
  }

  private String reason() throws InterruptedException, ExecutionException {
    assertThat(staysDown).succeedsWithin(SOON);
    return staysDown.get();
  }

  private void awaitRows(String sql, String expected) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> query(sql).equals(expected));
  }

  private static ServerSocket takePort(int port) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1))
        .ignoreExceptions()
        .until(
            () -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")), s -> s.isBound());
  }

  private long serverPid() throws IOException {
    return Long.parseLong(
        Files.readAllLines(dataDir.resolve("postgres/postmaster.pid")).get(0).strip());
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + pid).inheritIO().start().waitFor();
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        var rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        running.jdbcUrl() + "?loginTimeout=2", running.user(), running.password());
  }
}
