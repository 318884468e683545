package dev.demarc.finding;

import dev.demarc.finding.filter.CaseQuery;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.Condition;
import dev.demarc.finding.filter.Condition.Finds;
import dev.demarc.finding.filter.Condition.Measure;
import dev.demarc.finding.filter.Condition.Terms;
import dev.demarc.finding.filter.Condition.Within;
import dev.demarc.finding.filter.IndexLookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that find cases. Two ways lead to a page: along the order of the list, asking each
 * row ({@link #along}), which is quick where many match; and by the indexes of what is asked
 * ({@link #by}), which is quick where few do. Neither is an OR of lookups in one scan. Pure; what a
 * caller sent is in {@link #parameters}, never in the text.
 *
 * <p>It is as long as it is because both ways are made of the same conditions, in one order:
 * whoever changes the one has to see the other.
 */
final class CaseSql {

  /** So many rows of a list's order are looked at before the indexes are asked. */
  static final int ALONG = 4_000;

  private static final String BACK = "is:regressed";

  /** That a case is back which was closed itself, and does not follow another. */
  static final String BACK_ITSELF = "one.regressed_at is not null and one.regressed_from is null";

  /** And so many before even the sizes of lookups are asked: what is frequent is found in them. */
  static final int BRIEFLY = 400;

  /** A lookup that finds no more than this leads; one that finds more is asked of each row. */
  static final int FEW = 3_000;

  /** So many are counted of what is read from an index alone. */
  private static final int FEW_MORE = 12_000;

  static final int WITH_TERMS = -2;

  /** Microseconds to look at a row along the order, as measured; see ADR 26. */
  static final double ROW = 1;

  private static final String EXPLAIN = "explain (format json) ";

  private final CaseQuery query;
  private final String alsoOfEntry;
  private final BoundValues binds = new BoundValues();
  private final FindSql finds = new FindSql(binds);
  private final @Nullable String back;
  private final List<String> required = new ArrayList<>();
  private final List<String> rowConditions = new ArrayList<>();
  private final List<Condition> leaders = new ArrayList<>();

  /**
   * @param seen terms of which a case that is seen has one; null where all are
   * @param alsoOfEntry another condition on {@code e}, with {@code and} before it
   * @param back a condition on {@code one}, a case, in the place of {@code is:regressed}, for those
   *     who may not know it of each; null for those who may
   */
  CaseSql(CaseQuery query, @Nullable List<String> seen, String alsoOfEntry, @Nullable String back) {
    this.query = query;
    this.alsoOfEntry = alsoOfEntry;
    this.back = back;
    if (seen != null) {
      rowConditions.add(terms(new Terms(false, seen)));
    }
    for (var condition : query.conditions()) {
      take(condition);
    }
    if (!required.isEmpty()) {
      rowConditions.add(0, "e.terms @> " + binds.array(required.toArray(String[]::new), "text"));
    }
  }

  Map<String, Object> parameters() {
    return binds.values();
  }

  private void take(Condition condition) {
    if (condition instanceof Terms t && !t.negated() && t.anyOf().get(0).startsWith("outcome:")) {
      // only what is closed has one, and the orders know what is closed
      required.add("status:closed");
    }
    if (back != null && condition instanceof Terms t && t.anyOf().contains(BACK)) {
      rowConditions.add(negated(t.negated(), orBack(t)));
    } else if (condition instanceof Terms t && !t.negated() && t.anyOf().size() == 1) {
      required.add(t.anyOf().get(0));
    } else if (condition instanceof Terms t) {
      rowConditions.add(terms(t));
    } else if (condition instanceof Within w && w.of().isOfEntry()) {
      rowConditions.add(negated(w.negated(), between(w, w.of().column())));
    } else if (condition.negated()) {
      rowConditions.add("not " + ofRow(condition));
    } else {
      leaders.add(condition);
    }
  }

  private String orBack(Terms terms) {
    var others = terms.anyOf().stream().filter(term -> !term.equals(BACK)).toList();
    return "("
        + (others.isEmpty() ? "" : terms(new Terms(false, others)) + " or ")
        + "exists (select 1 from incident_case one where one.id = e.case_id and "
        + back
        + "))";
  }

  private String terms(Terms terms) {
    var overlaps = "e.terms && " + binds.array(terms.anyOf().toArray(String[]::new), "text");
    return negated(terms.negated(), overlaps);
  }

  private static String negated(boolean negated, String condition) {
    return negated ? "not (" + condition + ")" : condition;
  }

  private String between(Within within, String column) {
    var parts = new ArrayList<String>();
    if (within.from() != null) {
      parts.add(column + " >= " + binds.cast(within.from(), within.of().type()));
    }
    if (within.until() != null) {
      parts.add(column + " < " + binds.cast(within.until(), within.of().type()));
    }
    return parts.isEmpty() ? "true" : String.join(" and ", parts);
  }

  /**
   * How many conditions there are that have an index of their own, whose sizes are worth knowing.
   */
  int leaders() {
    return leaders.size();
  }

  /** A plan, whose number of rows says how many a lookup finds by the database's statistics. */
  String estimate(int leader) {
    return EXPLAIN + ids(leaders.get(leader));
  }

  /** The same of all cases. */
  static String estimateOfAll() {
    return EXPLAIN + "select 1 from case_entry";
  }

  /** The same of the terms; see {@link #hasTerms}. */
  String estimateOfTerms() {
    return EXPLAIN + "select 1 from case_entry e where " + terms();
  }

  /** How much of what a lookup finds is counted: words lie far from each other. */
  int few(int leader) {
    return isOfWords(leader) && (leaders.size() > 1 || hasTerms()) ? FEW : FEW_MORE;
  }

  /**
   * Whether it looks up words above all, and nothing that is spelled as an address, a name or a
   * number: of several words, the statistics do not know how often all are there.
   */
  boolean isOfWords(int leader) {
    return leaders.get(leader) instanceof Finds f
        && f.anyOf().stream()
            .allMatch(
                find -> find instanceof IndexLookup.Text || find instanceof IndexLookup.Values);
  }

  /** One row: how many a lookup finds, not counted beyond {@link #few}. */
  String size(int leader) {
    return "select count(*), 0 from (select 1 from ("
        + ids(leaders.get(leader))
        + ") found limit "
        + (few(leader) + 1)
        + ") counted";
  }

  /** Microseconds to find one more with a lookup. */
  double costOfFinding(int leader) {
    // words lie here and there; all else is read from indexes alone
    var found = leaders.get(leader) instanceof Finds f ? f.anyOf() : List.<IndexLookup>of();
    boolean words = found.stream().anyMatch(find -> find instanceof IndexLookup.Text);
    boolean range =
        found.stream()
            .anyMatch(
                f -> f instanceof IndexLookup.Addresses || f instanceof IndexLookup.ValuePrefix);
    return words ? range ? 2 : 5 : 1.5;
  }

  /** Microseconds to ask one row for it, where rows are looked at in order. */
  double costOfAsking(int leader) {
    return leaders.get(leader) instanceof Finds f
        ? f.anyOf().stream().mapToDouble(CaseSql::costOfAsking).sum()
        : costOfAsking(null);
  }

  private static double costOfAsking(@Nullable IndexLookup find) {
    if (find != null && isOfEntry(find)) {
      return 0.2;
    }
    return find instanceof IndexLookup.Addresses ? 5 : find instanceof IndexLookup.Text ? 2.5 : 1.2;
  }

  /** How many rows can be looked at within some microseconds. */
  double rowsWithin(double microseconds) {
    double row = ROW;
    for (int i = 0; i < leaders.size(); i++) {
      row += costOfAsking(i);
    }
    return microseconds / row;
  }

  /** The page along the order of the list, looking at so many rows only; 0 for all of them. */
  String along(int rows, String after, int limit) {
    return along(0, rows, after, limit);
  }

  /**
   * The same from further on.
   *
   * @param skipped so many rows were looked at before
   */
  String along(int skipped, int rows, String after, int limit) {
    var conditions = new ArrayList<>(rowConditions);
    leaders.forEach(leader -> conditions.add(ofRow(leader)));
    var window = (skipped == 0 ? "" : " offset " + skipped) + (rows == 0 ? "" : " limit " + rows);
    return "select e.case_id, "
        + sortColumn()
        + " from "
        + (query.sort() == Sort.UPDATED
            ? "(select c.id, c.updated_at as sorted from incident_case c where true"
                + withinOrder()
                + after
                + " order by c.updated_at desc, c.id desc"
                + window
                + ") c join case_entry e on e.case_id = c.id"
            : "(select * from case_entry e where true"
                + withinOrder()
                + after
                + order()
                + window
                + ") e")
        + where(conditions)
        + (query.sort() == Sort.UPDATED ? " order by c.sorted desc, c.id desc" : order())
        + " limit "
        + limit;
  }

  /** What of the conditions the index of the order itself can hold. */
  private String withinOrder() {
    var statuses = required.stream().filter(term -> term.startsWith("status:")).distinct().toList();
    var within = new StringBuilder();
    if (statuses.size() == 1) {
      within
          .append(
              query.sort() == Sort.UPDATED ? " and c.status = upper(" : " and e.status = upper(")
          .append(binds.cast(statuses.get(0).substring(7), "text"))
          .append(")");
    }
    for (var condition : query.conditions()) {
      if (condition instanceof Within w && !w.negated() && w.of() == sortedBy()) {
        within
            .append(" and ")
            .append(between(w, w.of().isOfEntry() ? w.of().column() : "c." + w.of().column()));
      } else if (condition instanceof Within w
          && w.of() == Measure.OPENED
          && query.sort() == Sort.UPDATED) {
        // the index of changes tells it, too
        within.append(" and ").append(negated(w.negated(), between(w, "c.opened_at")));
      }
    }
    return within.toString();
  }

  private @Nullable Measure sortedBy() {
    return switch (query.sort()) {
      case CLOCK -> Measure.DUE;
      case PRIORITY -> null;
      case NEWEST, OLDEST -> Measure.OPENED;
      case UPDATED -> Measure.UPDATED;
    };
  }

  private String sortColumn() {
    return switch (query.sort()) {
      case CLOCK -> "e.due_at as sorted";
      case PRIORITY -> "e.due_at as sorted, e.rank as ranked";
      case NEWEST, OLDEST -> "e.opened_at as sorted";
      case UPDATED -> "c.sorted";
    };
  }

  String order() {
    return switch (query.sort()) {
      case CLOCK -> " order by e.due_at, e.case_id";
      case PRIORITY -> " order by e.rank, e.due_at, e.case_id";
      case NEWEST -> " order by e.opened_at desc, e.case_id desc";
      case OLDEST -> " order by e.opened_at, e.case_id";
      case UPDATED -> " order by sorted desc, case_id desc";
    };
  }

  /**
   * A condition that starts a list after a row.
   *
   * @param value of the row's sort column, as PostgreSQL reads it; by priority, its rank and a
   *     slash before that
   */
  String after(String value, @Nullable Object id, boolean inWindow) {
    int slash = value.indexOf('/');
    var row =
        (slash < 0 ? "" : binds.cast(value.substring(0, slash), "smallint") + ", ")
            + binds.cast(value.substring(slash + 1), "timestamptz")
            + ", "
            + binds.bind(id);
    return switch (query.sort()) {
      case CLOCK -> " and (e.due_at, e.case_id) > (" + row + ")";
      case PRIORITY -> " and (e.rank, e.due_at, e.case_id) > (" + row + ")";
      case NEWEST -> " and (e.opened_at, e.case_id) < (" + row + ")";
      case OLDEST -> " and (e.opened_at, e.case_id) > (" + row + ")";
      case UPDATED ->
          (inWindow ? " and (c.updated_at, c.id) < (" : " and (c.updated_at, e.case_id) < (")
              + row
              + ")";
    };
  }

  /** Whether anything that is asked has an index to start from. */
  boolean hasIndex() {
    return !leaders.isEmpty()
        || rowConditions.stream().anyMatch(condition -> !condition.startsWith("not "));
  }

  /** Whether it asks for what it takes away. */
  boolean contradictsItself() {
    return query.conditions().stream().filter(Condition::negated).anyMatch(this::isAskedFor)
        || Arrays.stream(Measure.values()).anyMatch(this::hasNothingBetween);
  }

  /** Whether the ends that are asked for are the wrong way round. */
  private boolean hasNothingBetween(Measure measure) {
    var all =
        query.conditions().stream()
            .filter(c -> c instanceof Within w && !w.negated() && w.of() == measure)
            .map(Within.class::cast)
            .toList();
    return all.stream()
        .map(Within::from)
        .filter(Objects::nonNull)
        .anyMatch(
            from -> all.stream().anyMatch(to -> to.until() != null && isUpTo(to.until(), from)));
  }

  @SuppressWarnings("unchecked")
  private static boolean isUpTo(Object until, Object from) {
    return until.getClass() == from.getClass()
        && until instanceof Comparable<?>
        && ((Comparable<Object>) until).compareTo(from) <= 0;
  }

  private boolean isAskedFor(Condition negated) {
    if (negated instanceof Terms t) {
      return t.anyOf().stream().anyMatch(required::contains);
    }
    return negated instanceof Finds none
        && leaders.stream()
            .anyMatch(l -> l instanceof Finds f && none.anyOf().containsAll(f.anyOf()));
  }

  /** Whether terms are asked for, by which the index of terms finds. */
  boolean hasTerms() {
    return rowConditions.stream().anyMatch(condition -> condition.startsWith("e.terms "));
  }

  /** One row: how many have the terms, not counted beyond {@link #FEW}. */
  String termsSize() {
    return "select count(*), 0 from (select 1 from case_entry e where "
        + terms()
        + " limit "
        + (FEW + 1)
        + ") counted";
  }

  private String terms() {
    return String.join(
        " and ", rowConditions.stream().filter(c -> c.startsWith("e.terms ")).toList());
  }

  /**
   * The page by the indexes: whatever was led to, put in order by what the narrow row tells, and
   * then asked for what lies elsewhere, one after the other until the page is full.
   *
   * @param lead the place of the lookup to begin with; less than none for the terms
   * @param cut whether, without a lead, all lookups are cut with each other; and with what has the
   *     terms, for {@link #WITH_TERMS}
   */
  String by(int lead, boolean cut, String after, int limit) {
    var sorted = query.sort() == Sort.UPDATED ? "c.updated_at as sorted" : sortColumn();
    var asked = cut ? new ArrayList<>(rowConditions) : asked(lead);
    var elsewhere =
        String.join(
                "", asked.stream().filter(CaseSql::liesElsewhere).map(c -> " and " + c).toList())
            + alsoOfEntry;
    return "with "
        + (cut ? lookups() : "")
        + "matching as materialized (select e.case_id, "
        + sorted
        + (elsewhere.contains("e.terms") ? ", e.terms" : "")
        + (elsewhere.contains("e.number") ? ", e.number" : "")
        + matching(lead, cut)
        + " where true"
        + String.join(
            "", asked.stream().filter(c -> !liesElsewhere(c)).map(c -> " and " + c).toList())
        + after
        + ") select e.case_id, e.sorted"
        + (query.sort() == Sort.PRIORITY ? ", e.ranked" : "")
        + " from (select * from matching"
        + orderOfMatching()
        + " offset 0) e where true"
        + elsewhere
        + orderOfMatching()
        + " limit "
        + limit;
  }

  /** Whether a condition reads another table than the one that lists are read by. */
  private static boolean liesElsewhere(String condition) {
    return condition.contains("(select ");
  }

  private String orderOfMatching() {
    return switch (query.sort()) {
      case CLOCK, OLDEST -> " order by sorted, case_id";
      case PRIORITY -> " order by ranked, sorted, case_id";
      case NEWEST, UPDATED -> " order by sorted desc, case_id desc";
    };
  }

  /** Each lookup once, however it is used then. */
  private String lookups() {
    var all = new StringBuilder();
    for (int i = 0; i < leaders.size(); i++) {
      all.append("lookup")
          .append(i)
          .append(" as materialized (")
          .append(ids(leaders.get(i)))
          .append("), ");
    }
    return all.toString();
  }

  private String matching(int lead, boolean cut) {
    var from = new StringBuilder(" from case_entry e");
    if (cut || lead >= 0) {
      // a set of its own: the planner must not begin elsewhere
      boolean once = !cut && leaders.get(lead) instanceof Within;
      from.append(once ? " join (select case_id from (" : " join (select distinct case_id from (")
          .append(cut ? intersection(lead == WITH_TERMS) : ids(leaders.get(lead)))
          .append(") found offset 0) lead on lead.case_id = e.case_id");
    }
    return from + (query.sort() == Sort.UPDATED ? " join incident_case c on c.id = e.case_id" : "");
  }

  /** All else that is asked, of each row that a lookup led to. */
  private List<String> asked(int lead) {
    var conditions = new ArrayList<>(rowConditions);
    for (int i = 0; i < leaders.size(); i++) {
      if (i != lead) {
        conditions.add(ofRow(leaders.get(i)));
      }
    }
    return conditions;
  }

  private String intersection(boolean withTerms) {
    var all = new ArrayList<String>();
    if (withTerms) {
      all.add("select e.case_id from case_entry e where " + terms());
    }
    for (int i = 0; i < leaders.size(); i++) {
      all.add("select case_id from lookup" + i);
    }
    return String.join(" intersect ", all);
  }

  /** All that is asked, of one row: for lists that have an order of their own. */
  String whereRow() {
    var conditions = new ArrayList<>(rowConditions);
    leaders.forEach(leader -> conditions.add(ofRow(leader)));
    return where(conditions);
  }

  private String where(List<String> conditions) {
    return " where true"
        + String.join("", conditions.stream().map(c -> " and " + c).toList())
        + alsoOfEntry;
  }

  private String ids(Condition leader) {
    if (leader instanceof Within w) {
      return "select id as case_id from incident_case where " + between(w, w.of().column());
    }
    return finds.anyOf(((Finds) leader).anyOf());
  }

  /** Asked of one row; kept from being turned into a join with all that the lookup finds. */
  private String ofRow(Condition condition) {
    if (condition instanceof Within w) {
      return "coalesce((select "
          + between(w, "one." + w.of().column())
          + " from incident_case one where one.id = e.case_id), false)";
    }
    // what the row itself has is asked first
    var finds = ((Finds) condition).anyOf();
    return "("
        + String.join(
            " or ",
            Stream.concat(
                    finds.stream().filter(CaseSql::isOfEntry),
                    finds.stream().filter(find -> !isOfEntry(find)))
                .map(
                    find ->
                        isOfEntry(find)
                            ? this.finds.ofEntry(find)
                            : "exists (" + this.finds.of(find, "e.case_id") + " offset 0)")
                .toList())
        + ")";
  }

  private static boolean isOfEntry(IndexLookup find) {
    return find instanceof IndexLookup.Term || find instanceof IndexLookup.CaseNumber;
  }
}
