package dev.demarc.casework.volume;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.JobSchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How many reports come on a case by the hour, and whether it grows. The counts are kept as reports
 * join, so that nothing is counted over the reports themselves.
 */
@ApplicationScoped
public class CaseActivity {

  /** The kind of an entry that tells of growth, and of its end. */
  static final String GROWING = "growing";

  private static final Duration LOOKED_AT = Duration.ofHours(1);

  private static final TaskDescriptor<Void> LOOK = TaskDescriptor.of("end-growth");

  private final Cases cases;
  private final Timeline timeline;
  private final EntityManager database;
  private final SchedulerClient jobs;
  private final Clock clock;

  CaseActivity(
      Cases cases, Timeline timeline, EntityManager database, SchedulerClient jobs, Clock clock) {
    this.cases = cases;
    this.timeline = timeline;
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Counts a report that joins a case, which the caller holds, and marks one that grows. */
  public void joined(IncidentCase into) {
    var now = clock.instant();
    count(into, now);
    if (into.status != CaseStatus.OPEN
        || into.growingSince != null
        || into.reportCount <= Growth.AT_LEAST) {
      return;
    }
    Growth.of(into.reportCount, recent(into, now), into.openedAt, now)
        .ifPresent(growth -> begin(into, growth, now));
  }

  private void count(IncidentCase into, Instant now) {
    database
        .createNativeQuery(
            "insert into case_activity as a (case_id, hour, reports) values (:case, :hour, 1) on"
                + " conflict (case_id, hour) do update set reports = a.reports + 1")
        .setParameter("case", into.id)
        .setParameter("hour", now.truncatedTo(ChronoUnit.HOURS))
        .executeUpdate();
  }

  private int recent(IncidentCase of, Instant now) {
    return ((Number)
            database
                .createNativeQuery(
                    "select coalesce(sum(reports), 0) from case_activity where case_id = :case and"
                        + " hour > :since")
                .setParameter("case", of.id)
                .setParameter("since", now.minus(Growth.WITHIN))
                .getSingleResult())
        .intValue();
  }

  private void begin(IncidentCase on, Growth growth, Instant now) {
    on.growingSince = now;
    on.growingFrom = growth.from();
    on.growingBaseAt = growth.since();
    timeline.add(on.id, GROWING, Actor.ENGINE, "sees this case grow " + growth.inWords());
    jobs.scheduleIfNotExists(LOOK.instance(on.id.toString()).scheduledTo(now.plus(LOOKED_AT)));
  }

  @Produces
  @ApplicationScoped
  Task<Void> endGrowth() {
    return JobSchedule.until(LOOK, database, this::endGrowthIfOver);
  }

  /**
   * Ends the mark of a case that grows no more.
   *
   * @return when to look again; empty where it does not grow any more
   */
  public Optional<Instant> endGrowthIfOver(UUID caseId) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              var on = cases.takeById(caseId).filter(c -> c.growingSince != null).orElse(null);
              if (on == null) {
                return Optional.<Instant>empty();
              }
              var now = clock.instant();
              int recent = recent(on, now);
              if (on.status == CaseStatus.OPEN && recent >= Growth.AT_LEAST) {
                return Optional.of(now.plus(LOOKED_AT));
              }
              end(on, recent);
              return Optional.<Instant>empty();
            });
  }

  private void end(IncidentCase on, int recent) {
    if (on.status == CaseStatus.OPEN) {
      timeline.add(
          on.id,
          GROWING,
          Actor.ENGINE,
          String.format(
              Locale.ROOT,
              "sees this case grow no more: %,d of its %,d reports came within the last day",
              recent,
              on.reportCount));
    }
    on.growingSince = null;
    on.growingFrom = null;
    on.growingBaseAt = null;
  }
}
