package dev.demarc.casework.rules;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.demarc.shared.JobSchedule;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When quiet cases close by themselves: a rule for all categories, and those that differ. */
@ApplicationScoped
public class QuietRules {

  /** The job that closes them. */
  public static final TaskDescriptor<Void> JOB = TaskDescriptor.of("close-quiet-cases");

  private static final int MOST_HOURS = 8760;

  private final EntityManager database;
  private final KnownOutcomes outcomes;
  private final CategoryRuleTable<QuietRule> table;
  private final SchedulerClient jobs;
  private final Clock clock;

  QuietRules(
      EntityManager database,
      KnownOutcomes outcomes,
      CaseRuleChanges changes,
      SchedulerClient jobs,
      Clock clock) {
    this.database = database;
    this.outcomes = outcomes;
    this.table =
        new CategoryRuleTable<>(
            database,
            changes,
            "QUIET",
            "quiet_rule",
            "category, after_hours, outcome, untouched, changed_at, changed_by",
            QuietRules::rule);
    this.jobs = jobs;
    this.clock = clock;
  }

  /** The rule for all first, then those that differ. */
  @Transactional
  public List<QuietRule> all() {
    return table.all();
  }

  /** The category's own rule, else the one for all. */
  @Transactional
  public Optional<QuietRule> of(String category) {
    return table.of(category);
  }

  private static QuietRule rule(Tuple row) {
    return new QuietRule(
        row.get(0, String.class),
        row.get(1, Integer.class),
        row.get(2, String.class),
        row.get(3, Boolean.class),
        row.get(4, Instant.class),
        row.get(5, String.class));
  }

  /**
   * Sets the rule for a category.
   *
   * @throws Problem INVALID naming the field
   */
  @Transactional
  public void save(
      String category, Integer afterHours, String named, boolean untouched, String by) {
    var outcome = outcomes.named(named);
    check(category, afterHours, outcome);
    var was = table.take(category).orElse(null);
    var now = new QuietRule(category, afterHours, outcome, untouched, clock.instant(), by);
    if (was != null && was.inWords().equals(now.inWords())) {
      return;
    }
    database
        .createNativeQuery(
            "insert into quiet_rule (category, after_hours, outcome, untouched, changed_at,"
                + " changed_by) values (:category, :hours, :outcome, :untouched, :at, :by) on"
                + " conflict (category) do update set after_hours = excluded.after_hours, outcome ="
                + " excluded.outcome, untouched = excluded.untouched, changed_at ="
                + " excluded.changed_at, changed_by = excluded.changed_by")
        .setParameter("category", category)
        .setParameter("hours", afterHours)
        .setParameter("outcome", outcome)
        .setParameter("untouched", untouched)
        .setParameter("at", now.changedAt())
        .setParameter("by", by)
        .executeUpdate();
    table.changed(was, now, by);
    JobSchedule.runAt(jobs, JOB.instance("all").build(), clock.instant());
  }

  private void check(String category, Integer afterHours, String outcome) {
    CategoryRuleTable.requireCategory(category);
    if (afterHours == null || afterHours < 1 || afterHours > MOST_HOURS) {
      throw Problem.invalid("afterHours", "must be 1 to " + MOST_HOURS);
    }
    if (!outcomes.slugs().contains(outcome)) {
      throw Problem.invalid("outcome", "must be one of " + String.join(", ", outcomes.slugs()));
    }
  }

  /** Takes the rule away; the category follows the one for all then. */
  @Transactional
  public void remove(String category, String by) {
    table.remove(category, by);
  }
}
