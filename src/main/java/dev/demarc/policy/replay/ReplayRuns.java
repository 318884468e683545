package dev.demarc.policy.replay;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.dispatch.PastCases;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the replays of one kind of settings: one of a draft at a time, over the newest
 * cases. To be called in a transaction that holds the draft.
 */
public final class ReplayRuns<R extends StoredReplay> {

  private static final int MOST_CASES = 100_000;

  private final Class<R> kind;
  private final TaskDescriptor<Void> task;
  private final EntityManager database;
  private final PastCases cases;
  private final SchedulerClient jobs;
  private final Clock clock;

  /** The kind, the job that does the work, and what that needs. */
  public ReplayRuns(
      Class<R> kind,
      TaskDescriptor<Void> task,
      EntityManager database,
      PastCases cases,
      SchedulerClient jobs,
      Clock clock) {
    this.kind = kind;
    this.task = task;
    this.database = database;
    this.cases = cases;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param most how many cases at most; null for as many as there may be
   * @throws Problem INVALID
   */
  public static void requireBounded(@Nullable Integer most) {
    if (most != null && (most < 1 || most > MOST_CASES)) {
      throw Problem.invalid("cases", "must be from 1 to 100,000");
    }
  }

  /**
   * Starts a replay; a job does the work.
   *
   * @param replay a new one
   * @param called how the draft is called where one is running
   * @throws Problem CONFLICT where one is running; INVALID
   */
  public R start(
      R replay, UUID settings, int version, String called, @Nullable Integer most, Actor actor) {
    requireBounded(most);
    if (latest(settings).filter(StoredReplay::isRunning).isPresent()) {
      throw new Problem(ProblemType.CONFLICT, "A replay of " + called + " is running.");
    }
    int wanted = (int) Math.min(most == null ? MOST_CASES : most, cases.count());
    replay.begin(Ids.next(), settings, version, wanted, clock.instant(), actor.name());
    database.persist(replay);
    database.flush();
    jobs.scheduleIfNotExists(task.instance(replay.id().toString()).scheduledTo(clock.instant()));
    return replay;
  }

  /** The newest replay of a draft. */
  public Optional<R> latest(UUID settings) {
    return database
        .createQuery(
            "from " + kind.getSimpleName() + " where settingsId = :id order by id desc", kind)
        .setParameter("id", settings)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Whether a draft was replayed to the end as it is now. */
  public boolean isReplayed(UUID settings, int version) {
    return database
            .createQuery(
                "select count(*) from "
                    + kind.getSimpleName()
                    + " where settingsId = :id and settingsVersion = :version and status = 'DONE'",
                Long.class)
            .setParameter("id", settings)
            .setParameter("version", version)
            .getSingleResult()
        > 0;
  }

  /** Stops the newest replay of a draft where it is running. */
  public void cancel(UUID settings) {
    database
        .createQuery(
            "update "
                + kind.getSimpleName()
                + " set status = 'CANCELLED', finishedAt = :now"
                + " where settingsId = :id and status = 'RUNNING'")
        .setParameter("id", settings)
        .setParameter("now", clock.instant())
        .executeUpdate();
  }
}
