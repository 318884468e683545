package dev.demarc.clocks;

import dev.demarc.clocks.calendar.WorkingTime;
import dev.demarc.responsibility.matrix.Side;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps how long each part took to be acknowledged, begun and done, beside what was promised. */
@ApplicationScoped
class MeasuredTimes {

  private final EntityManager database;

  MeasuredTimes(EntityManager database) {
    this.database = database;
  }

  private Optional<PartTimes> of(UUID caseId, @Nullable Side side) {
    return Optional.ofNullable(database.find(PartTimes.class, new PartTimes.Key(caseId, side)));
  }

  private Optional<PartTimes> of(TimedPart subject) {
    return of(subject.on().caseId(), subject.part().side());
  }

  void begin(TimedPart subject, String policy) {
    var known = of(subject);
    if (known.isEmpty()) {
      var times = new PartTimes();
      times.caseId = subject.on().caseId();
      times.side = subject.part().side();
      times.beganAt = subject.now();
      times.queueId = subject.part().queueId();
      times.policy = policy;
      database.persist(times);
    } else {
      known.get().policy = policy;
      takenUpAgain(known.get());
    }
  }

  private static void takenUpAgain(PartTimes times) {
    if (times.resolvedAt != null) {
      times.resolvedAt = null;
      times.resolveSeconds = null;
      times.reopened++;
    }
  }

  /** What the clocks that run promise. */
  void promised(TimedPart subject, @Nullable Instant resolve) {
    of(subject)
        .ifPresent(
            times -> {
              takenUpAgain(times);
              times.queueId = subject.part().queueId();
              times.resolveDue = resolve;
              subject.live(Measure.ACKNOWLEDGE).ifPresent(c -> times.acknowledgeDue = c.dueAt);
              subject.live(Measure.FIRST_ACTION).ifPresent(c -> times.firstActionDue = c.dueAt);
            });
  }

  void changed(TimedPart subject, String policy) {
    of(subject).ifPresent(times -> times.policy = policy);
  }

  /** Whether it was not reached yet. */
  boolean isOpen(Measure measure, TimedPart subject) {
    return of(subject)
        .map(
            times ->
                switch (measure) {
                  case ACKNOWLEDGE -> times.acknowledgedAt == null;
                  case FIRST_ACTION -> times.firstActionAt == null;
                  default -> true;
                })
        .orElse(true);
  }

  void acknowledged(UUID caseId, Side side, Instant now) {
    of(caseId, side)
        .filter(times -> times.acknowledgedAt == null)
        .ifPresent(times -> times.acknowledgedAt = now);
  }

  void begun(UUID caseId, Side side, Instant now) {
    of(caseId, side)
        .filter(times -> times.firstActionAt == null)
        .ifPresent(times -> times.firstActionAt = now);
  }

  /** What had been reached was taken back. */
  void notYet(Measure measure, TimedPart subject) {
    of(subject)
        .ifPresent(
            times -> {
              if (measure == Measure.ACKNOWLEDGE) {
                times.acknowledgedAt = null;
                times.acknowledgeSeconds = null;
              } else {
                times.firstActionAt = null;
                times.firstActionSeconds = null;
              }
            });
  }

  /** A clock of a part stopped: what it measured is kept, the first time. */
  void stopped(CaseClock clock, WorkingTime time, Instant now) {
    var found = of(clock.caseId, clock.side).orElse(null);
    if (found == null) {
      return;
    }
    long seconds =
        Math.max(0, time.between(clock.startedAt, now).toSeconds() - clock.pausedSeconds);
    switch (clock.measure) {
      case ACKNOWLEDGE -> {
        found.acknowledgedAt = found.acknowledgedAt == null ? now : found.acknowledgedAt;
        found.acknowledgeDue = clock.dueAt;
        found.acknowledgeSeconds =
            found.acknowledgeSeconds == null ? (Long) seconds : found.acknowledgeSeconds;
      }
      case FIRST_ACTION -> {
        found.firstActionAt = found.firstActionAt == null ? now : found.firstActionAt;
        found.firstActionDue = clock.dueAt;
        found.firstActionSeconds =
            found.firstActionSeconds == null ? (Long) seconds : found.firstActionSeconds;
      }
      case RESOLVE -> {
        found.resolveSeconds = seconds;
        found.pausedSeconds = clock.pausedSeconds;
      }
      default -> {
        // is measured by its clock alone
      }
    }
  }

  void resolved(TimedPart subject) {
    of(subject)
        .ifPresent(
            times -> {
              times.resolvedAt = subject.now();
              times.acknowledgedAt =
                  times.acknowledgedAt == null ? subject.now() : times.acknowledgedAt;
              times.firstActionAt =
                  times.firstActionAt == null ? subject.now() : times.firstActionAt;
            });
  }
}
