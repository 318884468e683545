package dev.demarc.policy;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.casework.dispatch.PastCases;
import dev.demarc.casework.dispatch.PastCases.PastCase;
import dev.demarc.casework.filing.ReportFacts;
import dev.demarc.policy.replay.ReplayBatches;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Engine;
import dev.demarc.routing.Queue;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replays a policy: what it makes of each past case, and who would get the work. */
@ApplicationScoped
class ReplayWorker {

  /** What decides now, and what may come to. */
  private record Engines(Engine inForce, Engine ofDraft) {}

  private static final int BATCH = 50;

  private final EntityManager database;
  private final PastCases cases;
  private final PastReports reports;
  private final InForce inForce;
  private final Router router;
  private final ReplayBatches<StoredPolicyReplay> batches;

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
    this.batches = new ReplayBatches<>(StoredPolicyReplay.class, database, clock);
  }

  @Produces
  @ApplicationScoped
  Task<Void> replayPolicy() {
    return Tasks.oneTime(Replays.REPLAY)
        .execute((instance, context) -> replay(UUID.fromString(instance.getId())));
  }

  private void replay(UUID id) {
    batches.run(
        id,
        replay ->
            new Engines(
                inForce.engine(),
                inForce.of(database.find(StoredPolicy.class, replay.settingsId()))),
        this::lookAt);
  }

  private boolean lookAt(StoredPolicyReplay replay, Engines engines) {
    var before = engines.inForce();
    var after = engines.ofDraft();
    var batch = cases.page(replay.lastCase(), Math.min(BATCH, replay.left()));
    var rules = router.rules();
    var names = router.queues().stream().collect(Collectors.toMap(Queue::slug, Queue::name));
    for (var past : batch) {
      replay.countSeen(past.id());
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
    return !batch.isEmpty();
  }

  /** Adds who gets the work under a decision, by the routing rules of today. */
  private static Map<String, Integer> given(Map<String, Integer> queues, List<String> more) {
    var counted = new TreeMap<>(queues);
    more.forEach(queue -> counted.merge(queue, 1, Integer::sum));
    return counted;
  }

  private void count(
      StoredPolicyReplay replay, PastCase past, Assessment before, Assessment after) {
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
      replay.countMoved();
      replay.countMove(before.responsibility() + ">" + after.responsibility());
      store(replay, past, before, after);
    }
  }

  private void store(
      StoredPolicyReplay replay, PastCase past, Assessment before, Assessment after) {
    database
        .createNativeQuery(
            "insert into replay_move (replay_id, case_id, from_side, from_confidence, to_side,"
                + " to_confidence, person) values (:replay, :case, :from, :fromConfidence, :to,"
                + " :toConfidence, cast(:person as text))")
        .setParameter("replay", replay.id())
        .setParameter("case", past.id())
        .setParameter("from", before.responsibility().name())
        .setParameter("fromConfidence", before.confidence())
        .setParameter("to", after.responsibility().name())
        .setParameter("toConfidence", after.confidence())
        .setParameter("person", past.byPerson() ? past.responsibility().name() : null)
        .executeUpdate();
  }
}
