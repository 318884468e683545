package dev.demarc.clocks;

import dev.demarc.access.people.Contacts;
import dev.demarc.clocks.ClockSettings.Kind;
import dev.demarc.clocks.ClockSettings.Stored;
import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Severity;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is promised for which work: the policies, and which of them applies. */
@ApplicationScoped
public class ClockPolicies {

  /** Where no policy applies: the queue's own clocks, and its people when they run out. */
  private static final ClockPolicy OF_THE_QUEUE =
      new ClockPolicy(
          "queue-clocks",
          "The queue's own clocks",
          true,
          0,
          false,
          ClockPolicy.OPENING,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          ClockPolicy.PAUSES,
          List.of(new ClockTarget("resolve", null, ClockTarget.AS_THE_QUEUE, Map.of(), "25%")),
          List.of(new EscalationStep(null, List.of("assignee", "queue", "on-call"))));

  /**
   * @param version the one that the next change is made against
   */
  public record PolicyEntry(ClockPolicy policy, int version, Instant changedAt, String changedBy) {}

  record VersionedPolicy(ClockPolicy policy, int version) {}

  /**
   * Which policy takes some work, and by when it says that what has to happen.
   *
   * @param others the policies that come before it, with why they do not apply
   */
  public record Choice(
      String policy, String name, List<Promise> promises, List<PassedOver> others) {}

  /**
   * @param within as people say it
   */
  public record Promise(Measure measure, String within, Instant due, @Nullable String warnBefore) {}

  public record PassedOver(String policy, String why) {}

  private final ClockSettings settings;
  private final BusinessCalendars calendars;
  private final Router router;
  private final Contacts contacts;
  private final Clock clock;

  ClockPolicies(
      ClockSettings settings,
      BusinessCalendars calendars,
      Router router,
      Contacts contacts,
      Clock clock) {
    this.settings = settings;
    this.calendars = calendars;
    this.router = router;
    this.contacts = contacts;
    this.clock = clock;
  }

  /** In the order in which they are tried, the parallel ones last. */
  @Transactional
  public List<PolicyEntry> all() {
    return stored("").stream()
        .map(s -> new PolicyEntry(s.setting(), s.version(), s.changedAt(), s.changedBy()))
        .toList();
  }

  private List<Stored<ClockPolicy>> stored(String condition) {
    return settings.all(
        Kind.POLICY,
        ClockPolicy.class,
        condition
            + " order by definition ->> 'parallel', cast(definition ->> 'position' as int), slug");
  }

  List<VersionedPolicy> enabled() {
    return stored(" where definition ->> 'enabled' = 'true'").stream()
        .map(s -> new VersionedPolicy(s.setting(), s.version()))
        .toList();
  }

  /** Whether a policy of this name is there. */
  @Transactional
  public boolean exists(String slug) {
    return settings.get(Kind.POLICY, ClockPolicy.class, slug).isPresent();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public PolicyEntry get(String slug) {
    return settings
        .get(Kind.POLICY, ClockPolicy.class, slug)
        .map(s -> new PolicyEntry(s.setting(), s.version(), s.changedAt(), s.changedBy()))
        .orElseThrow(() -> Problem.notFound("There is no clock policy " + slug + "."));
  }

  /** Its escalation, also where it is gone or was never stored. */
  List<EscalationStep> escalation(@Nullable String slug) {
    return slug == null
        ? OF_THE_QUEUE.escalation()
        : settings
            .get(Kind.POLICY, ClockPolicy.class, slug)
            .map(stored -> stored.setting().escalation())
            .orElse(OF_THE_QUEUE.escalation());
  }

  /**
   * Work that begins from now on goes by it; clocks that run go on under what they began with,
   * until their work comes to another queue, category or severity.
   *
   * @param version null to replace whatever is there
   * @throws Problem INVALID naming each mistake; OUT_OF_DATE
   */
  @Transactional
  public void save(ClockPolicy policy, @Nullable Integer version, String by) {
    check(policy);
    settings.save(Kind.POLICY, policy.slug(), policy, version, by);
  }

  /**
   * @throws Problem INVALID naming each mistake
   */
  @Transactional
  public void check(ClockPolicy policy) {
    var known =
        new PolicyMistakes.Known(
            router.queues().stream().map(Queue::slug).collect(Collectors.toSet()),
            calendars.slugs(),
            contacts.usernames());
    ClockSettings.require("policy", PolicyMistakes.of(policy, known));
  }

  /** Its clocks that run go on; new work goes by the next policy that applies. */
  @Transactional
  public void remove(String slug, @Nullable Integer version, String by) {
    settings.remove(Kind.POLICY, slug, version, by);
  }

  /** The one that the rules gave, whatever it is for; else the first that applies. */
  static VersionedPolicy choose(List<VersionedPolicy> policies, ClockFacts facts) {
    return given(policies, facts).orElseGet(() -> ordinary(policies, facts));
  }

  /** Empty where the rules gave none, or one that is gone or switched off. */
  static Optional<VersionedPolicy> given(List<VersionedPolicy> policies, ClockFacts facts) {
    return facts.given() == null
        ? Optional.empty()
        : policies.stream()
            .filter(p -> !p.policy().parallel() && p.policy().slug().equals(facts.given()))
            .findFirst();
  }

  private static VersionedPolicy ordinary(List<VersionedPolicy> policies, ClockFacts facts) {
    return policies.stream()
        .filter(p -> !p.policy().parallel() && p.policy().appliesTo(facts))
        .findFirst()
        .orElse(new VersionedPolicy(OF_THE_QUEUE, 0));
  }

  static Optional<ClockTarget> target(ClockPolicy policy, Measure measure) {
    return policy.targets().stream().filter(t -> t.kind() == measure).findFirst();
  }

  /**
   * @throws Problem INVALID naming the field
   */
  @Transactional
  public Choice choice(String queueSlug, String side, Category category, Severity severity) {
    var queue =
        router
            .queue(TypedText.clean(queueSlug))
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "queue",
                        "must be the slug of a queue, such as "
                            + router.queues().stream()
                                .map(Queue::slug)
                                .limit(3)
                                .collect(Collectors.joining(", "))));
    var facts =
        new ClockFacts(
            queue.slug(),
            Side.of(side).orElse(null),
            category,
            severity,
            null,
            queue.clock(severity));
    var passed = new ArrayList<PassedOver>();
    for (var stored : enabled()) {
      if (stored.policy().parallel()) {
        continue;
      }
      if (stored.policy().appliesTo(facts)) {
        return choice(stored.policy(), facts, passed);
      }
      passed.add(
          new PassedOver(
              stored.policy().slug(), "it is for " + stored.policy().inWords() + " only"));
    }
    return choice(OF_THE_QUEUE, facts, passed);
  }

  private Choice choice(ClockPolicy policy, ClockFacts facts, List<PassedOver> passed) {
    var time = calendars.time(policy.calendar());
    var now = clock.instant();
    var promises = new ArrayList<Promise>();
    for (var target : policy.targets()) {
      target
          .length(facts.severity(), facts.ofQueue())
          .ifPresent(
              length ->
                  promises.add(
                      new Promise(
                          target.kind(),
                          length.words(),
                          length.from(now, time),
                          target
                              .warning(length)
                              .map(before -> ClockLength.exactly(before).words())
                              .orElse(null))));
    }
    return new Choice(policy.slug(), policy.name(), promises, passed);
  }
}
