package dev.demarc.access.signin;

import java.time.Duration;
import java.time.Instant;

/**
 * How long one must wait after failures: the first are free, then each wait is twice the one before
 * it.
 *
 * @param free failures without a wait
 * @param forgiven after each of these times without a failure, one failure is forgotten
 */
public record ThrottleRule(int free, Duration forgiven) {

  static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** What is known of one bucket: failures up to a time, and until when it is blocked. */
  public record State(int failures, Instant countedAt, Instant blockedUntil) {}

  public Duration wait(int failures) {
    if (failures < free) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - free, 20);
    var wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  public State afterFailure(State before, Instant now) {
    long passed = Math.max(0, Duration.between(before.countedAt(), now).dividedBy(forgiven));
    int rest = (int) Math.max(0, before.failures() - passed);
    var countedAt = rest == 0 ? now : before.countedAt().plus(forgiven.multipliedBy(passed));
    return new State(rest + 1, countedAt, now.plus(wait(rest + 1)));
  }

  /** An attempt that was counted as a failure before it was known to be none. */
  public State takenBack(State before, Instant now) {
    int rest = Math.max(0, before.failures() - 1);
    return new State(rest, before.countedAt(), wait(rest).isZero() ? now : before.blockedUntil());
  }
}
