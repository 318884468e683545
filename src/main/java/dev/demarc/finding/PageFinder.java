package dev.demarc.finding;

import com.google.re2j.Pattern;
import dev.demarc.shared.Cursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which way leads to a page of a list, step by step from what is cheapest: a few rows along the
 * order, and as many more as what was found promises; the terms, if they are few; the smallest
 * lookup, if it is small; else whichever of on along the order, all that has the terms, all that
 * one lookup finds, and all lookups cut with each other is thought to cost least. What ways cost
 * stands in here and not in a class of its own, as it follows from what was looked at so far.
 */
final class PageFinder {

  /** Fewer than so many promise nothing. */
  private static final int PROMISING = 2;

  /** So many times as many are asked as should be, for a page, by how often lookups find. */
  private static final double MARGIN = 1.5;

  /** So many microseconds are looked before the sizes of anything are asked. */
  private static final double BRIEFLY = 40_000;

  /** What is thought to find so many times as much as may lead is not counted. */
  private static final int MANY = 3;

  /** What is not counted to its end is taken for so many times as much. */
  private static final int MORE = 4;

  /** So many times as long must the indexes take for rows to be looked at that promise nothing. */
  private static final int WORTHWHILE = 3;

  /** So many times as long must they take for rows to be looked at that promise a page. */
  private static final double DOUBTFUL = 1.5;

  /** Microseconds to go to a row of a case that lies anywhere, as measured; see ADR 26. */
  private static final double ENTRY = 4;

  /** So many times as long takes what is asked of such. */
  private static final double ELSEWHERE = 2;

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
  private List<Object[]> page = List.of();
  private int looked;

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
      look(CaseSql.ALONG);
      return page.size() == most ? page : asked.hasIndex() ? by(-1, false) : alongAll();
    }
    look(CaseSql.BRIEFLY);
    if (page.size() < most
        && page.size() >= PROMISING
        && rowsWanted() <= asked.rowsWithin(BRIEFLY)) {
      look(rowsWanted());
    }
    return page.size() == most ? page : farther(new Sizes(asked));
  }

  /** Along the order as long as that promises a page sooner than the indexes do. */
  private List<Object[]> farther(Sizes sizes) {
    var few = few(sizes);
    var end = few == null ? sizes.shortestEnd() : few;
    if (looked < CaseSql.ALONG
        && page.size() < PROMISING
        && WORTHWHILE * sizes.costOfRows(CaseSql.ALONG - looked) < end.cost()) {
      look(CaseSql.ALONG);
      end = few == null ? sizes.shortestEnd() : few;
    }
    int gained = page.size();
    // what was found may all lie at the beginning
    while (page.size() < most
        && gained >= PROMISING
        && rowsWanted() < sizes.all()
        && DOUBTFUL * sizes.costOfRows(rowsWanted() - looked) < end.cost()) {
      int before = page.size();
      look(rowsWanted());
      gained = page.size() - before > (most - before) / 3 ? most : 0;
    }
    return page.size() == most ? page : by(end.lead(), end.cut());
  }

  /** What finds so few that nothing else is worth a thought; null where nothing does. */
  private @Nullable End few(Sizes sizes) {
    boolean termsFirst = sizes.terms() < sizes.least();
    if (termsFirst && areFewTerms(sizes)) {
      return sizes.byTerms();
    }
    int lead = sizes.smallest();
    if (lead >= 0 && sizes.lookup(lead) <= CaseSql.FEW) {
      return sizes.by(lead);
    }
    return !termsFirst && areFewTerms(sizes) ? sizes.byTerms() : null;
  }

  /** As many rows as a page should need by what was found, the less of it there is the more. */
  private int rowsWanted() {
    double surely = page.size() - Math.sqrt(page.size());
    return (int) Math.min(1e9, looked * most / surely + AGAIN);
  }

  /** Looks at so many rows of the order in all, unless more are wanted than that. */
  private void look(int rows) {
    if (most > rows) {
      return;
    }
    int skipped = Math.max(0, looked - AGAIN);
    var one = sql.get();
    var found =
        statements.rows(
            one,
            one.along(
                skipped,
                rows - skipped,
                start(one, true),
                Math.min(most, most - page.size() + AGAIN)));
    page = joined(page, found);
    looked = rows;
  }

  /**
   * A way that finds all there is.
   *
   * @param cost microseconds
   */
  private record End(int lead, boolean cut, double cost) {}

  private boolean areFewTerms(Sizes sizes) {
    if (sizes.terms() > CaseSql.FEW) {
      return false;
    }
    var one = sql.get();
    return sizes.counted(number(statements.rows(one, one.termsSize()).get(0))) <= CaseSql.FEW;
  }

  /**
   * How much each lookup finds, and the terms, by the database's statistics. They are seldom far
   * too high, but too low where things go together; so what may be few is counted, and what is many
   * is not: to count what a frequent word finds takes longer than to look at rows that have it.
   */
  private final class Sizes {

    private final CaseSql asked;
    private final double[] lookups;
    private final double all;
    private double terms;

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
      all = Math.max(1, estimate(statements.rows(one, CaseSql.estimateOfAll())));
    }

    /** Infinite where none are asked for. */
    double terms() {
      return terms;
    }

    /** How much the smallest lookup is thought to find. */
    double least() {
      return Arrays.stream(lookups).min().orElse(Double.POSITIVE_INFINITY);
    }

    double lookup(int place) {
      return lookups[place];
    }

    /** The place of the smallest lookup; less than none where none is small. */
    int smallest() {
      int least = -1;
      for (int i = 0; i < lookups.length; i++) {
        var one = sql.get();
        if (lookups[i] < MANY * one.few(i)) {
          long counted = number(statements.rows(one, one.size(i)).get(0));
          boolean few = counted <= one.few(i);
          lookups[i] = few ? counted : Math.max(MORE * counted, lookups[i]);
          least = few && (least < 0 || lookups[i] < lookups[least]) ? i : least;
        }
      }
      return least;
    }

    double counted(long number) {
      terms = number <= CaseSql.FEW ? number : Math.max(terms, MORE * number);
      return terms;
    }

    double all() {
      return all;
    }

    /** Microseconds for looking at rows along the order. */
    double costOfRows(double rows) {
      double had = asked.hasTerms() ? Math.min(1, terms / all) : 1;
      double asking = 0;
      for (int i = 0; i < lookups.length; i++) {
        asking += had * asked.costOfAsking(i);
        had *= Math.min(1, lookups[i] / all);
      }
      return rows * (CaseSql.ROW + asking);
    }

    /** All that have the terms, in order, and asked for what is looked up. */
    End byTerms() {
      return new End(-1, false, terms * ENTRY + asked(terms, -1));
    }

    /** All that one lookup finds, in order, and asked for the others. */
    End by(int lead) {
      double had = asked.hasTerms() ? Math.min(1, terms / all) : 1;
      double led = lookups[lead] * (asked.costOfFinding(lead) + ENTRY);
      return new End(lead, false, led + asked(lookups[lead] * had, lead));
    }

    End shortestEnd() {
      var ends = new ArrayList<End>();
      if (asked.hasTerms()) {
        ends.add(byTerms());
      }
      for (int i = 0; i < lookups.length; i++) {
        ends.add(by(i));
      }
      ends.add(new End(-1, true, costOfCut(lookups.length == 1 ? ENTRY : 1)));
      if (asked.hasTerms()) {
        ends.add(new End(CaseSql.WITH_TERMS, true, costOfCut(1) + 2 * terms));
      }
      return ends.stream().min(Comparator.comparingDouble(End::cost)).orElseThrow();
    }

    /** Microseconds for asking what was led to for the lookups that did not lead to it. */
    private double asked(double rows, int lead) {
      double each = 0;
      double have = 1;
      for (int i = 0; i < lookups.length; i++) {
        if (i != lead) {
          each += have * ELSEWHERE * asked.costOfAsking(i);
          have *= Math.min(1, lookups[i] / all);
        }
      }
      double asks = MARGIN * most / have;
      if (looked >= CaseSql.ALONG) {
        // what goes together or excludes each other shows in the rows that were looked at
        double seen = Math.max(page.size(), 0.5) / looked;
        asks = Math.max(asks, MARGIN * most * rows / all / seen);
      }
      return Math.min(rows, asks) * each;
    }

    private double costOfCut(double rest) {
      double cost = 0;
      for (int i = 0; i < lookups.length; i++) {
        cost += lookups[i] * (asked.costOfFinding(i) + rest);
      }
      return cost;
    }
  }

  /** The first number of rows in it is that of the whole plan. */
  private static double estimate(List<Object[]> plan) {
    var rows = ROWS.matcher(String.valueOf(plan.get(0)[0]));
    return rows.find() ? Double.parseDouble(rows.group(1)) : 0;
  }

  private List<Object[]> joined(List<Object[]> page, List<Object[]> behind) {
    var byId = new LinkedHashMap<Object, Object[]>();
    page.forEach(row -> byId.put(row[0], row));
    behind.forEach(row -> byId.putIfAbsent(row[0], row));
    return byId.values().stream().limit(most).toList();
  }

  private List<Object[]> alongAll() {
    var one = sql.get();
    return statements.rows(one, one.along(0, start(one, true), most));
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
