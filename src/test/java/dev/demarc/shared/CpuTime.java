package dev.demarc.shared;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What a piece of work costs, whatever else the machine does meanwhile. */
public final class CpuTime {

  private CpuTime() {}

  /**
   * The result of work that takes no longer than this of processor time.
   *
   * @throws AssertionError where it takes longer
   */
  public static <T> T within(Duration most, Supplier<T> work) {
    var result = new AtomicReference<T>();
    long nanos = of(() -> result.set(work.get()));
    if (nanos > most.toNanos()) {
      throw new AssertionError(
          "took " + Duration.ofNanos(nanos) + " of processor time, not " + most);
    }
    return result.get();
  }

  /** Nanoseconds of processor time that this thread spends on it. */
  public static long of(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - start;
  }
}
