package dev.demarc.policy.routing;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.casework.dispatch.PastWork;
import dev.demarc.casework.dispatch.PastWork.CaseWork;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.RoutingVersions;
import dev.demarc.routing.rules.Decision;
import dev.demarc.routing.rules.RuleSet;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Goes over past cases batch by batch, each in a transaction of its own that also says how far it
 * has come: a node that dies costs one batch, and another goes on there.
 */
@ApplicationScoped
class RoutingReplayWorker {

  private record Move(UUID caseId, Side side, Decision from, Decision to) {}

  private static final Logger LOG = Logger.getLogger(RoutingReplayWorker.class);
  private static final int BATCH = 500;
  private static final int LONGEST_ERROR = 500;

  private final EntityManager database;
  private final PastWork work;
  private final RoutingVersions versions;
  private final Clock clock;

  RoutingReplayWorker(
      EntityManager database, PastWork work, RoutingVersions versions, Clock clock) {
    this.database = database;
    this.work = work;
    this.versions = versions;
    this.clock = clock;
  }

  @Produces
  @ApplicationScoped
  Task<Void> replayRouting() {
    return Tasks.oneTime(RoutingReplays.REPLAY)
        .execute((instance, context) -> replay(UUID.fromString(instance.getId())));
  }

  private void replay(UUID id) {
    try {
      var before = versions.inForce().ruleSet();
      var after = QuarkusTransaction.requiringNew().call(() -> draftOf(id));
      boolean more = after != null;
      while (more) {
        more = QuarkusTransaction.requiringNew().call(() -> batch(id, before, after));
      }
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "Replay %s of routing rules failed", id);
      QuarkusTransaction.requiringNew().run(() -> fail(id, failure));
    }
  }

  /** Null where the draft is gone. */
  private @Nullable RuleSet draftOf(UUID id) {
    var replay = database.find(StoredRoutingReplay.class, id);
    return replay == null ? null : versions.read(replay.versionId).ruleSet();
  }

  private boolean batch(UUID id, RuleSet before, RuleSet after) {
    var replay = database.find(StoredRoutingReplay.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (replay == null || replay.status != RoutingReplay.Status.RUNNING) {
      return false;
    }
    int left = replay.wanted - replay.seen;
    var batch = left <= 0 ? List.<CaseWork>of() : work.page(replay.lastCase, Math.min(BATCH, left));
    var moves = new ArrayList<Move>();
    for (var past : batch) {
      replay.seen++;
      replay.lastCase = past.id();
      int known = moves.size();
      for (var facts : past.parts()) {
        var from = before.decide(facts);
        var to = after.decide(facts);
        if (!from.gives().queue().equals(to.gives().queue())) {
          moves.add(new Move(past.id(), facts.part(), from, to));
        }
      }
      replay.moved += moves.size() > known ? 1 : 0;
    }
    count(replay, moves);
    if (batch.isEmpty()) {
      replay.status = RoutingReplay.Status.DONE;
      replay.finishedAt = clock.instant();
    }
    return !batch.isEmpty();
  }

  private void count(StoredRoutingReplay replay, List<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    var counted = new TreeMap<>(replay.moves);
    moves.forEach(
        m ->
            counted.merge(
                m.from().gives().queue() + ">" + m.to().gives().queue(), 1, Integer::sum));
    replay.moves = counted;
    database
        .createNativeQuery(
            "insert into routing_replay_move (replay_id, case_id, side, from_queue, from_rule,"
                + " to_queue, to_rule) select :replay, cast(c as uuid), s, fq, fr, tq, tr from"
                + " unnest(cast(:cases as text[]), cast(:sides as text[]), cast(:fromQueues as"
                + " text[]), cast(:fromRules as text[]), cast(:toQueues as text[]), cast(:toRules"
                + " as text[])) as m(c, s, fq, fr, tq, tr)")
        .setParameter("replay", replay.id)
        .setParameter("cases", texts(moves, m -> m.caseId().toString()))
        .setParameter("sides", texts(moves, m -> m.side().name()))
        .setParameter("fromQueues", texts(moves, m -> m.from().gives().queue()))
        .setParameter("fromRules", texts(moves, m -> m.from().rule()))
        .setParameter("toQueues", texts(moves, m -> m.to().gives().queue()))
        .setParameter("toRules", texts(moves, m -> m.to().rule()))
        .executeUpdate();
  }

  private static String[] texts(List<Move> moves, Function<Move, String> of) {
    return moves.stream().map(of).toArray(String[]::new);
  }

  private void fail(UUID id, RuntimeException failure) {
    var replay = database.find(StoredRoutingReplay.class, id);
    if (replay != null) {
      var why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
      replay.status = RoutingReplay.Status.FAILED;
      replay.error = why.length() > LONGEST_ERROR ? why.substring(0, LONGEST_ERROR) : why;
      replay.finishedAt = clock.instant();
    }
  }
}
