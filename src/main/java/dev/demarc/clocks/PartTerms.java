package dev.demarc.clocks;

import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.clocks.ClockPolicies.VersionedPolicy;
import dev.demarc.clocks.calendar.ClockLength;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a part's clocks run by: its policy, how long that gives, and when it lets them stand still.
 */
@ApplicationScoped
class PartTerms {

  private final CaseAccess access;

  PartTerms(CaseAccess access) {
    this.access = access;
  }

  /**
   * The policy to go by, and on the timeline why it is not the one that the routing rules gave.
   *
   * @param before what they had given when the clocks began; null where nothing
   */
  VersionedPolicy choose(TimedPart subject, @Nullable String before) {
    var facts = subject.facts();
    var chosen = ClockPolicies.choose(subject.policies(), facts);
    boolean missed =
        facts.given() != null && ClockPolicies.given(subject.policies(), facts).isEmpty();
    if (missed || before != null && facts.given() == null) {
      access.record(
          subject.on().caseId(),
          "clock-policy",
          "ran the clocks of the "
              + subject.part().side().word()
              + " part by the policy “"
              + chosen.policy().name()
              + "”, since "
              + (missed
                  ? "the policy " + facts.given() + " that the routing rules give is not there"
                  : "the policy " + before + " was given for where it was routed before"));
    }
    return chosen;
  }

  Optional<ClockLength> length(Measure measure, VersionedPolicy chosen, TimedPart subject) {
    return ClockPolicies.target(chosen.policy(), measure)
        .flatMap(t -> t.length(subject.facts().severity(), subject.facts().ofQueue()));
  }

  void put(CaseClock clock, VersionedPolicy chosen, ClockLength length, TimedPart subject) {
    clock.policy = chosen.policy().slug();
    clock.policyVersion = chosen.version();
    clock.calendar = chosen.policy().calendar();
    clock.basis = subject.facts().basis();
    clock.targetSeconds = length.about().toSeconds();
    clock.warnSeconds =
        ClockPolicies.target(chosen.policy(), clock.measure)
            .flatMap(target -> target.warning(length))
            .map(Duration::toSeconds)
            .orElse(0L);
  }

  boolean pauses(CaseClock clock, TimedPart subject, WaitingOn waitingOn) {
    var on = waitingOn.slug();
    return subject.policies().stream()
        .filter(p -> p.policy().slug().equals(clock.policy))
        .findFirst()
        .map(p -> p.policy().pausesOn().contains(on))
        .orElse(!on.equals("nobody"));
  }
}
