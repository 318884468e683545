package dev.demarc.formats;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads every file of the folders {@code hostile-*} in a collection, says which took longest and
 * which most memory, and fails where one threw or took over a second. Run with {@code
 * bench/hostile}.
 */
public final class HostileRun {

  private static final double LONGEST_MILLIS = 1_000;
  private static final int SHOWN = 10;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * @param allocated bytes that reading it took from the heap, most of them for a moment only
   */
  private record Read(Path file, int size, double millis, long allocated, String broken) {}

  private HostileRun() {}

  public static void main(String[] args) throws IOException {
    var files = files(Path.of(args[0]));
    if (files.isEmpty()) {
      System.err.println("No files in folders named hostile-* under " + args[0] + ".");
      System.exit(2);
    }
    for (var file : files) {
      read(file); // to warm up
    }
    var reads = new ArrayList<Read>();
    for (var file : files) {
      reads.add(read(file));
    }
    show(reads, "slowest", Comparator.comparingDouble(Read::millis));
    show(reads, "most memory", Comparator.comparingLong(Read::allocated));
    var failed =
        reads.stream().filter(r -> r.broken() != null || r.millis() > LONGEST_MILLIS).toList();
    failed.forEach(r -> System.out.println("FAILED " + line(r)));
    System.out.println(reads.size() + " files read, " + failed.size() + " failed");
    System.exit(failed.isEmpty() ? 0 : 1);
  }

  private static List<Path> files(Path corpora) throws IOException {
    try (var files = Files.walk(corpora)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> corpora.relativize(f).toString().contains("hostile-"))
          .sorted()
          .toList();
    }
  }

  /** The time and memory of reading alone; what it promises is looked at afterwards. */
  private static Read read(Path file) throws IOException {
    var raw = Files.readAllBytes(file);
    var type = file.toString().endsWith(".json") ? "application/json" : "message/rfc822";
    var submission = new Submission(raw, type, Samples.RECEIVED);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    String broken = null;
    try {
      new FormatReader().readStored(submission);
    } catch (RuntimeException | Error e) {
      broken = e.toString();
    }
    double millis = (System.nanoTime() - start) / 1e6;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    try {
      ReportPromises.keptBy(submission);
    } catch (RuntimeException | Error e) {
      broken = e.toString();
    }
    return new Read(file, raw.length, millis, allocated, broken);
  }

  private static void show(List<Read> reads, String what, Comparator<Read> order) {
    System.out.println(what + ":");
    reads.stream()
        .sorted(order.reversed())
        .limit(SHOWN)
        .map(HostileRun::line)
        .forEach(System.out::println);
  }

  private static String line(Read read) {
    return String.format(
        "%8.1f ms %8.1f MiB taken, of %9d bytes  %s%s",
        read.millis(),
        read.allocated() / 1048576.0,
        read.size(),
        read.file(),
        read.broken() == null ? "" : "  " + read.broken());
  }
}
