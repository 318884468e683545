package dev.demarc.clocks;

import dev.demarc.casework.TimedCase;
import dev.demarc.casework.TimedCase.Part;
import dev.demarc.casework.WorkStatus;
import dev.demarc.clocks.ClockPolicies.VersionedPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of a case with what decides about its clocks.
 *
 * @param all its clocks, also those that have ended
 */
record TimedPart(
    TimedCase on,
    Part part,
    ClockFacts facts,
    List<VersionedPolicy> policies,
    List<CaseClock> all,
    Instant now) {

  Optional<CaseClock> live(Measure measure) {
    return all.stream().filter(c -> c.isLive() && c.measure == measure).findFirst();
  }

  List<CaseClock> live() {
    return all.stream().filter(CaseClock::isLive).toList();
  }

  boolean isToCome(Measure measure) {
    return switch (measure) {
      case ACKNOWLEDGE -> !isAcknowledged();
      case FIRST_ACTION -> !isBegun();
      default -> true;
    };
  }

  boolean isAcknowledged() {
    return part.assignee() != null || part.status() != WorkStatus.NEW;
  }

  boolean isBegun() {
    return part.status() != WorkStatus.NEW && part.status() != WorkStatus.TRIAGED;
  }

  /** What an update is due after a change of. */
  String state() {
    return part.status() + "|" + part.assignee();
  }
}
