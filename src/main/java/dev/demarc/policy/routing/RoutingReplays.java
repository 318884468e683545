package dev.demarc.policy.routing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.casework.dispatch.PastCases;
import dev.demarc.routing.ReplayedVersions;
import dev.demarc.routing.RoutingTimeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
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
  static final int MOST_CASES = 100_000;

  private static final String MOVES =
      "select m.case_id, c.key, c.title, m.side, m.from_queue, m.from_rule, m.to_queue, m.to_rule"
          + " from routing_replay_move m join incident_case c on c.id = m.case_id"
          + " where m.replay_id = :replay and (m.case_id, m.side) < (:before, :side)"
          + " order by m.case_id desc, m.side desc";

  private final EntityManager database;
  private final PastCases cases;
  private final RoutingTimeline timeline;
  private final SchedulerClient jobs;
  private final Clock clock;

  RoutingReplays(
      EntityManager database,
      PastCases cases,
      RoutingTimeline timeline,
      SchedulerClient jobs,
      Clock clock) {
    this.database = database;
    this.cases = cases;
    this.timeline = timeline;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Starts a replay over the newest cases; a job does the work.
   *
   * @param most how many cases at most; null for as many as there may be
   * @throws Problem NOT_FOUND; CONFLICT where one is running; INVALID
   */
  @Transactional
  public RoutingReplay start(UUID versionId, @Nullable Integer most, Actor actor) {
    if (most != null && (most < 1 || most > MOST_CASES)) {
      throw Problem.invalid("cases", "must be from 1 to 100,000");
    }
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
    if (latest(versionId).filter(r -> r.status() == RoutingReplay.Status.RUNNING).isPresent()) {
      throw new Problem(ProblemType.CONFLICT, "A replay of this version is running.");
    }
    var replay = new StoredRoutingReplay();
    replay.id = Ids.next();
    replay.versionId = versionId;
    replay.rulesVersion = version.get("version", Integer.class);
    replay.status = RoutingReplay.Status.RUNNING;
    replay.wanted = (int) Math.min(most == null ? MOST_CASES : most, cases.count());
    replay.startedAt = clock.instant();
    replay.startedBy = actor.name();
    database.persist(replay);
    database.flush();
    timeline.add(
        actor, "started a replay of version " + version.get("number") + " of the rules", null);
    jobs.scheduleIfNotExists(REPLAY.instance(replay.id.toString()).scheduledTo(clock.instant()));
    return replay.view();
  }

  /** The newest replay of the version. */
  @Transactional
  public Optional<RoutingReplay> latest(UUID versionId) {
    return database
        .createQuery(
            "from StoredRoutingReplay where versionId = :id order by id desc",
            StoredRoutingReplay.class)
        .setParameter("id", versionId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(StoredRoutingReplay::view);
  }

  @Override
  @Transactional
  public boolean isReplayed(UUID versionId, int version) {
    return database
            .createQuery(
                "select count(*) from StoredRoutingReplay where versionId = :id and rulesVersion ="
                    + " :version and status = 'DONE'",
                Long.class)
            .setParameter("id", versionId)
            .setParameter("version", version)
            .getSingleResult()
        > 0;
  }

  /** Stops the newest replay of the version where it is running. */
  @Transactional
  public void cancel(UUID versionId) {
    database
        .createQuery(
            "update StoredRoutingReplay set status = 'CANCELLED', finishedAt = :now"
                + " where versionId = :id and status = 'RUNNING'")
        .setParameter("id", versionId)
        .setParameter("now", clock.instant())
        .executeUpdate();
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
            .setParameter("before", after == null ? new UUID(-1, -1) : after.id())
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
