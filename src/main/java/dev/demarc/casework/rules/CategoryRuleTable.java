package dev.demarc.casework.rules;

import dev.demarc.shared.Category;
import dev.demarc.shared.Problem;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored rules of one kind: at most one for each category, and one for all others. What a rule
 * says, and so how it is written, each kind knows for itself. To be called in a transaction.
 */
final class CategoryRuleTable<R extends CategoryRule> {

  private final EntityManager database;
  private final CaseRuleChanges changes;
  private final String kind;
  private final String table;
  private final String columns;
  private final Function<Tuple, R> rule;

  /**
   * @param kind as the list of changes calls it
   * @param columns that {@code rule} makes a rule of
   */
  CategoryRuleTable(
      EntityManager database,
      CaseRuleChanges changes,
      String kind,
      String table,
      String columns,
      Function<Tuple, R> rule) {
    this.database = database;
    this.changes = changes;
    this.kind = kind;
    this.table = table;
    this.columns = columns;
    this.rule = rule;
  }

  /** The rule for all first, then those that differ. */
  List<R> all() {
    return find("", null);
  }

  /** The category's own rule, else the one for all. */
  Optional<R> of(String category) {
    return find(" where category in (:category, 'all')", category).stream()
        .reduce((forAll, own) -> own);
  }

  private List<R> find(String where, @Nullable String category) {
    var query =
        database.createNativeQuery(
            "select "
                + columns
                + " from "
                + table
                + where
                + " order by category <> 'all', category",
            Tuple.class);
    if (category != null) {
      query.setParameter("category", category);
    }
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> rule.apply((Tuple) row)).toList();
  }

  /**
   * @throws Problem INVALID
   */
  static void requireCategory(String category) {
    if (!CategoryRule.ALL.equals(category) && Category.of(category).isEmpty()) {
      throw Problem.invalid("category", "must be all, or the slug of a category");
    }
  }

  /** The category's own rule, to be changed: whoever asks does so after the other. */
  Optional<R> take(String category) {
    database
        .createNativeQuery("lock table " + table + " in share row exclusive mode")
        .executeUpdate();
    return find(" where category = :category", category).stream().findFirst();
  }

  /**
   * Lists that a rule says something else now, which the caller has stored.
   *
   * @param was null where there was none
   */
  void changed(@Nullable R was, R now, String by) {
    changes.add(kind, now.category(), null, was == null ? null : was.inWords(), now.inWords(), by);
  }

  /** Takes the rule away; the category follows the one for all then. */
  void remove(String category, String by) {
    var was = take(category);
    if (was.isEmpty()) {
      return;
    }
    database
        .createNativeQuery("delete from " + table + " where category = :category")
        .setParameter("category", category)
        .executeUpdate();
    changes.add(kind, category, null, was.get().inWords(), null, by);
  }
}
