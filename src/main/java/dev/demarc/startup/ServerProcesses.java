package dev.demarc.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The processes of PostgreSQL on one data folder. The server is not a child of this process (pg_ctl
 * starts it, and perhaps a user namespace lies between), so it is found by its pid file.
 */
public final class ServerProcesses {

  private static final Logger LOG = Logger.getLogger(ServerProcesses.class);

  /** Idle backends end as soon as their server is gone; one that computes does not notice. */
  private static final Duration END_BY_THEMSELVES = Duration.ofSeconds(2);

  private static final Duration END_WHEN_KILLED = Duration.ofSeconds(10);

  private final Path cluster;

  ServerProcesses(Path cluster) {
    this.cluster = cluster;
  }

  /** The server that the pid file names, where it is alive and works on this folder. */
  Optional<ProcessHandle> server() throws IOException {
    return namedInPidFile().filter(this::worksHere);
  }

  private Optional<ProcessHandle> namedInPidFile() throws IOException {
    try {
      List<String> lines = Files.readAllLines(pidFile());
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }

  /**
   * PostgreSQL's processes stand in their data folder. Where that cannot be seen, the command line
   * names the folder; a process that has ended and was not collected by its parent has neither.
   */
  boolean worksHere(ProcessHandle process) {
    Path standsIn = Path.of("/proc/" + process.pid() + "/cwd");
    try {
      // somebody's shell may stand there too
      return Files.readSymbolicLink(standsIn).equals(cluster.toRealPath())
          && process.info().command().orElse("").contains("/postgres");
    } catch (IOException e) {
      String command = process.info().commandLine().orElse("");
      return command.contains("/bin/postgres ") && command.contains(cluster.toString());
    }
  }

  /**
   * Makes the folder free for a new server once the old one is dead: waits for the processes that
   * it has left behind and ends those that stay. What they had not committed is void anyway, and
   * what is committed is in the write-ahead log.
   */
  void clearLeftovers() throws IOException {
    if (!areGoneWithin(END_BY_THEMSELVES)) {
      kill();
    }
    // After a power cut the number may belong to some other program by now, and PostgreSQL would
    // refuse to start on its account. A file that names no living process it clears by itself.
    if (namedInPidFile().isPresent()) {
      Files.deleteIfExists(pidFile());
    }
  }

  /** Ends every process on this folder at once, as a power cut would. */
  void kill() throws IOException {
    for (ProcessHandle process : all()) {
      LOG.warnf("Ending process %d, which is still at work in %s", process.pid(), cluster);
      process.destroyForcibly();
    }
    if (!areGoneWithin(END_WHEN_KILLED)) {
      throw new CannotStart(
          "process "
              + all().stream().map(process -> "" + process.pid()).findFirst().orElse("")
              + " is still at work in "
              + cluster
              + " and could not be ended; end it and start Demarc again.");
    }
  }

  private boolean areGoneWithin(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!all().isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause();
    }
    return true;
  }

  private List<ProcessHandle> all() {
    return ProcessHandle.allProcesses().filter(this::worksHere).toList();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for PostgreSQL's processes", e);
    }
  }
}
