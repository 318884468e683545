package dev.demarc.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Stops all processes of a PostgreSQL where they stand, and lets them go on. */
final class Freezing {

  private Freezing() {}

  /** SIGSTOP. */
  static void freeze(Path postgres) throws IOException, InterruptedException {
    signal("-STOP", postgres);
  }

  /** SIGCONT. */
  static void thaw(Path postgres) throws IOException, InterruptedException {
    signal("-CONT", postgres);
  }

  /** The server first, so that it starts no further process meanwhile. */
  private static void signal(String signal, Path postgres)
      throws IOException, InterruptedException {
    long pid =
        Long.parseLong(Files.readAllLines(postgres.resolve("postmaster.pid")).get(0).strip());
    var server = ProcessHandle.of(pid).orElseThrow();
    send(signal, server.pid());
    for (var process : server.descendants().toList()) {
      send(signal, process.pid());
    }
  }

  private static void send(String signal, long pid) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", signal, Long.toString(pid)).start();
    kill.waitFor(5, TimeUnit.SECONDS);
  }
}
