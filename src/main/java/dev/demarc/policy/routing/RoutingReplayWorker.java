package dev.demarc.policy.routing;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.casework.dispatch.PastWork;
import dev.demarc.policy.replay.ReplayBatches;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.RoutingVersions;
import dev.demarc.routing.rules.Decision;
import dev.demarc.routing.rules.RuleSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Replays a version of the routing rules: to whom each part of past cases would go. */
@ApplicationScoped
class RoutingReplayWorker {

  private record Move(UUID caseId, Side side, Decision from, Decision to) {}

  /** What routes now, and what may come to. */
  private record RuleSets(RuleSet inForce, RuleSet ofDraft) {}

  private static final int BATCH = 500;

  private final EntityManager database;
  private final PastWork work;
  private final RoutingVersions versions;
  private final ReplayBatches<StoredRoutingReplay> batches;

  RoutingReplayWorker(
      EntityManager database, PastWork work, RoutingVersions versions, Clock clock) {
    this.database = database;
    this.work = work;
    this.versions = versions;
    this.batches = new ReplayBatches<>(StoredRoutingReplay.class, database, clock);
  }

  @Produces
  @ApplicationScoped
  Task<Void> replayRouting() {
    return Tasks.oneTime(RoutingReplays.REPLAY)
        .execute((instance, context) -> replay(UUID.fromString(instance.getId())));
  }

  private void replay(UUID id) {
    batches.run(
        id,
        replay ->
            new RuleSets(
                versions.inForce().ruleSet(), versions.read(replay.settingsId()).ruleSet()),
        this::lookAt);
  }

  private boolean lookAt(StoredRoutingReplay replay, RuleSets rules) {
    var batch = work.page(replay.lastCase(), Math.min(BATCH, replay.left()));
    var moves = new ArrayList<Move>();
    for (var past : batch) {
      replay.countSeen(past.id());
      int known = moves.size();
      for (var facts : past.parts()) {
        var from = rules.inForce().decide(facts);
        var to = rules.ofDraft().decide(facts);
        if (!Objects.equals(from.gives().queue(), to.gives().queue())) {
          moves.add(new Move(past.id(), facts.part(), from, to));
        }
      }
      if (moves.size() > known) {
        replay.countMoved();
      }
    }
    count(replay, moves);
    return !batch.isEmpty();
  }

  private void count(StoredRoutingReplay replay, List<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    moves.forEach(m -> replay.countMove(m.from().gives().queue() + ">" + m.to().gives().queue()));
    database
        .createNativeQuery(
            "insert into routing_replay_move (replay_id, case_id, side, from_queue, from_rule,"
                + " to_queue, to_rule) select :replay, cast(c as uuid), s, fq, fr, tq, tr from"
                + " unnest(cast(:cases as text[]), cast(:sides as text[]), cast(:fromQueues as"
                + " text[]), cast(:fromRules as text[]), cast(:toQueues as text[]), cast(:toRules"
                + " as text[])) as m(c, s, fq, fr, tq, tr)")
        .setParameter("replay", replay.id())
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
}
