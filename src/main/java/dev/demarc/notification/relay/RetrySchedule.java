package dev.demarc.notification.relay;

import java.time.Duration;

/** When a mail that was not taken is tried again. */
public final class RetrySchedule {

  public static final int ATTEMPTS = 8;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final int WAIT_GROWS_BY = 4;

  /** Sooner, a relay that is only slow would be at the first copy when the second comes. */
  private static final Duration AFTER_UNCONFIRMED = Duration.ofMinutes(15);

  private RetrySchedule() {}

  /**
   * @param attempts that were made, at least one
   */
  public static Duration wait(int attempts) {
    return FIRST_WAIT.multipliedBy((long) Math.pow(WAIT_GROWS_BY, attempts - 1));
  }

  public static Duration waitAfterUnconfirmed(int attempts) {
    var usual = wait(attempts);
    return usual.compareTo(AFTER_UNCONFIRMED) > 0 ? usual : AFTER_UNCONFIRMED;
  }
}
