package dev.demarc.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server on one data folder: started, asked whether it answers, stopped. */
final class PostgresServer {

  private static final int START_ATTEMPTS = 5;
  private static final int SECONDS_TO_RECOVER = 600;
  private static final int SECONDS_TO_STOP = 60;

  /** Asks whether TLS is spoken; every PostgreSQL answers that with one byte, also in recovery. */
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};

  private static final Pattern PASSING = Pattern.compile("Address already in use|still in use");

  private static final Pattern UNUSABLE =
      Pattern.compile(
          "could not locate (a valid|required) checkpoint record|incompatible with server"
              + "|not a database cluster|contains invalid data|checksum in control file"
              + "|could not find the database system|global/pg_control\": No such file");

  private final DataFolder folder;
  private final PostgresBinaries binaries;
  private final DatabaseUser runAs;
  private final Map<String, String> settings;
  private volatile int port;
  private volatile @Nullable ProcessHandle process;

  PostgresServer(
      DataFolder folder,
      PostgresBinaries binaries,
      DatabaseUser runAs,
      Map<String, String> settings) {
    this.folder = folder;
    this.binaries = binaries;
    this.runAs = runAs;
    this.settings = settings;
  }

  int port() {
    return port;
  }

  /**
   * Starts the server on a port that is free.
   *
   * @throws CannotStart with PostgreSQL's own complaint
   */
  void start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      port = freePort();
      Path log = folder.freshLog();
      runAs.own(log);
      var complaint = startOn(log);
      if (complaint.isEmpty()) {
        return;
      }
      if (attempt == START_ATTEMPTS || !PASSING.matcher(complaint.get()).find()) {
        throw failed(complaint.get());
      }
      pause();
    }
  }

  /** Starts the server once more on the port that its clients know. */
  void startAgain() throws IOException {
    Path log = folder.log();
    runAs.own(log);
    var complaint = startOn(log);
    if (complaint.isPresent()) {
      throw failed(complaint.get());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Empty where the server runs, otherwise what it complained about. */
  private Optional<String> startOn(Path log) throws IOException {
    long before = Files.size(log);
    var output =
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
      process = folder.processes().server().orElse(null);
      return Optional.empty();
    }
    return Optional.of(since(before, log) + output.text());
  }

  private static String since(long before, Path log) throws IOException {
    try (var in = Files.newInputStream(log)) {
      in.skipNBytes(before);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private CannotStart failed(String said) {
    String line = folder.explain(lastComplaint(said));
    if (DataFolder.full(said)) {
      return new DiskFull(line);
    }
    return UNUSABLE.matcher(said).find() ? new DataUnusable(line) : new CannotStart(line);
  }

  static String lastComplaint(String log) {
    return log.lines()
        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
        .reduce((first, second) -> second)
        .map(line -> line.replaceFirst("^.*?(FATAL|PANIC):\\s*", ""))
        .orElse(log);
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

  boolean isRunning() throws IOException {
    ProcessHandle started = process;
    return started != null && folder.processes().worksHere(started)
        || folder.processes().server().isPresent();
  }

  /** Whether a client that connects now is talked to; a server that is stopped or hangs is mute. */
  boolean answersWithin(Duration patience) {
    try (var socket = new Socket()) {
      int millis = (int) patience.toMillis();
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress("127.0.0.1", port), millis);
      socket.getOutputStream().write(SSL_REQUEST);
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops the server and rolls back what is open; does nothing where none runs. */
  void stop() throws IOException {
    var fast = stop("fast", "--wait");
    if (fast.exit() != 0 && isRunning()) {
      // what is committed is in the write-ahead log: the next start replays it
      var immediate = stop("immediate", "--wait");
      if (immediate.exit() != 0 && isRunning()) {
        throw new IOException(immediate.text());
      }
    }
  }

  /** Tells the server to end at once and does not wait for it; the next start recovers. */
  void abort() throws IOException {
    stop("immediate", "--no-wait");
  }

  private DatabaseUser.Output stop(String mode, String wait) throws IOException {
    return runAs.run(
        binaries.program("pg_ctl"),
        List.of(
            "stop",
            wait,
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
