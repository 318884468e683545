package dev.demarc.policy;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.casework.dispatch.PastCases;
import dev.demarc.casework.dispatch.PastCases.PastCase;
import dev.demarc.casework.filing.ReportFacts;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Engine;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Goes over past cases batch by batch, each in a transaction of its own that also says how far it
 * has come: a node that dies costs one batch, and another goes on there.
 */
@ApplicationScoped
class ReplayWorker {

  private static final Logger LOG = Logger.getLogger(ReplayWorker.class);
  private static final int BATCH = 50;

  private final EntityManager database;
  private final PastCases cases;
  private final PastReports reports;
  private final InForce inForce;
  private final Router router;
  private final Clock clock;

  ReplayWorker(
      EntityManager database,
      PastCases cases,
      PastReports reports,
      InForce inForce,
      Router router,
      Clock clock) {
    this.database = database;
    this.cases = cases;
    this.reports = reports;
    this.inForce = inForce;
    this.router = router;
    this.clock = clock;
  }

  @Produces
  @ApplicationScoped
  Task<Void> replayPolicy() {
    return Tasks.oneTime(Replays.REPLAY)
        .execute((instance, context) -> replay(UUID.fromString(instance.getId())));
  }

  private void replay(UUID id) {
    try {
      var before = inForce.engine();
      var after = QuarkusTransaction.requiringNew().call(() -> draftOf(id));
      boolean more = after != null;
      while (more) {
        more = QuarkusTransaction.requiringNew().call(() -> batch(id, before, after));
      }
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "Replay %s failed", id);
      QuarkusTransaction.requiringNew().run(() -> fail(id, failure));
    }
  }

  /** Null where the draft is gone. */
  private @Nullable Engine draftOf(UUID id) {
    var replay = database.find(StoredReplay.class, id);
    return replay == null ? null : inForce.of(database.find(StoredPolicy.class, replay.policyId));
  }

  private boolean batch(UUID id, Engine before, Engine after) {
    var replay = database.find(StoredReplay.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (replay == null || replay.status != Replay.Status.RUNNING) {
      return false;
    }
    int left = replay.wanted - replay.seen;
    var batch =
        left <= 0 ? List.<PastCase>of() : cases.page(replay.lastCase, Math.min(BATCH, left));
    var rules = router.rules();
    var names = router.queues().stream().collect(Collectors.toMap(Queue::slug, Queue::name));
    for (var past : batch) {
      replay.seen++;
      replay.lastCase = past.id();
      var report = reports.of(past);
      if (report.isEmpty()) {
        replay.skipped++;
      } else {
        var known = reports.known(past, report.get());
        var now = before.assess(report.get(), known);
        var then = after.assess(report.get(), known);
        count(replay, past, now, then);
        Function<Assessment, List<String>> to =
            decision ->
                ReportFacts.parts(report.get(), decision, known.holdings()).stream()
                    .map(part -> rules.decide(part).gives().queue())
                    .map(slug -> names.getOrDefault(slug, slug))
                    .toList();
        replay.queuesBefore = given(replay.queuesBefore, to.apply(now));
        replay.queuesAfter = given(replay.queuesAfter, to.apply(then));
      }
    }
    if (batch.isEmpty()) {
      replay.status = Replay.Status.DONE;
      replay.finishedAt = clock.instant();
    }
    return !batch.isEmpty();
  }

  /** Adds who gets the work under a decision, by the routing rules of today. */
  private static Map<String, Integer> given(Map<String, Integer> queues, List<String> more) {
    var counted = new TreeMap<>(queues);
    more.forEach(queue -> counted.merge(queue, 1, Integer::sum));
    return counted;
  }

  private void count(StoredReplay replay, PastCase past, Assessment before, Assessment after) {
    replay.routedBefore += before.autoRoute() ? 1 : 0;
    replay.routedAfter += after.autoRoute() ? 1 : 0;
    replay.noLongerRouted += before.autoRoute() && !after.autoRoute() ? 1 : 0;
    replay.newlyRouted += !before.autoRoute() && after.autoRoute() ? 1 : 0;
    if (past.byPerson()) {
      replay.decided++;
      replay.agreedBefore += before.responsibility() == past.responsibility() ? 1 : 0;
      replay.agreedAfter += after.responsibility() == past.responsibility() ? 1 : 0;
    }
    if (before.responsibility() != after.responsibility()) {
      replay.moved++;
      var moves = new TreeMap<>(replay.moves);
      moves.merge(before.responsibility() + ">" + after.responsibility(), 1, Integer::sum);
      replay.moves = moves;
      store(replay, past, before, after);
    }
  }

  private void store(StoredReplay replay, PastCase past, Assessment before, Assessment after) {
    database
        .createNativeQuery(
            "insert into replay_move (replay_id, case_id, from_side, from_confidence, to_side,"
                + " to_confidence, person) values (:replay, :case, :from, :fromConfidence, :to,"
                + " :toConfidence, cast(:person as text))")
        .setParameter("replay", replay.id)
        .setParameter("case", past.id())
        .setParameter("from", before.responsibility().name())
        .setParameter("fromConfidence", before.confidence())
        .setParameter("to", after.responsibility().name())
        .setParameter("toConfidence", after.confidence())
        .setParameter("person", past.byPerson() ? past.responsibility().name() : null)
        .executeUpdate();
  }

  private void fail(UUID id, RuntimeException failure) {
    var replay = database.find(StoredReplay.class, id);
    if (replay != null) {
      replay.status = Replay.Status.FAILED;
      replay.error = failure.getClass().getSimpleName() + ": " + failure.getMessage();
      replay.finishedAt = clock.instant();
    }
  }
}
