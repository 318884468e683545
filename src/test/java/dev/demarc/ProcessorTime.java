package dev.demarc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a running Demarc and its database have had of the processors: unlike the time that a request
 * takes, it stays about the same while others use the machine, too.
 */
record ProcessorTime(Duration application, Duration database) {

  static ProcessorTime of(RunningDemarc demarc) throws IOException {
    var postmaster = demarc.database();
    var alive =
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
            .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(ofEnded(postmaster), Duration::plus);
    return new ProcessorTime(
        demarc.process().info().totalCpuDuration().orElse(Duration.ZERO), alive);
  }

  /** Of the sessions and parallel workers that have ended; none where the system does not say. */
  private static Duration ofEnded(ProcessHandle postmaster) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(postmaster.pid()), "stat"));
      // proc(5): after the name in brackets the fields are single words; 16 and 17 are the
      // children's
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
      return Duration.ofMillis(ticks * 10);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  ProcessorTime minus(ProcessorTime before) {
    return new ProcessorTime(
        application.minus(before.application), database.minus(before.database));
  }
}
