package dev.demarc.policy.routing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.dispatch.PastCases;
import dev.demarc.policy.replay.ReplayRuns;
import dev.demarc.routing.ReplayedVersions;
import dev.demarc.routing.RoutingTimeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replays of rules over past cases: who would get the work. */
@ApplicationScoped
public class RoutingReplays implements ReplayedVersions {

  static final TaskDescriptor<Void> REPLAY = TaskDescriptor.of("replay-routing");

  private static final String MOVES =
      "select m.case_id, c.key, c.title, m.side, m.from_queue, m.from_rule, m.to_queue, m.to_rule"
          + " from routing_replay_move m join incident_case c on c.id = m.case_id"
          + " where m.replay_id = :replay and (m.case_id, m.side) < (:before, :side)"
          + " order by m.case_id desc, m.side desc";

  private final EntityManager database;
  private final RoutingTimeline timeline;
  private final ReplayRuns<StoredRoutingReplay> runs;

  RoutingReplays(
      EntityManager database,
      PastCases cases,
      RoutingTimeline timeline,
      SchedulerClient jobs,
      Clock clock) {
    this.database = database;
    this.timeline = timeline;
    this.runs = new ReplayRuns<>(StoredRoutingReplay.class, REPLAY, database, cases, jobs, clock);
  }

  /**
   * Starts a replay over the newest cases; a job does the work.
   *
   * @param most how many cases at most; null for as many as there may be
   * @throws Problem NOT_FOUND; CONFLICT where one is running; INVALID
   */
  @Transactional
  public RoutingReplay start(UUID versionId, @Nullable Integer most, Actor actor) {
    ReplayRuns.requireBounded(most);
    List<?> found =
        database
            .createNativeQuery(
                "select number, version from routing_version where id = :id for update",
                Tuple.class)
            .setParameter("id", versionId)
            .getResultList();
    if (found.isEmpty()) {
      throw Problem.notFound("There is no version " + versionId + " of the routing rules.");
    }
    var version = (Tuple) found.get(0);
    var replay =
        runs.start(
            new StoredRoutingReplay(),
            versionId,
            version.get("version", Integer.class),
            "this version",
            most,
            actor);
    timeline.add(
        actor, "started a replay of version " + version.get("number") + " of the rules", null);
    return replay.view();
  }

  /** The newest replay of the version. */
  @Transactional
  public Optional<RoutingReplay> latest(UUID versionId) {
    return runs.latest(versionId).map(StoredRoutingReplay::view);
  }

  @Override
  @Transactional
  public boolean isReplayed(UUID versionId, int version) {
    return runs.isReplayed(versionId, version);
  }

  /** Stops the newest replay of the version where it is running. */
  @Transactional
  public void cancel(UUID versionId) {
    runs.cancel(versionId);
  }

  /** The parts that would go elsewhere, of the newest cases first. */
  @Transactional
  public Page<RoutingReplay.Move> moves(
      UUID versionId, @Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var latest = latest(versionId);
    if (latest.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    List<?> found =
        database
            .createNativeQuery(MOVES, Tuple.class)
            .setParameter("replay", latest.get().id())
            .setParameter("before", after == null ? Cursor.ABOVE_ALL : after.id())
            .setParameter("side", after == null ? "" : after.sortValue())
            .setMaxResults(size + 1)
            .getResultList();
    var rows = found.stream().map(Tuple.class::cast).toList();
    var page =
        Page.of(
            rows,
            size,
            row -> new Cursor(row.get("side", String.class), (UUID) row.get("case_id")).encode());
    return new Page<>(page.items().stream().map(RoutingReplays::move).toList(), page.next());
  }

  private static RoutingReplay.Move move(Tuple row) {
    return new RoutingReplay.Move(
        row.get("key", String.class),
        row.get("title", String.class),
        row.get("side", String.class),
        row.get("from_queue", String.class),
        row.get("from_rule", String.class),
        row.get("to_queue", String.class),
        row.get("to_rule", String.class));
  }
}
