package dev.demarc.clocks;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.views.CaseFacts;
import dev.demarc.clocks.CaseClock.State;
import dev.demarc.clocks.calendar.WorkingTime;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do to the clocks of a case that no part of it moves. */
@ApplicationScoped
public class CaseClockChanges {

  private static final Duration FURTHEST = Duration.ofDays(400);

  private final CaseAccess cases;
  private final CaseClocks clocks;
  private final CaseWideClocks caseWide;
  private final CaseClockReversal reversal;
  private final ClockPolicies policies;
  private final EntityManager database;
  private final Clock clock;

  CaseClockChanges(
      CaseAccess cases,
      CaseClocks clocks,
      CaseWideClocks caseWide,
      CaseClockReversal reversal,
      ClockPolicies policies,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.clocks = clocks;
    this.caseWide = caseWide;
    this.reversal = reversal;
    this.policies = policies;
    this.database = database;
    this.clock = clock;
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
    record(on, actor, () -> aware(on, since, why, now, actor));
  }

  private void record(CaseFacts on, Actor actor, Runnable work) {
    cases.recordChange(
        on.id(), CaseClockReversal.KIND, actor, () -> reversal.around(on.id(), work));
  }

  private void aware(CaseFacts on, Instant since, @Nullable String why, Instant now, Actor actor) {
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

  private static Instant minute(Instant at) {
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
    record(on, actor, () -> stop(on, found, why, actor));
  }

  private void stop(CaseFacts on, CaseClock found, @Nullable String why, Actor actor) {
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
    record(
        on,
        actor,
        () -> {
          answer.extensionAskedAt = clock.instant();
          answer.extensionAskedTo = until.truncatedTo(ChronoUnit.SECONDS);
          cases.changed(
              on.id(),
              "extension",
              actor,
              "asked for an extension until "
                  + minute(until)
                  + "; the clock runs on until it is granted",
              why);
        });
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
    record(
        on,
        actor,
        () -> {
          answer.extensionAskedTo = null;
          cases.changed(
              on.id(),
              "extension",
              actor,
              "noted that no extension was granted; the answer is due at " + minute(answer.dueAt),
              why);
        });
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
