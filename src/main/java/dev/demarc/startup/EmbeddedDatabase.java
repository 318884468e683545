package dev.demarc.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  private final DataFolder folder;
  private final PostgresBinaries binaries;
  private final DatabaseUser runAs;
  private final PostgresServer server;
  private @Nullable String password;
  private @Nullable ServerWatch watch;
  private boolean stopped;

  private EmbeddedDatabase(
      DataFolder folder,
      PostgresBinaries binaries,
      DatabaseUser runAs,
      Map<String, String> settings) {
    this.folder = folder;
    this.binaries = binaries;
    this.runAs = runAs;
    this.server = new PostgresServer(folder, binaries, runAs, settings);
  }

  static EmbeddedDatabase start(Path dataDir, DatabaseCache cache) {
    return start(dataDir, binariesOf(dataDir), Map.of("shared_buffers", cache.asSetting()));
  }

  static Path binariesOf(Path dataDir) {
    return dataDir.resolve(".postgres-binaries");
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
    server.start();
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
    if (server.isRunning()) {
      server.stop();
    }
    folder.processes().clearLeftovers();
  }

  private String readPassword() throws IOException {
    Path file = folder.cluster().resolve(DataFolder.PASSWORD_FILE);
    if (!Files.exists(file)) {
      // a restored backup may lack it; whoever may write here is the owner of the data anyway
      String secret = newPassword();
      requireSingleUser(
          folder.cluster(),
          "ALTER ROLE %s PASSWORD '%s';\nALTER ROLE postgres PASSWORD '%s';\n"
              .formatted(NAME, secret, secret));
      writeSecret(file, secret);
    }
    return Files.readString(file).strip();
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
      throw new CannotStart(folder.explain(PostgresServer.lastComplaint(output.text())));
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + NAME;
  }

  public String user() {
    return NAME;
  }

  public @Nullable String password() {
    return password;
  }

  /**
   * Starts the server again, with the same address, whenever it ends by itself.
   *
   * @param whenItStaysDown gets a line for the operator where that cannot be done
   */
  public void watch(Consumer<String> whenItStaysDown) {
    watch(whenItStaysDown, ServerWatch.Pace.ORDINARY);
  }

  synchronized void watch(Consumer<String> whenItStaysDown, ServerWatch.Pace pace) {
    watch = new ServerWatch(folder, server, pace, whenItStaysDown);
    watch.start();
  }

  /** Stops the server, rolling back what is open. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      if (watch == null) {
        server.stop();
      } else {
        watch.stop();
      }
    } catch (IOException e) {
      throw new IllegalStateException("could not stop the embedded PostgreSQL", e);
    } finally {
      folder.release();
    }
  }

  /** Tells the server to end at once, for a process that ends at once itself. */
  void abort() {
    try {
      server.abort();
    } catch (IOException e) {
      System.err.println("The embedded PostgreSQL was not stopped: " + e.getMessage());
    }
  }
}
