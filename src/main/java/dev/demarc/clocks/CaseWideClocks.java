package dev.demarc.clocks;

import dev.demarc.casework.TimedCase;
import dev.demarc.clocks.ClockPolicies.VersionedPolicy;
import dev.demarc.clocks.calendar.WorkingTime;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Clocks on a case as a whole: the answer that its source wants, and duties beside the work. */
@ApplicationScoped
class CaseWideClocks {

  /** Of the time until an answer is wanted, so much is left when somebody is warned. */
  private static final int WARNED_WITH_A = 4;

  private final CaseClocks clocks;

  CaseWideClocks(CaseClocks clocks) {
    this.clocks = clocks;
  }

  /**
   * @param all the clocks of the case; those that begin are added
   */
  void follow(TimedCase on, List<CaseClock> all, List<VersionedPolicy> policies, Instant now) {
    boolean isNew = all.isEmpty();
    answer(on, all, now);
    if (isNew && on.open()) {
      begin(ClockPolicy.OPENING, on.caseId(), facts(on), on.openedAt(), all, policies);
    }
  }

  private void answer(TimedCase on, List<CaseClock> all, Instant now) {
    var running =
        all.stream()
            .filter(c -> c.measure == Measure.ANSWER && c.isLive())
            .findFirst()
            .orElse(null);
    if (!on.open()) {
      if (running != null) {
        running.stop(WorkingTime.AROUND_THE_CLOCK, now, null);
      }
      return;
    }
    var wanted = on.wanted();
    if (wanted == null) {
      if (running != null) {
        running.cancel(now);
      }
    } else if (running == null) {
      boolean known =
          all.stream().anyMatch(c -> c.measure == Measure.ANSWER && c.dueAt.equals(wanted));
      if (!known && wanted.isAfter(now)) {
        all.add(startAnswer(on, wanted, now));
      }
    } else if (!running.dueAt.equals(wanted)) {
      if (on.granted()) {
        running.extensionAskedTo = null;
        running.setByHand = true;
      }
      running.endAt(wanted, WorkingTime.AROUND_THE_CLOCK, now);
    }
  }

  private CaseClock startAnswer(TimedCase on, Instant wanted, Instant now) {
    var clock = new CaseClock();
    clock.id = Ids.next();
    clock.caseId = on.caseId();
    clock.measure = Measure.ANSWER;
    clock.name = "Answer that the source wants";
    clock.state = CaseClock.State.RUNNING;
    clock.targetSeconds = Duration.between(now, wanted).toSeconds();
    clock.warnSeconds = clock.targetSeconds / WARNED_WITH_A;
    clock.begin(wanted, now);
    clocks.persist(clock);
    return clock;
  }

  static ClockFacts facts(TimedCase on) {
    return new ClockFacts(null, null, on.category(), on.severity(), null, Duration.ZERO);
  }

  /**
   * Starts the clocks of the parallel policies that apply and do not run yet; of those that do, the
   * beginning is corrected.
   *
   * @param starts opening or awareness
   * @return how many run from there now
   */
  int begin(
      String starts,
      UUID caseId,
      ClockFacts facts,
      Instant from,
      List<CaseClock> all,
      List<VersionedPolicy> policies) {
    int running = 0;
    for (var stored : policies) {
      var policy = stored.policy();
      if (!policy.parallel() || !policy.starts().equals(starts) || !policy.appliesTo(facts)) {
        continue;
      }
      for (var target : policy.targets()) {
        running += begin(stored, target, caseId, facts, from, all) ? 1 : 0;
      }
    }
    return running;
  }

  private boolean begin(
      VersionedPolicy stored,
      ClockTarget target,
      UUID caseId,
      ClockFacts facts,
      Instant from,
      List<CaseClock> all) {
    var length = target.length(facts.severity(), facts.ofQueue());
    if (length.isEmpty()) {
      return false;
    }
    var due = length.get().from(from, WorkingTime.AROUND_THE_CLOCK);
    var known =
        all.stream()
            .filter(c -> c.measure == Measure.NOTICE)
            .filter(
                c ->
                    target.name() != null
                        && target.name().equals(c.name)
                        && stored.policy().slug().equals(c.policy))
            .findFirst();
    if (known.isPresent()) {
      if (known.get().isLive() && !known.get().dueAt.equals(due)) {
        known.get().begin(due, from);
      }
      return known.get().isLive();
    }
    var clock = new CaseClock();
    clock.id = Ids.next();
    clock.caseId = caseId;
    clock.measure = Measure.NOTICE;
    clock.name = target.name();
    clock.policy = stored.policy().slug();
    clock.policyVersion = stored.version();
    clock.state = CaseClock.State.RUNNING;
    clock.targetSeconds = length.get().about().toSeconds();
    clock.warnSeconds = target.warning(length.get()).map(Duration::toSeconds).orElse(0L);
    clock.begin(due, from);
    clocks.persist(clock);
    all.add(clock);
    return true;
  }
}
