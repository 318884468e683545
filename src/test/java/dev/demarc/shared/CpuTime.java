package dev.demarc.shared;

import java.lang.management.ManagementFactory;

/** What a piece of work costs, whatever else the machine does meanwhile. */
public final class CpuTime {

  private CpuTime() {}

  /** Nanoseconds of processor time that this thread spends on it. */
  public static long of(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - start;
  }
}
