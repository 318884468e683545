package dev.demarc.notification.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps mails from a relay that fails for all of them: after a failure it rests, then one mail
 * probes, and the rests grow until one gets through.
 */
public class CircuitBreaker {

  private static final Duration FIRST_REST = Duration.ofSeconds(10);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  /** How soon the others ask again while a probe is under way. */
  private static final Duration WHILE_PROBING = Duration.ofSeconds(10);

  private final Clock clock;
  private @Nullable Duration rest;
  private @Nullable Instant until;
  private boolean probing;
  private @Nullable RelayFailure trouble;

  public CircuitBreaker(Clock clock) {
    this.clock = clock;
  }

  /** Empty where the caller may try, and must then tell what came of it. */
  public synchronized Optional<Instant> tryPass() {
    if (until == null) {
      return Optional.empty();
    }
    if (probing) {
      return Optional.of(clock.instant().plus(WHILE_PROBING));
    }
    if (isResting()) {
      return Optional.of(until);
    }
    probing = true;
    return Optional.empty();
  }

  /** A clock that was set back does not make a rest longer. */
  private boolean isResting() {
    var now = clock.instant();
    return now.isBefore(until) && !now.plus(LONGEST_REST).isBefore(until);
  }

  /** Until when no mail is tried; empty while the relay works. */
  public synchronized Optional<Instant> pausedUntil() {
    if (until == null) {
      return Optional.empty();
    }
    return Optional.of(probing ? clock.instant().plus(WHILE_PROBING) : until);
  }

  public synchronized Optional<RelayFailure> trouble() {
    return Optional.ofNullable(trouble);
  }

  /**
   * @return whether the relay worked until now
   */
  public synchronized boolean failed(@Nullable String words) {
    boolean first = until == null;
    if (first || probing) {
      rest = first || rest == null ? FIRST_REST : longer(rest);
      until = clock.instant().plus(rest);
      probing = false;
    }
    trouble = new RelayFailure(first || trouble == null ? clock.instant() : trouble.since(), words);
    return first;
  }

  /**
   * @return whether it rested until now
   */
  public synchronized boolean recordSuccess() {
    boolean rested = until != null;
    until = null;
    probing = false;
    trouble = null;
    return rested;
  }

  /** The caller was let pass and found out nothing. */
  public synchronized void undecided() {
    probing = false;
  }

  private static Duration longer(Duration rest) {
    var doubled = rest.multipliedBy(2);
    return doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
  }
}
