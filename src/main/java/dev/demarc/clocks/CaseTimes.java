package dev.demarc.clocks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.views.CaseFacts;
import dev.demarc.clocks.CaseClock.State;
import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.clocks.calendar.WorkingTime;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The clocks of one case as people see them, and what people do to those that no part moves. */
@ApplicationScoped
public class CaseTimes {

  /**
   * One clock.
   *
   * @param side null where it runs on the case as a whole
   * @param policy null where it is no policy's but what a source wants
   * @param state running, paused, met, missed or cancelled
   * @param pauseReason why it stands still; null where it does not
   * @param dueAt while it stands still: when it will end if the wait ends as planned
   * @param remainingSeconds what was left of it when it began to stand still; null otherwise
   * @param extensionAskedTo until when more time was asked for; null where it was not, or where the
   *     answer is there
   * @param missedAt when it was seen to have run out; null where it has not
   */
  public record ClockLine(
      UUID id,
      @Nullable Side side,
      Measure measure,
      @Nullable String name,
      @Nullable String policy,
      String state,
      String within,
      Instant startedAt,
      @Nullable Instant dueAt,
      @Nullable Instant warnAt,
      @Nullable Instant pausedAt,
      @Nullable String pauseReason,
      @Nullable Long remainingSeconds,
      boolean setByHand,
      @Nullable Instant extensionAskedTo,
      @Nullable Instant missedAt,
      int escalated,
      @Nullable Instant stoppedAt,
      @Nullable String stoppedBy) {

    @JsonIgnore
    public boolean isLive() {
      return stoppedAt == null;
    }

    /** Whether a person ends it, and no change of a part. */
    @JsonIgnore
    public boolean isEndedByHand() {
      return isLive() && (measure == Measure.NOTICE || measure == Measure.ANSWER);
    }
  }

  /**
   * How long a part took; what is null did not happen or was not promised. Seconds count by the
   * calendar of its policy, without the time its clock stood still.
   */
  public record Times(
      Side side,
      @Nullable String policy,
      Instant beganAt,
      @Nullable Instant acknowledgedAt,
      @Nullable Instant acknowledgeDue,
      @Nullable Long acknowledgeSeconds,
      @Nullable Instant firstActionAt,
      @Nullable Instant firstActionDue,
      @Nullable Long firstActionSeconds,
      @Nullable Instant resolvedAt,
      @Nullable Instant resolveDue,
      @Nullable Long resolveSeconds,
      long pausedSeconds,
      int reopened) {}

  /**
   * @param awareAt since when the desk knows, where that was recorded
   * @param live those that run or stand still, the next to end first
   * @param ended the others, the last to end first; 50 at most
   */
  public record CaseClocksView(
      String caseKey,
      @Nullable Instant awareAt,
      List<ClockLine> live,
      List<ClockLine> ended,
      List<Times> times) {}

  private static final int ENDED = 50;
  private static final Duration FURTHEST = Duration.ofDays(400);

  private final CaseAccess cases;
  private final CaseClocks clocks;
  private final CaseWideClocks caseWide;
  private final ClockPolicies policies;
  private final EntityManager database;
  private final Clock clock;

  CaseTimes(
      CaseAccess cases,
      CaseClocks clocks,
      CaseWideClocks caseWide,
      ClockPolicies policies,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.clocks = clocks;
    this.caseWide = caseWide;
    this.policies = policies;
    this.database = database;
    this.clock = clock;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public CaseClocksView of(CaseKey key) {
    var on = cases.read(key);
    var all = clocks.of(on.id());
    return new CaseClocksView(
        key.value(),
        awareAt(on.id()),
        all.stream()
            .filter(CaseClock::isLive)
            .sorted(Comparator.comparing((CaseClock c) -> c.dueAt))
            .map(CaseTimes::line)
            .toList(),
        all.stream()
            .filter(c -> !c.isLive() && c.state != State.CANCELLED)
            .sorted(Comparator.comparing((CaseClock c) -> c.stoppedAt).reversed())
            .limit(ENDED)
            .map(CaseTimes::line)
            .toList(),
        times(on.id()));
  }

  private static ClockLine line(CaseClock c) {
    boolean warns = c.warnSeconds > 0 && c.warnedAt == null && c.isLive();
    return new ClockLine(
        c.id,
        c.side,
        c.measure,
        c.name,
        c.policy,
        c.state.name().toLowerCase(Locale.ROOT),
        ClockLength.exactly(Duration.ofSeconds(c.targetSeconds)).words(),
        c.startedAt,
        c.dueAt,
        warns ? c.warnAt() : null,
        c.pausedAt,
        c.pauseReason,
        c.state == State.PAUSED ? (Long) c.remainingSeconds : null,
        c.setByHand,
        c.extensionAskedTo,
        c.missedAt,
        c.escalated,
        c.stoppedAt,
        c.stoppedBy);
  }

  private List<Times> times(UUID caseId) {
    return database
        .createQuery("from PartTimes where caseId = :id order by side", PartTimes.class)
        .setParameter("id", caseId)
        .getResultStream()
        .map(
            t ->
                new Times(
                    t.side,
                    t.policy,
                    t.beganAt,
                    t.acknowledgedAt,
                    t.acknowledgeDue,
                    t.acknowledgeSeconds,
                    t.firstActionAt,
                    t.firstActionDue,
                    t.firstActionSeconds,
                    t.resolvedAt,
                    t.resolveDue,
                    t.resolveSeconds,
                    t.pausedSeconds,
                    t.reopened))
        .toList();
  }

  private @Nullable Instant awareAt(UUID caseId) {
    List<?> rows =
        database
            .createNativeQuery(
                "select aware_at from case_awareness where case_id = :id", Tuple.class)
            .setParameter("id", caseId)
            .getResultList();
    return rows.isEmpty() ? null : ((Tuple) rows.get(0)).get(0, Instant.class);
  }

  /**
   * Records since when the desk knows, and starts the clocks that run from there; recorded again,
   * it corrects those that run.
   *
   * @param reason may be null
   * @throws Problem NOT_FOUND, CONFLICT, INVALID
   */
  @Transactional
  public void aware(CaseKey key, Instant at, String reason, ExpectedVersion expected, Actor actor) {
    var now = clock.instant();
    if (at == null || at.isAfter(now) || at.isBefore(now.minus(FURTHEST))) {
      throw Problem.invalid("at", "must be a time in the past, and not more than 400 days ago");
    }
    var why = reason(reason);
    var on = cases.takeOpen(key, expected);
    var since = at.truncatedTo(ChronoUnit.SECONDS);
    database
        .createNativeQuery(
            "insert into case_awareness (case_id, aware_at, recorded_at, recorded_by) values (:id,"
                + " :at, :now, :by) on conflict (case_id) do update set aware_at ="
                + " excluded.aware_at, recorded_at = excluded.recorded_at, recorded_by ="
                + " excluded.recorded_by")
        .setParameter("id", on.id())
        .setParameter("at", since)
        .setParameter("now", now)
        .setParameter("by", actor.name())
        .executeUpdate();
    var facts = new ClockFacts(null, null, on.category(), on.severity(), null, Duration.ZERO);
    int running =
        caseWide.begin(
            ClockPolicy.AWARENESS, on.id(), facts, since, clocks.of(on.id()), policies.enabled());
    cases.changed(
        on.id(),
        "awareness",
        actor,
        "recorded that the desk knows of it since "
            + minute(since)
            + (running == 0
                ? "; no policy has clocks that run from there"
                : "; " + running + (running == 1 ? " clock runs" : " clocks run") + " from there"),
        why);
  }

  private static Instant minute(@Nullable Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  private static @Nullable String reason(@Nullable String text) {
    var reason = TypedText.clean(text);
    if (reason != null && reason.length() > 4000) {
      throw Problem.invalid("reason", "must have at most 4,000 characters");
    }
    return reason == null || reason.isEmpty() ? null : reason;
  }

  /**
   * Says that what a clock runs to was done outside of Demarc.
   *
   * @throws Problem NOT_FOUND; CONFLICT where it has ended, or ends with the part it runs on
   */
  @Transactional
  public void stop(CaseKey key, UUID id, @Nullable String reason, Actor actor) {
    var why = reason(reason);
    var on = held(key);
    var found = found(on, id);
    if (!found.isLive()) {
      throw new Problem(ProblemType.CONFLICT, "This clock has ended already.");
    }
    if (found.side != null) {
      throw new Problem(
          ProblemType.CONFLICT,
          "This clock ends when the part does what it runs to; change the part's status instead.");
    }
    found.stop(WorkingTime.AROUND_THE_CLOCK, clock.instant(), actor.name());
    cases.changed(
        on.id(),
        "clock-stopped",
        actor,
        "said that this is done: "
            + found.name
            + (found.state == State.MISSED ? ", after its end at " : ", before its end at ")
            + minute(found.dueAt),
        why);
  }

  /** A duty may outlast the case, and so its clock is ended on a closed one too. */
  private CaseFacts held(CaseKey key) {
    var on = cases.read(key);
    return cases.takeById(on.id()).orElse(on);
  }

  private CaseClock found(CaseFacts on, UUID id) {
    return clocks
        .findByIdOptional(id)
        .filter(c -> c.caseId.equals(on.id()))
        .orElseThrow(() -> Problem.notFound("There is no such clock on " + on.key() + "."));
  }

  /**
   * Notes that the source was asked for more time. The clock runs on until that is granted, which a
   * lead says by setting the part's clock.
   *
   * @throws Problem NOT_FOUND; CONFLICT where no source wants an answer; INVALID
   */
  @Transactional
  public void askExtension(CaseKey key, Instant until, String reason, Actor actor) {
    var why = reason(reason);
    var on = cases.takeOpen(key, ExpectedVersion.of(null, null));
    var answer = answer(on);
    if (until == null || !until.isAfter(answer.dueAt)) {
      throw Problem.invalid("until", "must be later than " + minute(answer.dueAt));
    }
    if (until.isAfter(clock.instant().plus(FURTHEST))) {
      throw Problem.invalid("until", "must be within 400 days");
    }
    answer.extensionAskedAt = clock.instant();
    answer.extensionAskedTo = until.truncatedTo(ChronoUnit.SECONDS);
    cases.changed(
        on.id(),
        "extension",
        actor,
        "asked for an extension until " + minute(until) + "; the clock runs on until it is granted",
        why);
  }

  /**
   * Notes that the extension that was asked for is not granted.
   *
   * @throws Problem NOT_FOUND; CONFLICT where none was asked for
   */
  @Transactional
  public void refuseExtension(CaseKey key, String reason, Actor actor) {
    var why = reason(reason);
    var on = cases.takeOpen(key, ExpectedVersion.of(null, null));
    var answer = answer(on);
    if (answer.extensionAskedTo == null) {
      throw new Problem(ProblemType.CONFLICT, "No extension was asked for on " + key + ".");
    }
    answer.extensionAskedTo = null;
    cases.changed(
        on.id(),
        "extension",
        actor,
        "noted that no extension was granted; the answer is due at " + minute(answer.dueAt),
        why);
  }

  private CaseClock answer(CaseFacts on) {
    return clocks.live(on.id()).stream()
        .filter(c -> c.measure == Measure.ANSWER)
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.CONFLICT,
                    "No source wants an answer on " + on.key() + " by a time that is to come."));
  }
}
