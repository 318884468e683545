package dev.demarc.ops;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket for each caller, kept as one number: when it will be full again (the generic cell
 * rate algorithm). A bucket that is full is forgotten, so memory follows those who call now.
 */
final class TokenBuckets {

  private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);

  private final long interval;
  private final long capacity;
  private final LongSupplier nanos;
  private final ConcurrentMap<String, Long> fullAt = new ConcurrentHashMap<>();
  private final AtomicLong swept;

  /**
   * @param perSecond how many tokens come into a bucket; 0 for no limit
   * @param burst how many it holds
   * @param nanos a clock such as {@link System#nanoTime}
   */
  TokenBuckets(double perSecond, int burst, LongSupplier nanos) {
    this.interval = perSecond <= 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.capacity = interval * Math.max(burst, 1);
    this.nanos = nanos;
    this.swept = new AtomicLong(nanos.getAsLong());
  }

  /**
   * Takes a token, where there is one.
   *
   * @return how long until there is one, in nanoseconds; 0 where one was taken
   */
  long take(String caller) {
    if (interval == 0) {
      return 0;
    }
    long now = nanos.getAsLong();
    sweep(now);
    long[] wait = {0};
    fullAt.compute(
        caller,
        (any, known) -> {
          long full = fullAt(known, now);
          wait[0] = Math.max(0, full + interval - now - capacity);
          return wait[0] == 0 ? full + interval : full;
        });
    return wait[0];
  }

  /** The same answer, and takes none. */
  long untilNext(String caller) {
    long now = nanos.getAsLong();
    return Math.max(0, fullAt(fullAt.get(caller), now) + interval - now - capacity);
  }

  private static long fullAt(Long known, long now) {
    return known == null || known - now < 0 ? now : known;
  }

  private void sweep(long now) {
    long last = swept.get();
    if (now - last > SWEEP_EVERY && swept.compareAndSet(last, now)) {
      fullAt.values().removeIf(full -> full - now <= 0);
    }
  }

  int size() {
    return fullAt.size();
  }
}
