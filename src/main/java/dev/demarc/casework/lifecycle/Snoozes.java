package dev.demarc.casework.lifecycle;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.changes.RestoredListener;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.JobSchedule;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cases that nobody wants to see until something happens: until a time, until more reports come, or
 * whichever is first. Clocks go on all the same. A snooze ends by itself and tells why; an answer
 * ends it, too.
 */
@ApplicationScoped
public class Snoozes implements RestoredListener {

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST_REPORTS = 1_000_000;

  private static final TaskDescriptor<Void> END = TaskDescriptor.of("end-snooze");

  /**
   * Until when; one of the two at least.
   *
   * @param until null where no time ends it
   * @param moreThan it ends when more new reports than these came; null where none do
   * @param reason may be null
   */
  public record Snooze(
      @Nullable Instant until, @Nullable Integer moreThan, @Nullable String reason) {

    public Snooze {
      if (until == null && moreThan == null) {
        throw Problem.invalid("until", "say until when, or until more than how many new reports");
      }
      if (moreThan != null && (moreThan < 0 || moreThan > MOST_REPORTS)) {
        throw Problem.invalid("moreThan", "must be 0 to " + MOST_REPORTS);
      }
      reason = TypedText.atMost(4000, "reason", reason);
    }
  }

  private final Cases cases;
  private final Timeline timeline;
  private final Changes changes;
  private final SchedulerClient jobs;
  private final Clock clock;

  Snoozes(Cases cases, Timeline timeline, Changes changes, SchedulerClient jobs, Clock clock) {
    this.cases = cases;
    this.timeline = timeline;
    this.changes = changes;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Snoozes a case, or changes until when it is.
   *
   * @throws Problem NOT_FOUND; INVALID where the time is past or too far; CONFLICT where the case
   *     is closed or merged; OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public void begin(CaseKey key, Snooze snooze, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    var now = clock.instant();
    var until = snooze.until();
    if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(LONGEST)))) {
      throw Problem.invalid(
          "until", "must be in the future, and within " + LONGEST.toDays() + " days");
    }
    changes.record(on, "snooze", actor, () -> begin(on, snooze, actor));
  }

  private void begin(IncidentCase on, Snooze snooze, Actor actor) {
    var now = clock.instant();
    var until = snooze.until();
    var change = FieldChange.of("snoozedUntil", on.snoozedUntil, until);
    on.snoozedAt = now;
    on.snoozedUntil = until;
    on.snoozedReports = snooze.moreThan() == null ? null : on.reportCount + snooze.moreThan();
    on.snoozedBy = actor.name();
    if (until != null) {
      JobSchedule.runAt(jobs, END.instance(on.id.toString()).build(), until);
    }
    var why = snooze.reason() == null || snooze.reason().isEmpty() ? null : snooze.reason();
    timeline.add(on.id, "snoozed", actor, words(snooze), why, change);
    on.changed(now);
  }

  /** A snooze that was taken up again ends by its time as well. */
  @Override
  public void restored(UUID caseId) {
    cases
        .takeById(caseId)
        .filter(on -> on.snoozedUntil != null)
        .ifPresent(
            on -> JobSchedule.runAt(jobs, END.instance(on.id.toString()).build(), on.snoozedUntil));
  }

  private static String words(Snooze snooze) {
    var time =
        snooze.until() == null ? "" : " until " + snooze.until().truncatedTo(ChronoUnit.MINUTES);
    var reports =
        snooze.moreThan() == null
            ? ""
            : (time.isEmpty() ? " until" : ", or until")
                + (snooze.moreThan() == 0
                    ? " a new report comes"
                    : " more than " + snooze.moreThan() + " new reports come");
    return "wants to see this case no more" + time + reports;
  }

  /**
   * Ends a snooze by hand.
   *
   * @throws Problem NOT_FOUND; CONFLICT where the case is not snoozed, or merged; OUT_OF_DATE,
   *     PRECONDITION_FAILED
   */
  @Transactional
  public void end(CaseKey key, ExpectedVersion expected, Actor actor) {
    var on = cases.take(key, expected);
    if (on.snoozedAt == null) {
      throw new Problem(ProblemType.CONFLICT, key + " is not snoozed.");
    }
    changes.record(
        on,
        "snooze",
        actor,
        () -> {
          var change = FieldChange.of("snoozedUntil", on.snoozedUntil, null);
          on.wake();
          timeline.add(on.id, "snooze-ended", actor, "ended the snooze", null, change);
          on.changed(clock.instant());
        });
  }

  /** A report joined a case, which the caller holds. */
  public void joined(IncidentCase into) {
    if (into.snoozedReports != null && into.reportCount > into.snoozedReports) {
      end(into, "so many new reports came; it has " + into.reportCount + " now");
    }
  }

  /** Somebody answered on a case, which the caller holds. */
  public void answered(IncidentCase on) {
    if (on.snoozedAt != null) {
      end(on, "an answer came");
    }
  }

  private void end(IncidentCase on, String because) {
    on.wake();
    timeline.add(on.id, "snooze-ended", Actor.ENGINE, "ended the snooze because " + because);
    on.updatedAt = clock.instant();
  }

  @Produces
  @ApplicationScoped
  Task<Void> endSnooze() {
    return JobSchedule.until(END, cases.getEntityManager(), this::endIfPast);
  }

  /**
   * Ends a snooze whose time is past.
   *
   * @return when it ends, where it is a longer one now; else empty
   */
  public Optional<Instant> endIfPast(UUID caseId) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              var on = cases.takeById(caseId).orElse(null);
              if (on == null || on.snoozedUntil == null) {
                return Optional.<Instant>empty();
              }
              if (on.snoozedUntil.isAfter(clock.instant())) {
                return Optional.of(on.snoozedUntil);
              }
              end(on, "its time is past");
              return Optional.<Instant>empty();
            });
  }
}
