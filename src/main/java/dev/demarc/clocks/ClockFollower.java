package dev.demarc.clocks;

import dev.demarc.casework.ServiceClocks;
import dev.demarc.casework.TimedCase;
import dev.demarc.clocks.ClockPolicies.VersionedPolicy;
import dev.demarc.responsibility.Side;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings a case's clocks in line with its parts, whatever was changed on them. */
@ApplicationScoped
class ClockFollower implements ServiceClocks {

  private final CaseClocks clocks;
  private final PartClocks parts;
  private final CaseWideClocks caseWide;
  private final ClockPolicies policies;
  private final BusinessCalendars calendars;
  private final Router router;
  private final EntityManager database;
  private final Clock clock;

  /** Each is one step of following a case. */
  ClockFollower(
      CaseClocks clocks,
      PartClocks parts,
      CaseWideClocks caseWide,
      ClockPolicies policies,
      BusinessCalendars calendars,
      Router router,
      EntityManager database,
      Clock clock) {
    this.clocks = clocks;
    this.parts = parts;
    this.caseWide = caseWide;
    this.policies = policies;
    this.calendars = calendars;
    this.router = router;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Instant endOfNew(TimedCase on, Side side, UUID queueId) {
    var facts = facts(on, side, queueId);
    var policy = ClockPolicies.choose(policies.enabled(), facts).policy();
    return ClockPolicies.target(policy, Measure.RESOLVE)
        .flatMap(target -> target.length(facts.severity(), facts.ofQueue()))
        .orElseThrow()
        .from(now(), calendars.time(policy.calendar()));
  }

  @Override
  public Map<Side, Instant> follow(TimedCase on) {
    database.flush();
    var all = clocks.of(on.caseId());
    var enabled = policies.enabled();
    caseWide.follow(on, all, enabled, now());
    var bySide =
        all.stream()
            .filter(c -> c.side != null)
            .collect(Collectors.groupingBy(c -> c.side, Collectors.toCollection(ArrayList::new)));
    var ends = new EnumMap<Side, Instant>(Side.class);
    for (var part : on.parts()) {
      var ofPart = bySide.getOrDefault(part.side(), new ArrayList<>());
      parts.follow(subject(on, part, enabled, ofPart)).ifPresent(end -> ends.put(part.side(), end));
    }
    return ends;
  }

  private PartClocks.Subject subject(
      TimedCase on, TimedCase.Part part, List<VersionedPolicy> enabled, List<CaseClock> ofPart) {
    return new PartClocks.Subject(
        on, part, facts(on, part.side(), part.queueId()), enabled, ofPart, now());
  }

  private ClockFacts facts(TimedCase on, Side side, UUID queueId) {
    var queue = router.queue(queueId);
    return new ClockFacts(
        queue.slug(), side, on.category(), on.severity(), queue.clock(on.severity()));
  }

  /** As exact as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
