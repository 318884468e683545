package dev.demarc.finding;

import dev.demarc.shared.Cursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which way leads to a page of a list, step by step from what is cheapest: a few rows along the
 * order, and as many more as what was found promises; the smallest lookup, if it is small; more
 * rows; the terms, if they are few; and at last all that is asked, cut with each other.
 */
final class PageFinder {

  /** Fewer than so many among {@link CaseSql#ALONG} rows promise nothing. */
  private static final int PROMISING = 8;

  private static final int FARTHEST = 30_000;

  /** So many rows are looked at twice: others may put cases elsewhere in the list meanwhile. */
  private static final int AGAIN = 20;

  /** Runs a statement with what it binds. */
  interface Statements {
    List<Object[]> rows(CaseSql sql, String statement);
  }

  private final Supplier<CaseSql> sql;
  private final Statements statements;
  private final @Nullable Cursor after;
  private final int most;

  /**
   * @param sql makes a fresh one for each statement, as each binds its own
   * @param after null for the first page; its sort value as PostgreSQL reads it
   */
  PageFinder(Supplier<CaseSql> sql, Statements statements, @Nullable Cursor after, int most) {
    this.sql = sql;
    this.statements = statements;
    this.after = after;
    this.most = most;
  }

  /** The id and the sort value of each. */
  List<Object[]> find() {
    var asked = sql.get();
    if (asked.contradictsItself()) {
      return List.of();
    }
    if (asked.leaders() == 0) {
      var page = along(CaseSql.ALONG);
      return page.size() == most ? page : asked.hasIndex() ? by(-1, false) : along(0);
    }
    var page = farther(along(CaseSql.BRIEFLY), CaseSql.BRIEFLY, 2);
    if (page.size() == most) {
      return page;
    }
    int lead = smallest();
    if (lead >= 0) {
      return by(lead, false);
    }
    page = farther(along(CaseSql.ALONG), CaseSql.ALONG, PROMISING);
    if (page.size() == most) {
      return page;
    }
    if (asked.leaders() == 1 && !asked.hasTerms()) {
      return by(0, false);
    }
    var terms = sql.get();
    boolean fewTerms =
        terms.hasTerms() && number(statements.rows(terms, terms.termsSize()).get(0)) <= CaseSql.FEW;
    return by(-1, !fewTerms);
  }

  /**
   * As many rows as a page should need by what was found, where that promises one: those behind the
   * ones that were looked at.
   *
   * @param promising fewer than so many promise nothing
   */
  private List<Object[]> farther(List<Object[]> page, int rows, int promising) {
    if (page.size() == most || page.size() < promising) {
      return page;
    }
    long wanted = 2L * rows * most / page.size();
    if (wanted > FARTHEST) {
      return page;
    }
    int skipped = Math.max(0, rows - AGAIN);
    var one = sql.get();
    var behind =
        statements.rows(
            one,
            one.along(
                skipped,
                (int) wanted - skipped,
                start(one, true),
                Math.min(most, most - page.size() + AGAIN)));
    return joined(page, behind);
  }

  private List<Object[]> joined(List<Object[]> page, List<Object[]> behind) {
    var byId = new LinkedHashMap<Object, Object[]>();
    page.forEach(row -> byId.put(row[0], row));
    behind.forEach(row -> byId.putIfAbsent(row[0], row));
    return byId.values().stream().limit(most).toList();
  }

  /** Empty where more are wanted than rows are looked at. */
  private List<Object[]> along(int rows) {
    if (rows > 0 && most > rows) {
      return List.of();
    }
    var one = sql.get();
    return statements.rows(one, one.along(rows, start(one, true), most));
  }

  /** The place of the smallest lookup; less than none where none is small. */
  private int smallest() {
    var one = sql.get();
    var sizes = statements.rows(one, one.sizes()).get(0);
    int least = 0;
    for (int i = 1; i < sizes.length; i++) {
      least = number(sizes[i]) < number(sizes[least]) ? i : least;
    }
    return number(sizes[least]) <= one.few() ? least : -1;
  }

  private static long number(Object... counted) {
    return ((Number) counted[0]).longValue();
  }

  /**
   * @param cut whether the lookups are cut with each other, and not asked of each row
   */
  private List<Object[]> by(int lead, boolean cut) {
    var one = sql.get();
    return statements.rows(one, one.by(lead, cut, start(one, false), most));
  }

  private String start(CaseSql one, boolean inWindow) {
    return after == null ? "" : one.after(after.sortValue(), after.id(), inWindow);
  }
}
