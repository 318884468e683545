package dev.demarc.casework.rules;

import dev.demarc.casework.rules.RecurrenceRule.Action;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of reports about the matter of closed cases, as the desk sets it. */
@ApplicationScoped
public class RecurrenceRules {

  private static final int MOST_HOURS = 87600;

  private final EntityManager database;
  private final KnownOutcomes outcomes;
  private final CaseRuleChanges changes;
  private final Clock clock;

  RecurrenceRules(
      EntityManager database, KnownOutcomes outcomes, CaseRuleChanges changes, Clock clock) {
    this.database = database;
    this.outcomes = outcomes;
    this.changes = changes;
    this.clock = clock;
  }

  /** Those for all categories first. */
  @Transactional
  public List<RecurrenceRule> all() {
    return find("", null, null);
  }

  /** Those that may speak for cases of a category. */
  @Transactional
  public List<RecurrenceRule> of(Category category) {
    return find(" where category in (:category, 'all')", category.slug(), null);
  }

  /** How long after it was closed a case may take a report; zero where none does. */
  public static Duration reach(List<RecurrenceRule> rules) {
    return rules.stream()
        .filter(rule -> rule.action() != Action.FOLLOW)
        .map(rule -> rule.withinHours() == null ? MOST_HOURS : rule.withinHours())
        .max(Integer::compare)
        .map(Duration::ofHours)
        .orElse(Duration.ZERO);
  }

  private List<RecurrenceRule> find(
      String where, @Nullable String category, @Nullable String outcome) {
    var query =
        database.createNativeQuery(
            "select category, outcome, within_hours, action, changed_at, changed_by from"
                + " return_rule"
                + where
                + " order by category <> 'all', category, outcome <> 'all', outcome",
            Tuple.class);
    if (category != null) {
      query.setParameter("category", category);
    }
    if (outcome != null) {
      query.setParameter("outcome", outcome);
    }
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> rule((Tuple) row)).toList();
  }

  private static RecurrenceRule rule(Tuple row) {
    return new RecurrenceRule(
        row.get(0, String.class),
        row.get(1, String.class),
        row.get(2, Integer.class),
        Action.valueOf(row.get(3, String.class)),
        row.get(4, Instant.class),
        row.get(5, String.class));
  }

  /**
   * Sets the rule for cases of a category that ended so.
   *
   * @param withinHours null for ever
   * @param action take, reopen or follow
   * @throws Problem INVALID naming the field
   */
  @Transactional
  public void save(
      String category, String named, @Nullable Integer withinHours, String action, String by) {
    var outcome = outcomes.named(named);
    checkWhich(category, outcome);
    if (withinHours != null && (withinHours < 1 || withinHours > MOST_HOURS)) {
      throw Problem.invalid("withinHours", "must be 1 to " + MOST_HOURS + ", or null for ever");
    }
    var then =
        Action.of(action)
            .orElseThrow(() -> Problem.invalid("action", "must be take, reopen or follow"));
    var was = own(category, outcome);
    var now = new RecurrenceRule(category, outcome, withinHours, then, clock.instant(), by);
    if (was.isPresent() && was.get().inWords().equals(now.inWords())) {
      return;
    }
    database
        .createNativeQuery(
            "insert into return_rule (category, outcome, within_hours, action, changed_at,"
                + " changed_by) values (:category, :outcome, cast(nullif(:hours, '') as int),"
                + " :action, :at, :by) on conflict (category, outcome) do update set within_hours ="
                + " excluded.within_hours, action = excluded.action, changed_at ="
                + " excluded.changed_at, changed_by = excluded.changed_by")
        .setParameter("category", category)
        .setParameter("outcome", outcome)
        .setParameter("hours", withinHours == null ? "" : withinHours.toString())
        .setParameter("action", then.name())
        .setParameter("at", now.changedAt())
        .setParameter("by", by)
        .executeUpdate();
    var before = was.map(RecurrenceRule::inWords).orElse(null);
    changes.add("RETURN", category, outcome, before, now.inWords(), by);
  }

  private void checkWhich(String category, String outcome) {
    if (!RecurrenceRule.ALL.equals(category) && Category.of(category).isEmpty()) {
      throw Problem.invalid("category", "must be all, or the slug of a category");
    }
    if (!RecurrenceRule.ALL.equals(outcome) && !outcomes.slugs().contains(outcome)) {
      throw Problem.invalid(
          "outcome", "must be all, or one of " + String.join(", ", outcomes.slugs()));
    }
  }

  /** Whoever asks changes it, one after the other. */
  private Optional<RecurrenceRule> own(String category, String outcome) {
    database
        .createNativeQuery("lock table return_rule in share row exclusive mode")
        .executeUpdate();
    return find(" where category = :category and outcome = :outcome", category, outcome).stream()
        .findFirst();
  }

  /** Takes the rule away. */
  @Transactional
  public void remove(String category, String named, String by) {
    var outcome = outcomes.named(named);
    var was = own(category, outcome);
    if (was.isEmpty()) {
      return;
    }
    database
        .createNativeQuery(
            "delete from return_rule where category = :category and outcome = :outcome")
        .setParameter("category", category)
        .setParameter("outcome", outcome)
        .executeUpdate();
    changes.add("RETURN", category, outcome, was.get().inWords(), null, by);
  }
}
