package dev.demarc.clocks;

import dev.demarc.casework.WorkStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Clocks of a part that stopped a moment ago, and go on as what stopped them is taken back. */
final class RevivedClocks {

  /** A part that is taken up again so soon goes on under the clocks that it had. */
  private static final Duration TAKEN_BACK = Duration.ofMinutes(15);

  private RevivedClocks() {}

  /**
   * Goes on under the clocks that the part had a moment ago, where its end or its withdrawal was
   * taken back. Work that is given anew has another end than that, and clocks anew.
   */
  static boolean takeBack(TimedPart subject) {
    var part = subject.part();
    var last =
        subject.all().stream()
            .filter(c -> c.measure == Measure.RESOLVE)
            .filter(c -> isRecent(c.stoppedAt, subject))
            .reduce((earlier, later) -> later)
            .filter(
                c ->
                    c.partDue != null && PartClocks.isSame(c.partDue, part.dueAt())
                        || part.status() != WorkStatus.NEW && c.state != CaseClock.State.CANCELLED);
    // asked once: the clock itself is revived among them, wherever it stands
    last.map(clock -> clock.stoppedAt)
        .ifPresent(
            stopped ->
                subject.all().stream()
                    .filter(c -> stopped.equals(c.stoppedAt))
                    .forEach(CaseClock::revive));
    return last.isPresent();
  }

  /**
   * Has the clock go on that the part's own step had stopped.
   *
   * @return whether there was one
   */
  static boolean takeBack(Measure measure, TimedPart subject) {
    var resolve = subject.live(Measure.RESOLVE).orElseThrow();
    var stopped =
        subject.all().stream()
            .filter(c -> c.measure == measure && c.stoppedBy == null)
            .filter(c -> c.state != CaseClock.State.CANCELLED)
            .filter(c -> c.startedAt.equals(resolve.startedAt))
            .filter(c -> isRecent(c.stoppedAt, subject))
            .findFirst();
    stopped.ifPresent(CaseClock::revive);
    return stopped.isPresent();
  }

  private static boolean isRecent(@Nullable Instant stoppedAt, TimedPart subject) {
    return stoppedAt != null && stoppedAt.plus(TAKEN_BACK).isAfter(subject.now());
  }
}
