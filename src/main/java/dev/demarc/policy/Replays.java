package dev.demarc.policy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.dispatch.PastCases;
import dev.demarc.policy.replay.ReplayRuns;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replays of drafts over past cases: look before you leap. */
@ApplicationScoped
public class Replays {

  static final TaskDescriptor<Void> REPLAY = TaskDescriptor.of("replay-policy");

  private static final String MOVES =
      "select m.case_id, c.key, c.title, m.from_side, m.from_confidence, m.to_side,"
          + " m.to_confidence, m.person from replay_move m join incident_case c on c.id = m.case_id"
          + " where m.replay_id = :replay and m.case_id < :before"
          + " order by m.case_id desc";

  private final EntityManager database;
  private final PolicyTimeline timeline;
  private final ReplayRuns<StoredPolicyReplay> runs;

  Replays(
      EntityManager database,
      PastCases cases,
      PolicyTimeline timeline,
      SchedulerClient jobs,
      Clock clock) {
    this.database = database;
    this.timeline = timeline;
    this.runs = new ReplayRuns<>(StoredPolicyReplay.class, REPLAY, database, cases, jobs, clock);
  }

  /**
   * Starts a replay over the newest cases; a job does the work.
   *
   * @param most how many cases at most; null for as many as there may be
   * @throws Problem NOT_FOUND; CONFLICT where one is running; INVALID
   */
  @Transactional
  public Replay start(UUID policyId, @Nullable Integer most, Actor actor) {
    ReplayRuns.requireBounded(most);
    var policy = database.find(StoredPolicy.class, policyId, LockModeType.PESSIMISTIC_WRITE);
    if (policy == null) {
      throw Problem.notFound("There is no policy " + policyId + ".");
    }
    var called = "“" + policy.name() + "”";
    var replay =
        runs.start(new StoredPolicyReplay(), policyId, policy.version(), called, most, actor);
    timeline.add(actor, "started a replay of " + called, null);
    return replay.view();
  }

  /** The newest replay of the policy. */
  @Transactional
  public Optional<Replay> latest(UUID policyId) {
    return runs.latest(policyId).map(StoredPolicyReplay::view);
  }

  /** Whether a draft was replayed to the end as it is now. */
  boolean isReplayed(UUID policyId, int version) {
    return runs.isReplayed(policyId, version);
  }

  /** Stops the newest replay of the policy where it is running. */
  @Transactional
  public void cancel(UUID policyId) {
    runs.cancel(policyId);
  }

  /** The cases that would move, newest first. */
  @Transactional
  public Page<Replay.Move> moves(UUID policyId, @Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    var below = Cursor.below(cursor);
    var latest = latest(policyId);
    if (latest.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    List<?> found =
        database
            .createNativeQuery(MOVES, Tuple.class)
            .setParameter("replay", latest.get().id())
            .setParameter("before", below)
            .setMaxResults(size + 1)
            .getResultList();
    var rows = found.stream().map(Tuple.class::cast).toList();
    var page = Page.of(rows, size, row -> Cursor.at((UUID) row.get(0)));
    return new Page<>(page.items().stream().map(Replays::move).toList(), page.next());
  }

  private static Replay.Move move(Tuple row) {
    return new Replay.Move(
        (String) row.get(1),
        (String) row.get(2),
        Responsibility.valueOf((String) row.get(3)),
        (Double) row.get(4),
        Responsibility.valueOf((String) row.get(5)),
        (Double) row.get(6),
        row.get(7) == null ? null : Responsibility.valueOf((String) row.get(7)));
  }
}
