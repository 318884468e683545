package dev.demarc.formats;

import com.sun.management.ThreadMXBean;
import dev.demarc.formats.reader.FormatReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads every {@linkplain HostileReports hostile report} at the size that is taken in, and every
 * file of the folders {@code hostile-*} in a collection; says which took longest and which most
 * memory, and fails where one threw, ran out of memory, or took over a second. Run with {@code
 * bench/hostile}, which gives it little memory.
 */
public final class HostileRun {

  private static final double LONGEST_MILLIS = 1_000;
  private static final int MOST_TRIES = 4;
  private static final int SHOWN = 15;
  private static final int LARGEST = 25 << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * @param first milliseconds of a processor that the first reading took, code being loaded
   * @param millis milliseconds of a processor that the quickest took
   * @param allocated bytes that one reading took from the heap, most of them for a moment only
   */
  private record Read(
      String name, int size, double first, double millis, long allocated, String broken) {

    boolean failed() {
      return broken != null || millis > LONGEST_MILLIS;
    }
  }

  private HostileRun() {}

  /** {@code [--only=part of a name] [folder]} */
  public static void main(String[] args) throws IOException {
    var only = "";
    var reports = new LinkedHashMap<>(HostileReports.of(LARGEST - 4_096));
    for (var arg : args) {
      if (arg.startsWith("--only=")) {
        only = arg.substring("--only=".length());
      } else {
        reports.putAll(files(Path.of(arg)));
      }
    }
    var reads = new ArrayList<Read>();
    for (var report : reports.entrySet()) {
      if (report.getKey().contains(only)) {
        var read = read(report.getKey(), report.getValue());
        reads.add(read);
        if (read.failed()) {
          System.out.println("FAILED " + line(read)); // at once: the whole takes some minutes
        }
      }
    }
    if (reads.isEmpty()) {
      System.out.println("no report has “" + only + "” in its name");
      System.exit(2);
    }
    show(reads, "slowest", Comparator.comparingDouble(Read::millis));
    show(reads, "slowest at first", Comparator.comparingDouble(Read::first));
    show(reads, "most memory", Comparator.comparingLong(Read::allocated));
    long failed = reads.stream().filter(Read::failed).count();
    System.out.println(reads.size() + " reports read, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static Map<String, Supplier<Submission>> files(Path corpora) throws IOException {
    var reports = new LinkedHashMap<String, Supplier<Submission>>();
    try (var files = Files.walk(corpora)) {
      files
          .filter(Files::isRegularFile)
          .filter(f -> corpora.relativize(f).toString().contains("hostile-"))
          .sorted()
          .forEach(f -> reports.put(f.toString(), () -> Samples.file(f)));
    }
    return reports;
  }

  /** The time and memory of reading alone; what a file promises is looked at afterwards. */
  private static Read read(String name, Supplier<Submission> made) {
    int size = 0;
    double first = 0;
    double millis = Double.MAX_VALUE;
    long allocated = 0;
    String broken = null;
    try {
      var submission = made.get();
      size = submission.raw().length;
      for (int n = 0; n < MOST_TRIES && millis > LONGEST_MILLIS / 2; n++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        read(submission);
        double took = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        first = n == 0 ? took : first;
        millis = Math.min(millis, took);
      }
      if (size < 1 << 20) {
        ReportPromises.keptBy(submission);
      }
    } catch (RuntimeException | Error e) {
      broken = e + (e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0]);
    }
    return new Read(name, size, first, millis, allocated, broken);
  }

  private static void read(Submission submission) {
    try {
      new FormatReader().readStored(submission);
    } catch (UnreadableReport refused) {
      // as it may be
    }
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
        "%8.1f ms (at first %8.1f) %8.1f MiB taken, of %9d bytes  %s%s",
        read.millis(),
        read.first(),
        read.allocated() / 1048576.0,
        read.size(),
        read.name(),
        read.broken() == null ? "" : "  " + read.broken());
  }
}
