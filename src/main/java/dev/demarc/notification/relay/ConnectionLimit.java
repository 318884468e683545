package dev.demarc.notification.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How many connections the relay is given at a time: fewer where it says that they are too many,
 * then one more for each minute in which it does not.
 */
public class ConnectionLimit {

  private static final Duration RECOVERY = Duration.ofMinutes(1);

  private final int most;
  private final Clock clock;
  private int allowed;
  private int inUse;
  private Instant changed;

  public ConnectionLimit(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
    this.allowed = most;
    this.changed = clock.instant();
  }

  /** False where none becomes free in time. */
  public synchronized boolean acquire(Duration patience) throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (inUse >= allowed()) {
      long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    inUse++;
    return true;
  }

  public synchronized void release() {
    inUse--;
    notifyAll();
  }

  /**
   * @return false where it was one already
   */
  public synchronized boolean lower() {
    allowed();
    changed = clock.instant();
    if (allowed == 1) {
      return false;
    }
    allowed = Math.max(1, Math.min(allowed - 1, inUse - 1));
    return true;
  }

  public synchronized int allowed() {
    if (changed.isAfter(clock.instant())) {
      changed = clock.instant(); // it was set back
    }
    while (allowed < most && !clock.instant().isBefore(changed.plus(RECOVERY))) {
      allowed++;
      changed = changed.plus(RECOVERY);
    }
    return allowed;
  }

  /** Whether one may stay open beside those in use. */
  synchronized boolean leavesRoomFor(int kept) {
    return inUse + kept < allowed();
  }
}
