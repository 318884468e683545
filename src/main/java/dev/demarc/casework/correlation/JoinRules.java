package dev.demarc.casework.correlation;

import dev.demarc.casework.correlation.RuleChanges.Terms;
import dev.demarc.casework.correlation.Subject.Kind;
import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which reports join which case: one rule for all categories, and those that differ from it. */
@ApplicationScoped
public class JoinRules {

  @ConfigMapping(prefix = "demarc.correlation")
  interface Settings {
    /** How long after a case's last report another may join it, unless a rule says otherwise. */
    @WithDefault("14d")
    Duration window();
  }

  /**
   * One rule as people write it.
   *
   * @param category a category's slug, or {@code all}
   * @param subjects external-id, resource, address, site, account, control, thread
   */
  public record Rule(
      String category,
      boolean joins,
      int windowHours,
      List<String> subjects,
      @Nullable Instant changedAt,
      @Nullable String changedBy) {}

  private static final int MOST_HOURS = 8760;

  private final EntityManager database;
  private final Settings settings;
  private final RuleChanges changes;
  private final Clock clock;

  JoinRules(EntityManager database, Settings settings, RuleChanges changes, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.changes = changes;
    this.clock = clock;
  }

  /** The category's own rule, else the one for all, else the one that Demarc comes with. */
  JoinRule of(Category category) {
    List<?> rows =
        database
            .createNativeQuery(
                "select category, joins, window_hours, subjects, changed_at, changed_by from"
                    + " correlation_rule where category in (:category, 'all')"
                    + " order by category = 'all' limit 1",
                Tuple.class)
            .setParameter("category", category.slug())
            .getResultList();
    return rows.isEmpty() ? JoinRule.standard(settings.window()) : rule((Tuple) rows.get(0));
  }

  private static JoinRule rule(Tuple row) {
    var kinds = EnumSet.noneOf(Kind.class);
    for (var slug : (String[]) row.get(3)) {
      Kind.of(slug).ifPresent(kinds::add);
    }
    return new JoinRule(
        (String) row.get(0),
        (Boolean) row.get(1),
        Duration.ofHours(((Number) row.get(2)).longValue()),
        kinds,
        row.get(4, Instant.class),
        (String) row.get(5));
  }

  /** The rule for all first, then those that differ. */
  @Transactional
  public List<Rule> all() {
    List<?> rows =
        database
            .createNativeQuery(
                "select category, joins, window_hours, subjects, changed_at, changed_by from"
                    + " correlation_rule",
                Tuple.class)
            .getResultList();
    var rules =
        rows.stream()
            .map(row -> rule((Tuple) row))
            .sorted(
                Comparator.comparing((JoinRule r) -> !r.category().equals(JoinRule.ALL))
                    .thenComparing(JoinRule::category))
            .collect(Collectors.toList());
    if (rules.isEmpty() || !rules.get(0).category().equals(JoinRule.ALL)) {
      rules.add(0, JoinRule.standard(settings.window()));
    }
    return rules.stream().map(JoinRules::written).toList();
  }

  private static Rule written(JoinRule rule) {
    return new Rule(
        rule.category(),
        rule.joins(),
        (int) rule.window().toHours(),
        rule.kinds().stream().map(Kind::slug).toList(),
        rule.changedAt(),
        rule.changedBy());
  }

  /**
   * Sets the rule for a category, and keeps who changed it how.
   *
   * @throws Problem INVALID naming the field
   */
  @Transactional
  public void save(Rule rule, String by) {
    check(rule);
    var was = own(rule.category());
    var now = Terms.of(rule);
    if (now.equals(was)) {
      return;
    }
    database
        .createNativeQuery(
            "insert into correlation_rule (category, joins, window_hours, subjects, changed_at,"
                + " changed_by) values (:category, :joins, :hours, :subjects, :at, :by) on conflict"
                + " (category) do update set joins = excluded.joins, window_hours ="
                + " excluded.window_hours, subjects = excluded.subjects, changed_at ="
                + " excluded.changed_at, changed_by = excluded.changed_by")
        .setParameter("category", rule.category())
        .setParameter("joins", rule.joins())
        .setParameter("hours", rule.windowHours())
        .setParameter("subjects", rule.subjects().toArray(String[]::new))
        .setParameter("at", clock.instant())
        .setParameter("by", by)
        .executeUpdate();
    changes.add(rule.category(), was, now, by);
  }

  /** The category's own rule as it is; whoever asks changes it, one after the other. */
  private @Nullable Terms own(String category) {
    database
        .createNativeQuery("lock table correlation_rule in share row exclusive mode")
        .executeUpdate();
    List<?> rows =
        database
            .createNativeQuery(
                "select category, joins, window_hours, subjects, changed_at, changed_by from"
                    + " correlation_rule where category = :category",
                Tuple.class)
            .setParameter("category", category)
            .getResultList();
    return rows.isEmpty() ? null : Terms.of(written(rule((Tuple) rows.get(0))));
  }

  private static void check(Rule rule) {
    if (!JoinRule.ALL.equals(rule.category()) && Category.of(rule.category()).isEmpty()) {
      throw Problem.invalid("category", "must be all, or the slug of a category");
    }
    if (rule.windowHours() < 1 || rule.windowHours() > MOST_HOURS) {
      throw Problem.invalid("windowHours", "must be 1 to " + MOST_HOURS);
    }
    if (rule.subjects() == null
        || rule.joins() && rule.subjects().isEmpty()
        || !rule.subjects().stream().allMatch(s -> Kind.of(s).isPresent())) {
      throw Problem.invalid("subjects", "must name some of " + String.join(", ", kinds()));
    }
  }

  /** The kinds of subject there are. */
  public static List<String> kinds() {
    return Arrays.stream(Kind.values()).map(Kind::slug).toList();
  }

  /** Makes the category follow the rule for all again; that one, what Demarc comes with. */
  @Transactional
  public void remove(String category, String by) {
    var was = own(category);
    if (was == null) {
      return;
    }
    database
        .createNativeQuery("delete from correlation_rule where category = :category")
        .setParameter("category", category)
        .executeUpdate();
    changes.add(category, was, null, by);
  }
}
