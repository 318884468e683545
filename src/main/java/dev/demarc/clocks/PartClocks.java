package dev.demarc.clocks;

import dev.demarc.casework.WorkStatus;
import dev.demarc.clocks.ClockPolicies.VersionedPolicy;
import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clocks of one side's part: they begin, pause, go on and end as it does. */
@ApplicationScoped
class PartClocks {

  private static final Duration ALMOST_THE_SAME = Duration.ofSeconds(3);

  private final CaseClocks clocks;
  private final MeasuredTimes times;
  private final BusinessCalendars calendars;
  private final PartTerms terms;

  PartClocks(CaseClocks clocks, MeasuredTimes times, BusinessCalendars calendars, PartTerms terms) {
    this.clocks = clocks;
    this.times = times;
    this.calendars = calendars;
    this.terms = terms;
  }

  /**
   * @return when the part is to be done; empty where it is not open
   */
  Optional<Instant> follow(TimedPart subject) {
    var part = subject.part();
    if (part.status() == WorkStatus.WITHDRAWN) {
      subject.live().forEach(clock -> clock.cancel(subject.now()));
      return Optional.empty();
    }
    if (part.status().isDone()) {
      done(subject);
      return Optional.empty();
    }
    if (subject.live(Measure.RESOLVE).isEmpty()) {
      if (!RevivedClocks.takeBack(subject)) {
        begin(subject);
      }
    } else {
      change(subject);
    }
    var resolve = subject.live(Measure.RESOLVE).orElseThrow();
    pause(subject);
    takeOver(resolve, subject);
    acknowledge(subject);
    update(subject);
    var due = shown(resolve, subject);
    resolve.partDue = due;
    times.promised(subject, due);
    return Optional.of(due);
  }

  private void done(TimedPart subject) {
    if (subject.live().isEmpty()) {
      return;
    }
    for (var clock : subject.live()) {
      stop(clock, subject.now());
    }
    times.resolved(subject);
  }

  private void stop(CaseClock clock, Instant now) {
    var time = calendars.time(clock.calendar);
    clock.stop(time, now, null);
    times.stopped(clock, time, now);
  }

  private void begin(TimedPart subject) {
    var chosen = terms.choose(subject, null);
    times.begin(subject, chosen.policy().slug());
    for (var measure : Measure.OF_PARTS) {
      if (subject.isToCome(measure)) {
        start(measure, chosen, subject, subject.now());
      }
    }
  }

  private void start(Measure measure, VersionedPolicy chosen, TimedPart subject, Instant from) {
    var length = terms.length(measure, chosen, subject);
    if (length.isEmpty()) {
      return;
    }
    var clock = new CaseClock();
    clock.id = Ids.next();
    clock.caseId = subject.on().caseId();
    clock.side = subject.part().side();
    clock.measure = measure;
    clock.name = measure.title();
    clock.state = CaseClock.State.RUNNING;
    clock.partState = subject.state();
    terms.put(clock, chosen, length.get(), subject);
    var end = length.get().from(from, calendars.time(clock.calendar));
    clock.begin(measure == Measure.RESOLVE ? asTold(end, subject.part().dueAt()) : end, from);
    clocks.persist(clock);
    subject.all().add(clock);
  }

  /** A moment ago it was told in a mail when the work is to be done. */
  private static Instant asTold(Instant end, @Nullable Instant told) {
    return told != null && Duration.between(told, end).abs().compareTo(ALMOST_THE_SAME) < 0
        ? told
        : end;
  }

  /** Work that comes to another queue, category or severity goes by the policy for that. */
  private void change(TimedPart subject) {
    var resolve = subject.live(Measure.RESOLVE).orElseThrow();
    if (subject.facts().basis().equals(resolve.basis)) {
      return;
    }
    var chosen = terms.choose(subject, ClockFacts.givenOf(resolve.basis));
    for (var clock : subject.live()) {
      var length = terms.length(clock.measure, chosen, subject);
      if (length.isEmpty()) {
        clock.cancel(subject.now());
      } else {
        change(clock, chosen, length.get(), subject);
      }
    }
    for (var measure : List.of(Measure.ACKNOWLEDGE, Measure.FIRST_ACTION, Measure.UPDATE)) {
      if (subject.live(measure).isEmpty()
          && subject.isToCome(measure)
          && times.isOpen(measure, subject)) {
        start(measure, chosen, subject, resolve.startedAt);
      }
    }
    times.changed(subject, chosen.policy().slug());
  }

  /** What was used up of the old clock is used up of the new one. */
  private void change(
      CaseClock clock, VersionedPolicy chosen, ClockLength length, TimedPart subject) {
    boolean same =
        chosen.policy().slug().equals(clock.policy)
            && length.about().toSeconds() == clock.targetSeconds;
    var before = calendars.time(clock.calendar);
    terms.put(clock, chosen, length, subject);
    if (same || clock.setByHand) {
      return;
    }
    var time = calendars.time(clock.calendar);
    if (clock.state == CaseClock.State.RUNNING && clock.pausedSeconds == 0) {
      clock.endAt(length.from(clock.startedAt, time), time, subject.now());
      return;
    }
    var until = clock.state == CaseClock.State.PAUSED ? clock.pausedSince() : subject.now();
    var used =
        before.between(clock.startedAt, until).minus(Duration.ofSeconds(clock.pausedSeconds));
    var left = length.about().minus(used);
    clock.endAt(
        time.end(subject.now(), left.isNegative() ? Duration.ZERO : left), time, subject.now());
  }

  /** A person, or what a source was granted, set the part's end. */
  private void takeOver(CaseClock resolve, TimedPart subject) {
    var due = subject.part().dueAt();
    if (resolve.partDue == null
        || isSame(due, resolve.partDue)
        || Duration.between(due, resolve.dueAt).abs().compareTo(ALMOST_THE_SAME) < 0) {
      return;
    }
    var wanted = subject.on().wanted();
    if (wanted != null && isSame(due, wanted) && due.isBefore(resolve.partDue)) {
      return;
    }
    resolve.setByHand = true;
    resolve.endAt(due, calendars.time(resolve.calendar), subject.now());
  }

  static boolean isSame(Instant one, Instant other) {
    return one.truncatedTo(ChronoUnit.MILLIS).equals(other.truncatedTo(ChronoUnit.MILLIS));
  }

  private void pause(TimedPart subject) {
    var part = subject.part();
    for (var clock : subject.live()) {
      if (clock.measure != Measure.RESOLVE && clock.measure != Measure.UPDATE) {
        continue;
      }
      var on = part.waitingOn();
      if (on != null && terms.pauses(clock, subject, on)) {
        clock.pause(
            "waiting on " + on.words(),
            calendars.time(clock.calendar),
            part.waitingUntil(),
            subject.now());
      } else if (clock.state == CaseClock.State.PAUSED) {
        clock.goOn(calendars.time(clock.calendar), subject.now());
      }
    }
  }

  private void acknowledge(TimedPart subject) {
    if (subject.isAcknowledged()) {
      subject.live(Measure.ACKNOWLEDGE).ifPresent(clock -> stop(clock, subject.now()));
      times.acknowledged(subject.on().caseId(), subject.part().side(), subject.now());
    } else {
      runOn(Measure.ACKNOWLEDGE, subject);
    }
    if (subject.isBegun()) {
      subject.live(Measure.FIRST_ACTION).ifPresent(clock -> stop(clock, subject.now()));
      times.begun(subject.on().caseId(), subject.part().side(), subject.now());
    } else {
      runOn(Measure.FIRST_ACTION, subject);
    }
  }

  private void runOn(Measure measure, TimedPart subject) {
    if (subject.live(measure).isEmpty() && RevivedClocks.takeBack(measure, subject)) {
      times.notYet(measure, subject);
    }
  }

  private void update(TimedPart subject) {
    var clock = subject.live(Measure.UPDATE).orElse(null);
    var state = subject.state();
    if (clock != null && !state.equals(clock.partState)) {
      clock.partState = state;
      if (clock.state == CaseClock.State.RUNNING) {
        updated(clock, subject.now());
      }
    }
  }

  /** Something was done or said: the clock to the next update begins anew. */
  void updated(CaseClock clock, Instant now) {
    var time = calendars.time(clock.calendar);
    if (clock.missedAt != null) {
      clock.stop(time, now, null);
      clock = next(clock);
      clocks.persist(clock);
    }
    clock.begin(time.end(now, Duration.ofSeconds(clock.targetSeconds)), now);
  }

  private static CaseClock next(CaseClock before) {
    var clock = new CaseClock();
    clock.id = Ids.next();
    clock.caseId = before.caseId;
    clock.side = before.side;
    clock.measure = before.measure;
    clock.name = before.name;
    clock.policy = before.policy;
    clock.policyVersion = before.policyVersion;
    clock.calendar = before.calendar;
    clock.basis = before.basis;
    clock.targetSeconds = before.targetSeconds;
    clock.warnSeconds = before.warnSeconds;
    clock.partState = before.partState;
    clock.state = CaseClock.State.RUNNING;
    return clock;
  }

  /** Lists sort by it: the part's own end, or when its source wants an answer before that. */
  private static Instant shown(CaseClock resolve, TimedPart subject) {
    var wanted = subject.on().wanted();
    if (wanted == null || !wanted.isBefore(resolve.dueAt)) {
      return resolve.dueAt;
    }
    return wanted.isAfter(resolve.startedAt) || isSame(subject.part().dueAt(), wanted)
        ? wanted
        : resolve.dueAt;
  }
}
