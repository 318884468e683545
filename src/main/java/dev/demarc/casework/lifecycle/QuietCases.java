package dev.demarc.casework.lifecycle;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.lifecycle.QuietClosing.Facts;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.casework.rules.Hours;
import dev.demarc.casework.rules.QuietRule;
import dev.demarc.casework.rules.QuietRules;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.shared.JobSchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Closes cases on which nothing happens any more, as the desk's rules say. A job looks for them;
 * each is held and looked at again before it is closed, so that what happens meanwhile counts and
 * no two nodes close it.
 */
@ApplicationScoped
public class QuietCases {

  private static final Logger LOG = Logger.getLogger(QuietCases.class);

  private static final int PAGE = 100;

  private static final UUID FIRST = new UUID(0, 0);

  private final Cases cases;
  private final Closures closures;
  private final QuietRules rules;
  private final EntityManager database;
  private final SchedulerClient jobs;
  private final Clock clock;
  private final Duration every;

  QuietCases(
      Cases cases,
      Closures closures,
      QuietRules rules,
      EntityManager database,
      SchedulerClient jobs,
      Clock clock,
      @ConfigProperty(name = "demarc.work.quiet-look", defaultValue = "15m") Duration every) {
    this.cases = cases;
    this.closures = closures;
    this.rules = rules;
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
    this.every = every;
  }

  /** Also where there is no rule: a job that ends just when one is set would be missing then. */
  void start(@Observes StartupEvent event) {
    jobs.scheduleIfNotExists(QuietRules.JOB.instance("all").build(), clock.instant().plus(every));
  }

  @Produces
  @ApplicationScoped
  Task<Void> closeQuietCases() {
    return JobSchedule.recurring(QuietRules.JOB, every, clock, () -> close(rules.all()));
  }

  /**
   * @return how many it closed
   */
  public int close(List<QuietRule> all) {
    var own = all.stream().map(QuietRule::category).collect(Collectors.toSet());
    return all.stream().mapToInt(rule -> close(rule, own)).sum();
  }

  private int close(QuietRule rule, Iterable<String> own) {
    int closed = 0;
    var page = new QuietPage(Instant.EPOCH, FIRST, List.of());
    do {
      var after = page;
      page = QuarkusTransaction.requiringNew().call(() -> page(rule, own, after));
      for (var id : page.ids()) {
        closed += tryToClose(id, rule) ? 1 : 0;
      }
    } while (page.ids().size() == PAGE);
    return closed;
  }

  /** One that cannot be closed now keeps none behind it open; it is looked at again. */
  private boolean tryToClose(UUID id, QuietRule rule) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> closeIfQuiet(id, rule));
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "The quiet case %s was not closed; it is looked at again", id);
      return false;
    }
  }

  /**
   * @param lastAt of the last one, where the next page goes on
   */
  private record QuietPage(Instant lastAt, UUID lastId, List<UUID> ids) {}

  private QuietPage page(QuietRule rule, Iterable<String> own, QuietPage after) {
    boolean others = rule.category().equals("all");
    List<?> rows =
        database
            .createNativeQuery(
                "select id, updated_at from incident_case where status = 'OPEN' and "
                    + (others ? "category <> all(:categories)" : "category = any(:categories)")
                    + " and updated_at < :before and (updated_at, id) > (:lastAt, :lastId) order by"
                    + " updated_at, id limit "
                    + PAGE,
                Tuple.class)
            .setParameter("categories", others ? strings(own) : new String[] {rule.category()})
            .setParameter("before", clock.instant().minus(rule.after()))
            .setParameter("lastAt", after.lastAt())
            .setParameter("lastId", after.lastId())
            .getResultList();
    var ids = rows.stream().map(row -> ((Tuple) row).get(0, UUID.class)).toList();
    if (ids.isEmpty()) {
      return new QuietPage(after.lastAt(), after.lastId(), ids);
    }
    var last = (Tuple) rows.get(rows.size() - 1);
    return new QuietPage(last.get(1, Instant.class), last.get(0, UUID.class), ids);
  }

  private static String[] strings(Iterable<String> of) {
    var list = new java.util.ArrayList<String>();
    of.forEach(list::add);
    return list.toArray(String[]::new);
  }

  private boolean closeIfQuiet(UUID id, QuietRule rule) {
    var on = cases.takeById(id).filter(c -> c.status == CaseStatus.OPEN).orElse(null);
    if (on == null || QuietClosing.staysOpen(facts(on), rule, clock.instant()).isPresent()) {
      return false;
    }
    closures.endQuiet(
        on,
        Outcome.of(rule.outcome()).orElse(Outcome.NO_ACTION),
        "No report came and nobody changed it since "
            + lastAt(on).truncatedTo(ChronoUnit.MINUTES)
            + "; the rule for "
            + (rule.category().equals("all") ? "all categories" : rule.category().replace('-', ' '))
            + " closes cases after "
            + Hours.inWords(rule.afterHours())
            + " of quiet.");
    return true;
  }

  private static Instant lastAt(IncidentCase on) {
    return on.lastReportAt.isAfter(on.updatedAt) ? on.lastReportAt : on.updatedAt;
  }

  private Facts facts(IncidentCase on) {
    var items = cases.workItems(on);
    return new Facts(
        lastAt(on),
        items.stream()
            .filter(item -> item.status != WorkStatus.WITHDRAWN)
            .allMatch(item -> item.status == WorkStatus.NEW),
        items.stream().anyMatch(item -> item.status == WorkStatus.WAITING),
        on.snoozedAt != null,
        on.replyBy,
        isAnswerOwed(on.id),
        hasUnprovedMail(on.id));
  }

  /** Whether the last that was said between those outside and us was said by them. */
  private boolean isAnswerOwed(UUID caseId) {
    return database
        .createQuery(
            "select kind from TimelineEntry where caseId = :id and visibility = :outside and kind"
                + " in ('reply', 'note') order by id desc",
            String.class)
        .setParameter("id", caseId)
        .setParameter("outside", Visibility.REPORTER)
        .setMaxResults(1)
        .getResultStream()
        .anyMatch("reply"::equals);
  }

  private boolean hasUnprovedMail(UUID caseId) {
    return !database
        .createQuery("select 1 from CaseReport where caseId = :id and senderUnproved")
        .setParameter("id", caseId)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }
}
