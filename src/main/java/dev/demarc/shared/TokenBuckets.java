package dev.demarc.shared;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each caller, kept as one number: when it will be full again (the generic cell
 * rate algorithm). A bucket that is full is forgotten, so memory follows those who call now; those
 * above a bound share one bucket.
 */
public final class TokenBuckets {

  private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_CALLERS = 100_000;

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
  public TokenBuckets(double perSecond, long burst, LongSupplier nanos) {
    this.interval = perSecond <= 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.capacity = interval * Math.max(burst, 1);
    this.nanos = nanos;
    this.swept = new AtomicLong(nanos.getAsLong());
  }

  /** A bucket that holds as many as come in that time; 0 for no limit. */
  public static TokenBuckets per(TimeUnit time, long tokens, LongSupplier nanos) {
    return new TokenBuckets((double) tokens / time.toSeconds(1), tokens, nanos);
  }

  /**
   * Takes a token, where there is one.
   *
   * @return how long until there is one, in nanoseconds; 0 where one was taken
   */
  public long take(String caller) {
    return take(caller, 1);
  }

  /**
   * Takes all of them or none. More than a bucket holds are never there: the wait is then as long
   * as for a full one, and longer by what is too much.
   *
   * @return how long until there are so many, in nanoseconds; 0 where they were taken
   */
  public long take(String caller, long tokens) {
    if (interval == 0) {
      return 0;
    }
    long now = nanos.getAsLong();
    sweep(now);
    long[] wait = {0};
    fullAt.compute(
        bucketOf(caller),
        (any, known) -> {
          long full = fullAt(known, now);
          wait[0] = Math.max(0, full + tokens * interval - now - capacity);
          return wait[0] == 0 ? full + tokens * interval : full;
        });
    return wait[0];
  }

  /**
   * Takes them whether they are there or not: what comes later waits for it.
   *
   * @param tokens negative where some that were taken are given back
   */
  public void settle(String caller, long tokens) {
    if (interval != 0 && tokens != 0) {
      long now = nanos.getAsLong();
      fullAt.compute(
          bucketOf(caller), (any, known) -> fullAt(fullAt(known, now) + tokens * interval, now));
    }
  }

  /** The same answer as {@link #take(String)}, and takes none. */
  public long untilNext(String caller) {
    long now = nanos.getAsLong();
    return Math.max(0, fullAt(fullAt.get(caller), now) + interval - now - capacity);
  }

  private String bucketOf(String caller) {
    return fullAt.size() < MOST_CALLERS || fullAt.containsKey(caller) ? caller : "others";
  }

  private static long fullAt(@Nullable Long known, long now) {
    return known == null || known - now < 0 ? now : known;
  }

  private void sweep(long now) {
    long last = swept.get();
    if (now - last > SWEEP_EVERY && swept.compareAndSet(last, now)) {
      fullAt.values().removeIf(full -> full - now <= 0);
    }
  }

  /** How many callers are known. */
  public int size() {
    return fullAt.size();
  }
}
