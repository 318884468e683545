package dev.demarc.casework.volume;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.JobSchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells on the timeline that reports join: the first one by one, those of a storm by the hour. An
 * entry is written when its hour is over and never changed, so that the timeline stays an audit
 * trail: what it tells one by one and what it counts is every report that joined. Which each was,
 * and why it joined, is in the list of the case's reports.
 */
@ApplicationScoped
public class JoinTimeline {

  /** So many reports of a case are told by themselves however fast they come. */
  static final int ONE_BY_ONE = 10;

  static final Duration COUNTED_FOR = Duration.ofHours(1);

  private static final TaskDescriptor<Void> COUNT = TaskDescriptor.of("count-joins");

  private final Cases cases;
  private final Timeline timeline;
  private final SchedulerClient jobs;
  private final Clock clock;

  JoinTimeline(Cases cases, Timeline timeline, SchedulerClient jobs, Clock clock) {
    this.cases = cases;
    this.timeline = timeline;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @return whether the report is told by itself; else it is counted, and what it says that is no
   *     news to the case is not told either
   */
  public boolean recordJoin(IncidentCase into, String because) {
    if (into.countingSince != null) {
      into.joinsCounted++;
      return false;
    }
    var summary = "joined a report because " + because;
    if (into.reportCount > ONE_BY_ONE) {
      var since = clock.instant();
      into.countingSince = since;
      next(into, since);
      summary += String.format(Locale.ROOT, "; it is number %,d", into.reportCount);
      summary += ", and those of the hour from here are counted";
    }
    timeline.add(into.id, "joined", Actor.ENGINE, summary);
    return true;
  }

  private Instant next(IncidentCase of, Instant since) {
    var end = since.plus(COUNTED_FOR);
    jobs.scheduleIfNotExists(COUNT.instance(of.id.toString()).scheduledTo(end));
    return end;
  }

  @Produces
  @ApplicationScoped
  Task<Void> countJoins() {
    return JobSchedule.until(COUNT, cases.getEntityManager(), this::recordCounted);
  }

  /**
   * Tells what joined in the hour that is over.
   *
   * @return when the next hour is over; empty where nothing joined in this one
   */
  public Optional<Instant> recordCounted(UUID caseId) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              var on = cases.takeById(caseId).filter(c -> c.countingSince != null);
              boolean goesOn = on.isPresent() && on.get().joinsCounted > 0;
              on.ifPresent(this::settle);
              if (!goesOn) {
                return Optional.empty();
              }
              var since = clock.instant();
              on.get().countingSince = since;
              return Optional.of(since.plus(COUNTED_FOR));
            });
  }

  /** Tells what was counted so far; what joins then is told by itself again. */
  public void settle(IncidentCase on) {
    if (on.countingSince != null && (on.joinsCounted > 0 || on.mailsCounted > 0)) {
      timeline.add(on.id, "joined", Actor.ENGINE, counted(on, on.countingSince));
    }
    on.joinsCounted = 0;
    on.mailsCounted = 0;
    on.countingSince = null;
  }

  private static String counted(IncidentCase on, Instant from) {
    var since = " since " + from.truncatedTo(ChronoUnit.MINUTES);
    var mails = on.mailsCounted == 0 ? "" : "delivered " + number(on.mailsCounted, "mail");
    if (on.joinsCounted == 0) {
      return mails + since;
    }
    var joined = "joined " + number(on.joinsCounted, "report") + since;
    return joined
        + (mails.isEmpty() ? "" : " and " + mails)
        + String.format(Locale.ROOT, "; %,d reports are on the case now", on.reportCount);
  }

  private static String number(int n, String what) {
    return String.format(Locale.ROOT, n == 1 ? "%,d %s" : "%,d %ss", n, what);
  }
}
