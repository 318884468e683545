package dev.demarc.casework.rules;

import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From how many reports on a case opens; without a rule, from the first. */
@ApplicationScoped
public class OpeningRules {

  private static final int MOST_REPORTS = 1000;
  private static final int MOST_HOURS = 8760;

  private final EntityManager database;
  private final CategoryRuleTable<OpeningRule> table;
  private final Clock clock;

  OpeningRules(EntityManager database, CaseRuleChanges changes, Clock clock) {
    this.database = database;
    this.table =
        new CategoryRuleTable<>(
            database,
            changes,
            "OPENING",
            "opening_rule",
            "category, reports, within_hours, false_share, changed_at, changed_by",
            OpeningRules::rule);
    this.clock = clock;
  }

  /** The rule for all first, then those that differ. */
  @Transactional
  public List<OpeningRule> all() {
    return table.all();
  }

  /** The category's own rule, else the one for all. */
  @Transactional
  public Optional<OpeningRule> of(Category category) {
    return table.of(category.slug());
  }

  private static OpeningRule rule(Tuple row) {
    return new OpeningRule(
        row.get(0, String.class),
        row.get(1, Integer.class),
        row.get(2, Integer.class),
        row.get(3, Integer.class),
        row.get(4, Instant.class),
        row.get(5, String.class));
  }

  /**
   * Sets the rule for a category; what waits already goes by what was asked for when it came.
   *
   * @throws Problem INVALID naming the field
   */
  @Transactional
  public void save(
      String category,
      @Nullable Integer reports,
      @Nullable Integer withinHours,
      @Nullable Integer falseShare,
      String by) {
    CategoryRuleTable.requireCategory(category);
    if (Category.CHILD_ABUSE.slug().equals(category)) {
      throw Problem.invalid("category", "child abuse never waits for more reports");
    }
    if (reports == null || reports < 2 || reports > MOST_REPORTS) {
      throw Problem.invalid(
          "reports", "must be 2 to " + MOST_REPORTS + "; without a rule the first opens a case");
    }
    if (withinHours == null || withinHours < 1 || withinHours > MOST_HOURS) {
      throw Problem.invalid("withinHours", "must be 1 to " + MOST_HOURS);
    }
    if (falseShare != null && (falseShare < 1 || falseShare > 100)) {
      throw Problem.invalid("falseShare", "must be 1 to 100 per cent, or left out");
    }
    var was = table.take(category).orElse(null);
    var now = new OpeningRule(category, reports, withinHours, falseShare, clock.instant(), by);
    if (was != null && was.inWords().equals(now.inWords())) {
      return;
    }
    database
        .createNativeQuery(
            "insert into opening_rule (category, reports, within_hours, false_share, changed_at,"
                + " changed_by) values (:category, :reports, :hours, nullif(:share, 0), :at, :by)"
                + " on conflict (category) do update set reports = excluded.reports, within_hours ="
                + " excluded.within_hours, false_share = excluded.false_share, changed_at ="
                + " excluded.changed_at, changed_by = excluded.changed_by")
        .setParameter("category", category)
        .setParameter("reports", reports)
        .setParameter("hours", withinHours)
        .setParameter("share", falseShare == null ? 0 : falseShare)
        .setParameter("at", now.changedAt())
        .setParameter("by", by)
        .executeUpdate();
    table.changed(was, now, by);
  }

  /** Takes the rule away; the category follows the one for all then. */
  @Transactional
  public void remove(String category, String by) {
    table.remove(category, by);
  }
}
