package dev.demarc;

import static dev.demarc.shared.Waiting.await;

import dev.demarc.shared.FreePort;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged application as a process of its own. */
public final class RunningDemarc implements AutoCloseable {

  /** Of {@code admin}. */
  static final String PASSWORD = "correct horse battery";

  /** Options for a run that is over before the optimizing compiler has earned what it takes. */
  static final String[] SHORT = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

  private final Process process;
  private final Path data;
  private final int httpPort;
  private final int smtpPort;

  private RunningDemarc(Process process, Path data, int httpPort, int smtpPort) {
    this.process = process;
    this.data = data;
    this.httpPort = httpPort;
    this.smtpPort = smtpPort;
  }

  /**
   * @param options for Java
   */
  public static RunningDemarc start(Path data, String... options) throws IOException {
    int http = FreePort.choose();
    int smtp = FreePort.choose();
    var words = new ArrayList<>(List.of(java("java")));
    words.addAll(List.of(options));
    words.addAll(
        List.of(
            "-Dquarkus.http.port=" + http,
            "-Ddemarc.smtp.port=" + smtp,
            "-Ddemarc.data.dir=" + data,
            "-Ddemarc.bootstrap.api-key=it-key",
            "-Ddemarc.bootstrap.admin-password=" + PASSWORD,
            "-jar",
            "target/quarkus-app/quarkus-run.jar"));
    var command = new ProcessBuilder(words);
    command.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
    command.redirectErrorStream(true).redirectOutput(data.resolve("log.txt").toFile());
    var running = new RunningDemarc(command.start(), data, http, smtp);
    await()
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(
            () ->
                running.hasEnded()
                    || RestAssured.get(running.url() + "/q/health/ready").statusCode() == 200);
    if (running.hasEnded()) {
      throw new IllegalStateException(Files.readString(data.resolve("log.txt")));
    }
    return running;
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  public String url() {
    return "http://localhost:" + httpPort;
  }

  int httpPort() {
    return httpPort;
  }

  public int smtpPort() {
    return smtpPort;
  }

  /** Bytes on the heap that a garbage collection leaves there. */
  long liveHeap() {
    try {
      new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), "GC.run").start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return RestAssured.get(url() + "/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** As {@code kill -9}: nothing is tidied up. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** As {@code kill}: it is told to stop. */
  void terminate() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  int exitCodeWithin(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it still runs after " + patience);
    }
    return process.exitValue();
  }

  int databasePort() throws IOException {
    return Integer.parseInt(Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3));
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  ProcessHandle database() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(0));
    return ProcessHandle.of(pid).orElseThrow();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
