package dev.demarc.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.ops.Killed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  private static DatabaseTemplate template;

  @TempDir Path dataDir;

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
  void dataSurvivesAnOrderlyRestart() throws Exception {
    template.copyTo(dataDir);
    start();
    execute("CREATE TABLE kept (words text)");
    execute("INSERT INTO kept VALUES ('written before the restart')");
    String password = running.password();
    running.close();
    assertThat(dataDir.resolve("postgres/postmaster.pid")).doesNotExist();

    start();

    assertThat(query("SELECT words FROM kept")).isEqualTo("written before the restart");
    assertThat(running.password()).isEqualTo(password);
  }

  @Test
  void dataSurvivesAnApplicationThatWasKilled() throws Exception {
    Process killed = startInAnotherProcess();
    long orphan = serverPid();
    killed.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(orphan)).as("the server outlives its application").isPresent();

    start();

    assertThat(query("SELECT words FROM kept")).isEqualTo("written before the kill");
    assertThat(serverPid()).isNotEqualTo(orphan);
    assertThat(ProcessHandle.of(orphan).flatMap(server -> server.info().command()))
        .as("ended, though perhaps not yet reaped")
        .isEmpty();
  }

  @Test
  void dataSurvivesAPowerCutAfterWhichThePidBelongsToAnotherProgram() throws Exception {
    Process killed = startInAnotherProcess();
    ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
    killed.destroyForcibly().waitFor();
    server.destroyForcibly();
    server.onExit().get();
    // not this JVM: PostgreSQL does not take its own ancestors for another server
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Path pidFile = dataDir.resolve("postgres/postmaster.pid");
      var lines = Files.readAllLines(pidFile);
      lines.set(0, "" + stranger.pid());
      Files.write(pidFile, lines);

      start();

      assertThat(query("SELECT words FROM kept")).isEqualTo("written before the kill");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void dataOfAFirstStartThatWasInterruptedIsMadeAnew() throws Exception {
    Path unfinished = Files.createDirectories(dataDir.resolve("postgres.unfinished/base"));
    Files.writeString(unfinished.resolve("half"), "half a page");

    start();

    assertThat(query("SELECT current_user")).isEqualTo("demarc");
    assertThat(dataDir.resolve("postgres.unfinished")).doesNotExist();
  }

  @Test
  void aSecondDemarcOnTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    startInAnotherProcessAnd(
        first -> {
          assertThatThrownBy(this::start)
              .isInstanceOf(CannotStart.class)
              .hasMessageContaining("another Demarc is running on the data folder")
              .hasMessageNotContaining("\n");
          assertThat(ProcessHandle.of(serverPid()).filter(ProcessHandle::isAlive)).isPresent();
        });
  }

  @Test
  void aFolderOfAnotherVersionIsRefusedAndLeftAsItIs() throws Exception {
    Path cluster = Files.createDirectories(dataDir.resolve("postgres"));
    Files.writeString(cluster.resolve("PG_VERSION"), "16\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("was made by PostgreSQL 16 and this Demarc brings PostgreSQL 17")
        .hasMessageNotContaining("\n");
    assertThat(cluster).isDirectoryContaining("glob:**PG_VERSION");
    try (var files = Files.list(cluster)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFolderOfSomethingElseIsRefusedAndLeftAsItIs() throws Exception {
    Path cluster = Files.createDirectories(dataDir.resolve("postgres"));
    Files.writeString(cluster.resolve("letters.txt"), "dear diary");

    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is not a PostgreSQL data folder");
    assertThat(cluster.resolve("letters.txt")).hasContent("dear diary");
  }

  @Test
  void aDataFolderThatCannotBeMadeIsRefused() throws Exception {
    Path file = Files.writeString(dataDir.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("data"), BINARIES, Map.of()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aFullDiskIsSaidInOneLine() throws Exception {
    DataFolder folder = DataFolder.claim(dataDir);
    try {
      assertThat(
              folder.explain(
                  "initdb: creating files\n"
                      + "initdb: error: could not write to file: No space left on device\n"))
          .contains("is full; make room")
          .doesNotContain("\n");
    } finally {
      folder.release();
    }
  }

  @Test
  void aLostPasswordIsReplaced() throws Exception {
    template.copyTo(dataDir);
    start();
    String lost = running.password();
    running.close();
    Files.delete(dataDir.resolve("postgres/demarc.password"));

    start();

    assertThat(running.password()).isNotEqualTo(lost);
    assertThat(query("SELECT current_user")).isEqualTo("demarc");
  }

  private void start() {
    running = EmbeddedDatabase.start(dataDir, BINARIES, Map.of());
  }

  private Process startInAnotherProcess() throws IOException, InterruptedException {
    template.copyTo(dataDir);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                dataDir.toString(),
                BINARIES.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output = new BufferedReader(new InputStreamReader(process.getInputStream()));
    assertThat(output.readLine()).isEqualTo("committed");
    return process;
  }

  /** Leaves nothing running, whatever the steps find. */
  private void startInAnotherProcessAnd(Steps steps) throws Exception {
    Process first = startInAnotherProcess();
    try {
      steps.take(first);
    } finally {
      first.destroyForcibly().waitFor();
      start();
    }
  }

  private interface Steps {
    void take(Process process) throws Exception;
  }

  private long serverPid() throws IOException {
    return Long.parseLong(
        Files.readAllLines(dataDir.resolve("postgres/postmaster.pid")).get(0).strip());
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
    return DriverManager.getConnection(running.jdbcUrl(), running.user(), running.password());
  }
}
