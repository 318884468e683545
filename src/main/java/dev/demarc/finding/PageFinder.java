package dev.demarc.finding;

import com.google.re2j.Pattern;
import dev.demarc.shared.Cursor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which way leads to a page of a list, step by step from what is cheapest: a few rows along the
 * order, and as many more as what was found promises; the terms, if they are few; the smallest
 * lookup, if it is small; more rows; and at last whatever has the terms, or all lookups cut with
 * each other, as the database's statistics make one the shorter.
 */
final class PageFinder {

  /** Fewer than so many among {@link CaseSql#ALONG} rows promise nothing. */
  private static final int PROMISING = 8;

  private static final int FARTHEST = 30_000;

  /** What finds so much is not counted. */
  private static final int MANY = 30_000;

  /** Words that are not counted to their end are taken for so many times as many. */
  private static final int MORE = 4;

  /** Microseconds to look at a row, as measured; see ADR 26. */
  private static final double ROW = 4;

  private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": *(\\d+)");

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
    var sizes = new Sizes(asked);
    boolean termsFirst = sizes.terms() < sizes.least();
    if (termsFirst && areFewTerms(sizes)) {
      return by(-1, false);
    }
    int lead = sizes.smallest();
    if (lead >= 0) {
      return by(lead, false);
    }
    if (!termsFirst && areFewTerms(sizes)) {
      return by(-1, false);
    }
    page = farther(along(CaseSql.ALONG), CaseSql.ALONG, PROMISING);
    if (page.size() == most) {
      return page;
    }
    if (asked.leaders() == 1 && !asked.hasTerms()) {
      return by(0, false);
    }
    double cut = Math.min(sizes.costOfCut(), sizes.costOfCutWithTerms());
    return sizes.costOfTerms() <= cut
        ? by(-1, false)
        : by(cut < sizes.costOfCut() ? CaseSql.WITH_TERMS : -1, true);
  }

  private boolean areFewTerms(Sizes sizes) {
    if (sizes.terms() > CaseSql.FEW) {
      return false;
    }
    var one = sql.get();
    return number(statements.rows(one, one.termsSize()).get(0)) <= CaseSql.FEW;
  }

  /**
   * How much each lookup finds, and the terms, by the database's statistics. They are seldom far
   * too high, but too low where things go together; so what may be few is counted, and what is many
   * is not: to count what a frequent word finds takes longer than to look at rows that have it.
   */
  private final class Sizes {

    private final CaseSql asked;
    private final double[] lookups;
    private final double terms;

    Sizes(CaseSql asked) {
      this.asked = asked;
      this.lookups = new double[asked.leaders()];
      for (int i = 0; i < lookups.length; i++) {
        var one = sql.get();
        lookups[i] = estimate(statements.rows(one, one.estimate(i)));
      }
      var one = sql.get();
      terms =
          asked.hasTerms()
              ? estimate(statements.rows(one, one.estimateOfTerms()))
              : Double.POSITIVE_INFINITY;
    }

    /** Infinite where none are asked for. */
    double terms() {
      return terms;
    }

    /** How much the smallest lookup is thought to find. */
    double least() {
      return Arrays.stream(lookups).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** The place of the smallest lookup; less than none where none is small. */
    int smallest() {
      int least = -1;
      for (int i = 0; i < lookups.length; i++) {
        if (lookups[i] < MANY) {
          var one = sql.get();
          long counted = number(statements.rows(one, one.size(i)).get(0));
          boolean few = counted <= one.few(i);
          lookups[i] =
              few ? counted : Math.max(counted * (asked.isOfWords(i) ? MORE : 1), lookups[i]);
          least = few && (least < 0 || lookups[i] < lookups[least]) ? i : least;
        }
      }
      return least;
    }

    /** Microseconds for going to all that have the terms, and asking each for all else. */
    double costOfTerms() {
      return terms * costOfRow(asked);
    }

    /** Microseconds for putting all that is found beside each other, and going to what is left. */
    double costOfCut() {
      return costOfCut(lookups.length == 1 ? ROW : 1);
    }

    double costOfCutWithTerms() {
      return costOfCut(1) + 2 * terms;
    }

    private double costOfCut(double rest) {
      double cost = 0;
      for (int i = 0; i < lookups.length; i++) {
        cost += lookups[i] * (asked.costOfFinding(i) + rest);
      }
      return cost;
    }
  }

  private static double costOfRow(CaseSql asked) {
    double cost = ROW;
    for (int i = 0; i < asked.leaders(); i++) {
      cost += asked.costOfAsking(i);
    }
    return cost;
  }

  /** The first number of rows in it is that of the whole plan. */
  private static double estimate(List<Object[]> plan) {
    var rows = ROWS.matcher(String.valueOf(plan.get(0)[0]));
    return rows.find() ? Double.parseDouble(rows.group(1)) : 0;
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
