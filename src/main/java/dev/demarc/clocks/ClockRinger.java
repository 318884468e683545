package dev.demarc.clocks;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.views.CaseFacts;
import dev.demarc.clocks.CaseClock.State;
import dev.demarc.clocks.WorkInHand.OpenPart;
import dev.demarc.clocks.calendar.ClockLength;
import dev.demarc.shared.JobSchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Warns before clocks end, and escalates after. Each time is taken by whoever holds the case, which
 * says in the same transaction when the next is: so each is told once, whatever nodes look for them
 * and whenever one dies.
 */
@ApplicationScoped
class ClockRinger {

  private static final Logger LOG = Logger.getLogger(ClockRinger.class);

  private static final TaskDescriptor<Void> RING = TaskDescriptor.of("ring-clocks");
  private static final int AT_ONCE = 500;

  private final CaseClocks clocks;
  private final CaseAccess cases;
  private final WorkInHand work;
  private final ClockPolicies policies;
  private final Alarm alarm;
  private final SchedulerClient jobs;
  private final Clock clock;
  private final Duration every;

  /** What it rings, for whom, how, and when it looks. */
  ClockRinger(
      CaseClocks clocks,
      CaseAccess cases,
      WorkInHand work,
      ClockPolicies policies,
      Alarm alarm,
      SchedulerClient jobs,
      Clock clock,
      @ConfigProperty(name = "demarc.clocks.look-every", defaultValue = "15s") Duration every) {
    this.clocks = clocks;
    this.cases = cases;
    this.work = work;
    this.policies = policies;
    this.alarm = alarm;
    this.jobs = jobs;
    this.clock = clock;
    this.every = every;
  }

  void start(@Observes StartupEvent event) {
    JobSchedule.runAt(jobs, RING.instance("one").build(), clock.instant());
  }

  @Produces
  @ApplicationScoped
  Task<Void> ringClocks() {
    return JobSchedule.recurring(RING, every, clock, () -> ringAll(clock.instant()));
  }

  /** One that cannot be rung holds up no other; it is tried again the next time. */
  int ringAll(Instant now) {
    List<UUID> due = QuarkusTransaction.requiringNew().call(() -> clocks.ringing(now, AT_ONCE));
    int rung = 0;
    for (var id : due) {
      try {
        rung += ring(id, now) ? 1 : 0;
      } catch (RuntimeException e) {
        LOG.warnf(e, "The clock %s could not be rung; it is tried again in %s", id, every);
      }
    }
    return rung;
  }

  /**
   * @return whether somebody was told
   */
  boolean ring(UUID id, Instant now) {
    return QuarkusTransaction.requiringNew().call(() -> take(id, now));
  }

  private boolean take(UUID id, Instant now) {
    var seen = clocks.findById(id);
    var on = seen == null ? null : cases.takeById(seen.caseId).orElse(null);
    if (on == null) {
      return false;
    }
    clocks.getEntityManager().refresh(seen, LockModeType.PESSIMISTIC_WRITE);
    if (seen.state != State.RUNNING || seen.nextAt == null || seen.nextAt.isAfter(now)) {
      return false;
    }
    var parts = parts(seen, on);
    if (parts.isEmpty() && seen.measure != Measure.NOTICE) {
      // what it ran on is over, by whatever way that came about
      seen.cancel(now);
      return false;
    }
    if (seen.warnSeconds > 0 && seen.warnedAt == null && now.isBefore(seen.dueAt)) {
      alarm.warn(seen, on, parts, now);
      seen.warned(now);
    } else {
      escalate(seen, on, parts, now);
    }
    return true;
  }

  private List<OpenPart> parts(CaseClock of, CaseFacts on) {
    if (of.measure == Measure.NOTICE) {
      return work.ofAny(on.id());
    }
    return on.open()
        ? work.of(on.id()).stream().filter(p -> of.side == null || p.side() == of.side).toList()
        : List.of();
  }

  /** A step more of the policy's escalation; the first where it ran out just now. */
  private void escalate(CaseClock late, CaseFacts on, List<OpenPart> parts, Instant now) {
    boolean first = late.missedAt == null;
    var steps = policies.escalation(late.policy);
    int taken = late.escalated;
    EscalationStep step = null;
    if (taken < steps.size() && (!first || after(steps.get(taken)).isZero())) {
      step = steps.get(taken++);
    }
    alarm.escalate(late, on, parts, step, first, now);
    var missed = first || late.missedAt == null ? now : late.missedAt;
    late.missedAt = missed;
    late.escalated(taken, taken < steps.size() ? missed.plus(after(steps.get(taken))) : null);
  }

  private static Duration after(EscalationStep step) {
    return ClockLength.of(step.after()).map(ClockLength::about).orElse(Duration.ZERO);
  }
}
