package dev.demarc.casework.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.changes.RestoredListener;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.JobSchedule;
import dev.demarc.shared.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Parts that wait. Each comes back by itself: when its time is past, by a job of its own that was
 * scheduled with it; or when what it waits for arrives. Whichever comes first holds the case, so
 * that the other finds nothing waiting any more.
 */
@ApplicationScoped
public class Waits implements RestoredListener {

  /** Nothing waits longer: by then nobody knows any more what for. */
  static final Duration LONGEST = Duration.ofDays(366);

  private static final TaskDescriptor<Void> END = TaskDescriptor.of("end-wait");

  private final Cases cases;
  private final Timeline timeline;
  private final EntityManager database;
  private final SchedulerClient jobs;
  private final Clock clock;
  private final Duration usual;

  Waits(
      Cases cases,
      Timeline timeline,
      EntityManager database,
      SchedulerClient jobs,
      Clock clock,
      @ConfigProperty(name = "demarc.work.wait", defaultValue = "7d") Duration usual) {
    this.cases = cases;
    this.timeline = timeline;
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
    this.usual = usual;
  }

  /**
   * Has a part wait that is set to, or that waits already.
   *
   * @param wait what is not said stays, or is as the settings say; may be null
   * @return whether anything is other than before
   * @throws Problem INVALID where it would end in the past or too late
   */
  public boolean begin(WorkItem item, @Nullable Wait wait) {
    var on = wait == null || wait.on() == null ? item.waitingOn : wait.on();
    var until = wait == null || wait.until() == null ? item.waitingUntil : wait.until();
    return set(
        item,
        on == null ? WaitingOn.NOBODY : on,
        until == null ? clock.instant().plus(usual) : until);
  }

  private boolean set(WorkItem item, WaitingOn on, Instant until) {
    var now = clock.instant();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw Problem.invalid(
          "waitingUntil", "must be in the future, and within " + LONGEST.toDays() + " days");
    }
    boolean same = on == item.waitingOn && until.equals(item.waitingUntil);
    item.waitingOn = on;
    item.waitingUntil = until;
    JobSchedule.runAt(jobs, END.instance(item.id.toString()).build(), until);
    return !same;
  }

  /** What waits again comes back again. */
  @Override
  public void restored(UUID caseId) {
    database
        .createQuery("from WorkItem where caseId = :case and status = 'WAITING'", WorkItem.class)
        .setParameter("case", caseId)
        .getResultList()
        .forEach(
            item ->
                JobSchedule.runAt(
                    jobs, END.instance(item.id.toString()).build(), item.waitingUntil));
  }

  @Produces
  @ApplicationScoped
  Task<Void> endWait() {
    return JobSchedule.until(END, database, this::endIfPast);
  }

  /**
   * Takes up again a part whose time is past.
   *
   * @return when it is to be looked at again, where it waits longer now; else empty
   */
  Optional<Instant> endIfPast(UUID itemId) {
    return QuarkusTransaction.joiningExisting().call(() -> take(itemId));
  }

  private Optional<Instant> take(UUID itemId) {
    var found = database.find(WorkItem.class, itemId);
    var on = found == null ? Optional.<IncidentCase>empty() : cases.takeById(found.caseId);
    if (on.isEmpty()) {
      return Optional.empty();
    }
    database.refresh(found);
    if (found.status != WorkStatus.WAITING || found.waitingUntil == null) {
      return Optional.empty();
    }
    if (found.waitingUntil.isAfter(clock.instant())) {
      return Optional.of(found.waitingUntil);
    }
    end(
        on.get(),
        found,
        "took the "
            + found.side.word()
            + " part up again: it waited on "
            + (found.waitingOn == null ? "somebody" : found.waitingOn.words())
            + ", and the time for that is past");
    return Optional.empty();
  }

  /**
   * Takes up again what waits for somebody of whom an answer is there.
   *
   * @param by who may have given it
   * @param what the answer, as it reads on after "because"
   */
  void answered(IncidentCase on, Set<WaitingOn> by, String what) {
    for (var item : cases.workItems(on)) {
      if (item.status == WorkStatus.WAITING && by.contains(item.waitingOn)) {
        end(on, item, "took the " + item.side.word() + " part up again because " + what);
      }
    }
  }

  private void end(IncidentCase on, WorkItem item, String summary) {
    var now = clock.instant();
    var side = item.side.slug();
    var change =
        FieldChange.of(side + ".status", item.status.slug(), WorkStatus.IN_PROGRESS.slug())
            .with(side + ".waitingOn", item.waitingOn == null ? null : item.waitingOn.slug(), null)
            .with(side + ".waitingUntil", item.waitingUntil, null);
    item.become(WorkStatus.IN_PROGRESS, now);
    timeline.add(on.id, "wait-ended", Actor.ENGINE, summary, null, change);
    database.flush();
    cases.updateClock(on);
    on.changed(now);
  }
}
