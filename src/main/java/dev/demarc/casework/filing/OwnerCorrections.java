package dev.demarc.casework.filing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.StoredAssessment;
import dev.demarc.casework.contents.Rereading;
import dev.demarc.casework.dispatch.Dispatch;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.inventory.InventoryChanged;
import dev.demarc.inventory.resolver.HolderLearned;
import dev.demarc.responsibility.AssessmentContext;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.shared.Actor;
import dev.demarc.shared.AdvisoryLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Corrects open cases once it is known who holds what they are about: by a resolver's answer, or
 * because somebody registered it. What people have decided or taken up stays as it is.
 */
@ApplicationScoped
class OwnerCorrections implements HolderLearned {

  private static final Logger LOG = Logger.getLogger(OwnerCorrections.class);
  private static final TaskDescriptor<Void> CORRECT = TaskDescriptor.of("correct-owners");

  /** Changes within this time are looked at together, after it. */
  private static final Duration TOGETHER = Duration.ofSeconds(5);

  private static final TaskDescriptor<String> CORRECT_ONE =
      TaskDescriptor.of("correct-owner", String.class);

  /** One that could not be corrected is tried again after it, and then for as long as it takes. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** Longer than the job can be late. */
  private static final Duration LATELY = Duration.ofHours(1);

  private static final int OF_AN_ANSWER = 200;
  private static final int OF_CHANGES = 5000;

  private static final String NAMING =
      "select distinct c.id from case_indicator i join incident_case c on c.id = i.case_id and"
          + " c.status = 'OPEN' where i.value = :asked and i.role not in ('REPORTER', 'FURNITURE',"
          + " 'BRAND') order by c.id desc limit "
          + OF_AN_ANSWER;

  /** By the index of values and that of ranges, however many entries a list has changed. */
  private static final String NOW_HELD =
      "select c.id from incident_case c where c.status = 'OPEN' and c.owner is null and (exists"
          + " (select 1 from inventory_entry e where e.kind = 'ACCOUNT' and e.value = c.account_id"
          + " and e.changed_at > :since) or exists (select 1 from case_indicator i join lateral"
          + " (select 1 from inventory_entry e where e.value = i.value and e.changed_at > :since"
          + " union all select 1 from inventory_entry e where e.range >>= cast(case when i.type in"
          + " ('ipv4', 'ipv6') then i.value end as inet) and e.changed_at > :since limit 1) held on"
          + " true where i.case_id = c.id)) order by c.id desc limit "
          + OF_CHANGES;

  private final Cases cases;
  private final Dispatch dispatch;
  private final Rereading rereading;
  private final Timeline timeline;
  private final EngineInForce engines;
  private final SchedulerClient jobs;
  private final EntityManager database;
  private final Clock clock;

  OwnerCorrections(
      Cases cases,
      Dispatch dispatch,
      Rereading rereading,
      Timeline timeline,
      EngineInForce engines,
      SchedulerClient jobs,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.dispatch = dispatch;
    this.rereading = rereading;
    this.timeline = timeline;
    this.engines = engines;
    this.jobs = jobs;
    this.database = database;
    this.clock = clock;
  }

  void inventoryChanged(@Observes InventoryChanged change) {
    var now = clock.instant();
    var window = String.valueOf(now.getEpochSecond() / TOGETHER.toSeconds());
    // two who change the inventory at once: the second would fail where it made the job, too
    AdvisoryLock.OWNER_CORRECTIONS.take(database, window);
    jobs.scheduleIfNotExists(CORRECT.instance(window).build(), now.plus(TOGETHER));
  }

  @Produces
  @ApplicationScoped
  Task<Void> correctOwners() {
    return Tasks.oneTime(CORRECT)
        .execute(
            (instance, context) -> {
              var since = clock.instant().minus(LATELY);
              List<?> found =
                  QuarkusTransaction.requiringNew()
                      .call(
                          () ->
                              database
                                  .createNativeQuery(NOW_HELD, UUID.class)
                                  .setParameter("since", since)
                                  .getResultList());
              found.forEach(id -> correct((UUID) id, "the inventory"));
            });
  }

  @Override
  public void learned(String asked, String resolver) {
    List<?> found =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    database
                        .createNativeQuery(NAMING, UUID.class)
                        .setParameter("asked", asked)
                        .getResultList());
    found.forEach(id -> correct((UUID) id, resolver));
  }

  @Produces
  @ApplicationScoped
  Task<String> correctOwner() {
    return Tasks.oneTime(CORRECT_ONE)
        .execute(
            (instance, context) ->
                correctNow(UUID.fromString(instance.getId()), instance.getData()));
  }

  /**
   * Each in a transaction of its own: one that fails keeps no other from being corrected, and gets
   * a job, since nothing asks for it a second time.
   */
  private void correct(UUID id, String by) {
    try {
      correctNow(id, by);
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "Who holds what case %s is about is corrected later", id);
      jobs.scheduleIfNotExists(
          CORRECT_ONE.instance(id.toString()).data(by).build(), clock.instant().plus(AGAIN));
    }
  }

  private void correctNow(UUID id, String by) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                cases
                    .takeById(id)
                    .filter(on -> on.status == CaseStatus.OPEN)
                    .ifPresent(on -> correct(on, by)));
  }

  private void correct(IncidentCase on, String by) {
    var report = rereading.first(on.id).parsed();
    var holdings = rereading.holdings(report, on.openedAt);
    var held = CaseOwner.of(report, holdings);
    var account = report.accountId() == null ? held.accountId() : on.accountId;
    if (held.owner() == null
        || held.owner().equals(on.owner)
            && held.tags().equals(on.tags)
            && Objects.equals(account, on.accountId)) {
      return;
    }
    boolean untouched = on.isUntouched();
    timeline.add(
        on.id,
        "owner",
        Actor.ENGINE,
        "learned from "
            + by
            + " that "
            + held.owner()
            + " held what this is about"
            + (on.owner == null ? "; nobody was known" : "; it was taken for " + on.owner + "'s"));
    on.owner = held.owner();
    on.tags = held.tags();
    on.accountId = account == null ? on.accountId : account;
    on.changedByEngine(clock.instant());
    var inForce = cases.assessmentInForce(on);
    if (!untouched || inForce.madeBy == StoredAssessment.MadeBy.PERSON) {
      return;
    }
    var made = engines.engine().assess(report, new AssessmentContext(holdings, Map.of()));
    if (made.responsibility() == on.responsibility
        && made.service().equals(on.service)
        && made.autoRoute() == inForce.autoRoute) {
      dispatch.reroute(on, inForce.toAssessment());
      return;
    }
    on.service = made.service();
    on.category = made.category().slug();
    on.layers = made.layers().stream().map(Layer::slug).toList();
    on.responsibility = made.responsibility();
    on.confidence = made.confidence();
    dispatch.apply(on, made, Actor.ENGINE, null);
  }
}
