package dev.demarc.faults;

import dev.demarc.shared.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One Demarc as a process of its own, on the same ports each time it is started. */
final class Node implements AutoCloseable {

  static final String API_KEY = "faults-key";

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(180);
  private static final Duration HEALTH_WITHIN = Duration.ofSeconds(2);

  private final Path folder;
  private final List<String> options;
  private final Map<String, String> environment;
  private final int httpPort = FreePort.choose();
  private final int smtpPort = FreePort.choose();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(HEALTH_WITHIN)
          .build();
  private Process process;
  private boolean closed;

  /**
   * @param folder of its data and its log
   * @param options for Java
   * @param environment on top of that of this process
   */
  Node(Path folder, List<String> options, Map<String, String> environment) {
    this.folder = folder;
    this.options = options;
    this.environment = environment;
  }

  /** Does not wait until it is ready. */
  synchronized Node launch() throws IOException {
    if (closed) {
      throw new IllegalStateException("the run has ended");
    }
    Files.createDirectories(folder);
    var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java") + ""));
    words.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.add("-Dquarkus.http.port=" + httpPort);
    words.add("-Ddemarc.smtp.port=" + smtpPort);
    words.add("-Ddemarc.data.dir=" + folder);
    words.add("-Ddemarc.bootstrap.api-key=" + API_KEY);
    words.add("-Ddemarc.bootstrap.admin-password=correct horse battery");
    words.add("-Ddemarc.outbound.allow=127.0.0.0/8");
    words.addAll(options);
    words.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    var command = new ProcessBuilder(words);
    command.environment().keySet().removeIf(n -> n.startsWith("QUARKUS_"));
    command.environment().putAll(environment);
    command
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    process = command.start();
    return this;
  }

  Path log() {
    return folder.resolve("log.txt");
  }

  Node awaitReady() {
    if (!Wait.until(STARTS_WITHIN, () -> ready() == 200 || !process.isAlive()) || !isAlive()) {
      throw new IllegalStateException("a node did not become ready; see " + log());
    }
    return this;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int httpPort() {
    return httpPort;
  }

  int smtpPort() {
    return smtpPort;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + API_KEY);
  }

  /** The status that readiness answers; -1 where there is no answer within two seconds. */
  int ready() {
    return health("ready");
  }

  int live() {
    return health("live");
  }

  private int health(String which) {
    try {
      var request =
          HttpRequest.newBuilder(uri("/q/health/" + which)).timeout(HEALTH_WITHIN).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException none) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** SIGTERM; does not wait. */
  void terminate() {
    process.destroy();
  }

  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Kills the server of its embedded database. */
  void killDatabase() throws IOException {
    embeddedServer().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Stops the processes of its embedded database where they stand. */
  void freezeDatabase() throws IOException, InterruptedException {
    Freezing.freeze(folder.resolve("postgres"));
  }

  void thawDatabase() throws IOException, InterruptedException {
    Freezing.thaw(folder.resolve("postgres"));
  }

  private Optional<ProcessHandle> embeddedServer() throws IOException {
    var pidFile = folder.resolve("postgres/postmaster.pid");
    return Files.exists(pidFile)
        ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
        : Optional.empty();
  }

  /** To its embedded database. */
  Connection connect() throws IOException, SQLException {
    var port = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/demarc?connectTimeout=5&socketTimeout=20",
        "demarc",
        Files.readString(folder.resolve("postgres/demarc.password")).strip());
  }

  /** Lines of the log that begin a stack trace's frames. */
  long stackTraceLines() throws IOException {
    try (var lines = Files.lines(log())) {
      return lines.filter(line -> line.startsWith("\tat ")).count();
    }
  }

  /** The data is thrown away, so nothing is stopped gently. */
  @Override
  public synchronized void close() throws IOException, InterruptedException {
    closed = true;
    if (process != null) {
      kill();
    }
    embeddedServer().ifPresent(Node::end);
  }

  /** Killed, a PostgreSQL would leave its shared memory behind. */
  private static void end(ProcessHandle server) {
    server.destroy();
    if (!Wait.until(Duration.ofSeconds(5), () -> !server.isAlive())) {
      server.destroyForcibly();
    }
  }
}
