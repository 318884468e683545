package dev.demarc.faults;

import java.time.Duration;

/** Waiting with an end. */
final class Wait {

  interface Condition {
    boolean holds() throws Exception;
  }

  private Wait() {}

  static void seconds(double seconds) {
    millis((long) (seconds * 1000));
  }

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Whether it came to hold in time; a condition that throws does not hold yet. */
  static boolean until(Duration atMost, Condition condition) {
    long end = System.nanoTime() + atMost.toNanos();
    do {
      try {
        if (condition.holds()) {
          return true;
        }
      } catch (Exception notYet) {
        // asked again
      }
      millis(250);
    } while (System.nanoTime() < end);
    return false;
  }
}
