package dev.demarc.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL that Demarc brings along for where none is configured. It keeps its data in {@code
 * <data dir>/postgres}, listens on the loopback address only, and asks for a password that is made
 * up once and kept beside the data, readable by its owner.
 *
 * <p>The data is never deleted and never overwritten: a new cluster is made under another name and
 * renamed when it is complete. Whatever an application that was killed has left behind (a running
 * server, a stale pid file) is cleared on the next start.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final String NAME = "demarc";
  private static final int START_ATTEMPTS = 5;
  private static final int SECONDS_TO_RECOVER = 600;
  private static final int SECONDS_TO_STOP = 60;

  private final DataFolder folder;
  private final PostgresBinaries binaries;
  private final DatabaseUser runAs;
  private final Map<String, String> settings;
  private String password;
  private int port;
  private boolean stopped;

  private EmbeddedDatabase(
      DataFolder folder,
      PostgresBinaries binaries,
      DatabaseUser runAs,
      Map<String, String> settings) {
    this.folder = folder;
    this.binaries = binaries;
    this.runAs = runAs;
    this.settings = settings;
  }

  public static EmbeddedDatabase start(Path dataDir) {
    return start(dataDir, dataDir.resolve(".postgres-binaries"), Map.of());
  }

  /**
   * @param binariesDir where the programs are unpacked, once for each version
   * @param settings of the server on top of Demarc's own
   * @throws CannotStart with a line for the operator
   */
  public static EmbeddedDatabase start(
      Path dataDir, Path binariesDir, Map<String, String> settings) {
    DataFolder folder = DataFolder.claim(dataDir);
    try {
      folder.requireSameVersion();
      folder.requireSpace();
      var database =
          new EmbeddedDatabase(
              folder,
              PostgresBinaries.unpackedBelow(binariesDir),
              DatabaseUser.forFolder(folder.cluster()),
              settings);
      database.start();
      return database;
    } catch (IOException e) {
      folder.release();
      throw new CannotStart(folder.explain(e.getMessage()), e);
    } catch (RuntimeException e) {
      folder.release();
      throw e;
    }
  }

  private void start() throws IOException {
    if (folder.isNew()) {
      create();
    } else {
      stopWhatWasLeftRunning();
    }
    password = readPassword();
    startServer();
  }

  private void create() throws IOException {
    Path fresh = folder.emptyUnfinishedCluster();
    runAs.own(fresh);
    String secret = newPassword();
    Path secretFile = writeSecret(folder.root().resolve("postgres.secret"), secret);
    require(
        "initdb",
        List.of(
            "--pgdata=" + fresh,
            "--username=postgres",
            "--pwfile=" + secretFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            // sorts the same on every machine, and does not break when its C library is updated
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums"),
        "");
    requireSingleUser(
        fresh,
        "CREATE ROLE %s LOGIN PASSWORD '%s';\nCREATE DATABASE %s OWNER %s;\n"
            .formatted(NAME, secret, NAME, NAME));
    Files.move(secretFile, fresh.resolve(DataFolder.PASSWORD_FILE));
    Files.move(fresh, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Read by initdb, so it belongs to the user that initdb runs as. */
  private Path writeSecret(Path file, String secret) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, secret + "\n");
    runAs.own(file);
    return file;
  }

  private static String newPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * An application that was killed leaves its server running. We hold the folder's lock, so nobody
   * else uses that server: it is stopped, and a new one is started with the settings of today.
   */
  private void stopWhatWasLeftRunning() throws IOException {
    if (folder.hasRunningServer()) {
      stopServer();
    } else {
      folder.clearForeignPidFile();
    }
  }

  private String readPassword() throws IOException {
    Path file = folder.cluster().resolve(DataFolder.PASSWORD_FILE);
    if (!Files.exists(file)) {
      // a restored backup may lack it; whoever may write here is the owner of the data anyway
      String secret = newPassword();
      requireSingleUser(folder.cluster(), "ALTER ROLE %s PASSWORD '%s';\n".formatted(NAME, secret));
      writeSecret(file, secret);
    }
    return Files.readString(file).strip();
  }

  private void startServer() throws IOException {
    DatabaseUser.Output output = null;
    for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
      port = freePort();
      Path log = folder.freshLog();
      runAs.own(log);
      output =
          runAs.run(
              binaries.program("pg_ctl"),
              List.of(
                  "start",
                  "--wait",
                  "--timeout=" + SECONDS_TO_RECOVER,
                  "--pgdata=" + folder.cluster(),
                  "--log=" + log,
                  "--options=" + serverOptions()),
              "");
      if (output.exit() == 0) {
        return;
      }
      String said = Files.readString(log);
      boolean passing = said.contains("Address already in use") || said.contains("still in use");
      if (!passing) {
        throw new CannotStart(folder.explain(lastComplaint(said, output.text())));
      }
      pause();
    }
    throw new CannotStart(folder.explain(output.text()));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private String serverOptions() {
    var options = new ArrayList<String>();
    options.add("-p " + port);
    var all = new LinkedHashMap<String, String>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    all.put("password_encryption", "scram-sha-256");
    // a report that was acknowledged is on the disk
    all.put("fsync", "on");
    all.put("full_page_writes", "on");
    all.put("synchronous_commit", "on");
    all.put("timezone", "UTC");
    all.put("log_timezone", "UTC");
    // what the application did wrong it logs itself; a statement's values stay out of the log
    all.put("log_min_messages", "log");
    all.put("log_checkpoints", "off");
    all.putAll(settings);
    all.forEach((name, value) -> options.add("-c " + name + "='" + value + "'"));
    return String.join(" ", options);
  }

  private static String lastComplaint(String log, String otherwise) {
    return log.lines()
        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
        .reduce((first, second) -> second)
        .map(line -> line.replaceFirst("^.*?(FATAL|PANIC):\\s*", ""))
        .orElse(otherwise);
  }

  private void require(String program, List<String> arguments, String input) throws IOException {
    var output = runAs.run(binaries.program(program), arguments, input);
    if (output.exit() != 0) {
      throw new CannotStart(folder.explain(output.text()));
    }
  }

  /** Runs statements, one a line, on a cluster that no server has open. */
  private void requireSingleUser(Path cluster, String statements) throws IOException {
    var output =
        runAs.run(
            binaries.program("postgres"),
            List.of("--single", "-j", "-D", cluster.toString(), "postgres"),
            statements.replace(";\n", ";\n\n"));
    if (output.exit() != 0 || output.text().contains("ERROR:")) {
      throw new CannotStart(folder.explain(lastComplaint(output.text(), output.text())));
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  public String user() {
    return NAME;
  }

  public String password() {
    return password;
  }

  /** Stops the server, rolling back what is open. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      stopServer();
    } catch (IOException e) {
      throw new IllegalStateException("could not stop the embedded PostgreSQL", e);
    } finally {
      folder.release();
    }
  }

  private void stopServer() throws IOException {
    var fast = stopServer("fast");
    if (fast.exit() != 0 && folder.hasRunningServer()) {
      // what is committed is in the write-ahead log: the next start replays it
      var immediate = stopServer("immediate");
      if (immediate.exit() != 0 && folder.hasRunningServer()) {
        throw new IOException(immediate.text());
      }
    }
  }

  private DatabaseUser.Output stopServer(String mode) throws IOException {
    return runAs.run(
        binaries.program("pg_ctl"),
        List.of(
            "stop",
            "--wait",
            "--timeout=" + SECONDS_TO_STOP,
            "--mode=" + mode,
            "--pgdata=" + folder.cluster()),
        "");
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting PostgreSQL", e);
    }
  }
}
