package dev.demarc.clocks;

import dev.demarc.casework.ServiceClocks;
import dev.demarc.casework.TimedCase;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.GivenRoutes;
import dev.demarc.routing.GivenRoutes.GivenRoute;
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
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings a case's clocks in line with its parts, whatever was changed on them. */
@ApplicationScoped
class ClockFollower implements ServiceClocks {

  private final CaseClocks clocks;
  private final PartClocks parts;
  private final CaseWideClocks caseWide;
  private final ClockPolicies policies;
  private final BusinessCalendars calendars;
  private final Router router;
  private final GivenRoutes given;
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
      GivenRoutes given,
      EntityManager database,
      Clock clock) {
    this.clocks = clocks;
    this.parts = parts;
    this.caseWide = caseWide;
    this.policies = policies;
    this.calendars = calendars;
    this.router = router;
    this.given = given;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Instant endOfNew(TimedCase on, Side side, UUID queueId, @Nullable String given) {
    var facts = facts(on, side, queueId, given);
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
    var routes = given.of(on.caseId());
    caseWide.follow(on, all, enabled, now());
    var bySide =
        all.stream()
            .filter(c -> c.side != null)
            .collect(Collectors.groupingBy(c -> c.side, Collectors.toCollection(ArrayList::new)));
    var ends = new EnumMap<Side, Instant>(Side.class);
    for (var part : on.parts()) {
      var ofPart = bySide.getOrDefault(part.side(), new ArrayList<>());
      var facts =
          facts(on, part.side(), part.queueId(), policyOf(part.side(), part.queueId(), routes));
      parts
          .follow(new TimedPart(on, part, facts, enabled, ofPart, now()))
          .ifPresent(end -> ends.put(part.side(), end));
    }
    return ends;
  }

  private ClockFacts facts(TimedCase on, Side side, UUID queueId, @Nullable String given) {
    var queue = router.queue(queueId);
    return new ClockFacts(
        queue.slug(), side, on.category(), on.severity(), given, queue.clock(on.severity()));
  }

  /**
   * The policy that the rules gave this part; null where they gave none, or where somebody moved
   * the part to another queue: it was promised for the queue of the rule.
   */
  private static @Nullable String policyOf(Side side, UUID queueId, List<GivenRoute> routes) {
    return routes.stream()
        .filter(route -> route.side() == side && queueId.equals(route.queueId()))
        .map(GivenRoute::clockPolicy)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** As exact as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
