package dev.demarc.finding;

import dev.demarc.finding.CaseQuery.Sort;
import dev.demarc.finding.Condition.Finds;
import dev.demarc.finding.Condition.Measure;
import dev.demarc.finding.Condition.Terms;
import dev.demarc.finding.Condition.Within;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The statements that find cases. Two ways lead to a page: along the order of the list, asking each
 * row ({@link #along}), which is quick where many match; and by the indexes of what is asked
 * ({@link #by}), which is quick where few do. Neither is an OR of lookups in one scan. Pure; what a
 * caller sent is in {@link #parameters}, never in the text.
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

  private final CaseQuery query;
  private final String alsoOfEntry;
  private final String back;
  private final Map<String, Object> parameters = new HashMap<>();
  private final List<String> required = new ArrayList<>();
  private final List<String> rowConditions = new ArrayList<>();
  private final List<Condition> leaders = new ArrayList<>();

  /**
   * @param seen terms of which a case that is seen has one; null where all are
   * @param alsoOfEntry another condition on {@code e}, with {@code and} before it
   * @param back a condition on {@code one}, a case, in the place of {@code is:regressed}, for those
   *     who may not know it of each; null for those who may
   */
  CaseSql(CaseQuery query, List<String> seen, String alsoOfEntry, String back) {
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
      rowConditions.add(0, "e.terms @> " + array(bind(required.toArray(String[]::new)), "text"));
    }
  }

  Map<String, Object> parameters() {
    return parameters;
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
    var overlaps = "e.terms && " + array(bind(terms.anyOf().toArray(String[]::new)), "text");
    return negated(terms.negated(), overlaps);
  }

  private static String negated(boolean negated, String condition) {
    return negated ? "not (" + condition + ")" : condition;
  }

  private String between(Within within, String column) {
    var parts = new ArrayList<String>();
    if (within.from() != null) {
      parts.add(column + " >= " + cast(bind(within.from()), within.of().type()));
    }
    if (within.until() != null) {
      parts.add(column + " < " + cast(bind(within.until()), within.of().type()));
    }
    return parts.isEmpty() ? "true" : String.join(" and ", parts);
  }

  private String bind(Object value) {
    var name = "p" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private static String cast(String parameter, String type) {
    return "cast(" + parameter + " as " + type + ")";
  }

  private static String array(String parameter, String type) {
    return cast(parameter, type + "[]");
  }

  /**
   * How many conditions there are that have an index of their own, whose sizes are worth knowing.
   */
  int leaders() {
    return leaders.size();
  }

  /** One row: how many each finds, not counted beyond {@link #FEW}. */
  String sizes() {
    var counts =
        leaders.stream()
            .map(
                leader ->
                    "(select count(*) from (select 1 from ("
                        + ids(leader)
                        + ") found limit "
                        + (FEW + 1)
                        + ") counted)")
            .toList();
    return "select " + String.join(", ", counts);
  }

  /** The page along the order of the list, looking at so many rows only; 0 for all of them. */
  String along(int rows, String after, int limit) {
    var conditions = new ArrayList<>(rowConditions);
    leaders.forEach(leader -> conditions.add(ofRow(leader)));
    var window = rows == 0 ? "" : " limit " + rows;
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
          .append(cast(bind(statuses.get(0).substring(7)), "text"))
          .append(")");
    }
    for (var condition : query.conditions()) {
      if (condition instanceof Within w && !w.negated() && w.of() == sortedBy()) {
        within
            .append(" and ")
            .append(between(w, w.of().isOfEntry() ? w.of().column() : "c." + w.of().column()));
      }
    }
    return within.toString();
  }

  private Measure sortedBy() {
    return switch (query.sort()) {
      case CLOCK -> Measure.DUE;
      case NEWEST, OLDEST -> Measure.OPENED;
      case UPDATED -> Measure.UPDATED;
    };
  }

  private String sortColumn() {
    return switch (query.sort()) {
      case CLOCK -> "e.due_at as sorted";
      case NEWEST, OLDEST -> "e.opened_at as sorted";
      case UPDATED -> "c.sorted";
    };
  }

  String order() {
    return switch (query.sort()) {
      case CLOCK -> " order by e.due_at, e.case_id";
      case NEWEST -> " order by e.opened_at desc, e.case_id desc";
      case OLDEST -> " order by e.opened_at, e.case_id";
      case UPDATED -> " order by sorted desc, case_id desc";
    };
  }

  /**
   * A condition that starts a list after a row.
   *
   * @param value of the row's sort column, as PostgreSQL reads it
   */
  String after(String value, Object id, boolean inWindow) {
    var row = cast(bind(value), "timestamptz") + ", " + bind(id);
    return switch (query.sort()) {
      case CLOCK -> " and (e.due_at, e.case_id) > (" + row + ")";
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

  /**
   * The page by the indexes: whatever matches, put in order then.
   *
   * @param few for each leader whether it finds few
   */
  String by(boolean[] few, String after, int limit) {
    var sorted = query.sort() == Sort.UPDATED ? "c.updated_at as sorted" : sortColumn();
    return "with matching as materialized (select e.case_id, "
        + sorted
        + matching(few)
        + after
        + ") select case_id, sorted from matching order by sorted "
        + (query.sort() == Sort.CLOCK || query.sort() == Sort.OLDEST
            ? "asc, case_id"
            : "desc, case_id desc")
        + " limit "
        + limit;
  }

  /** How many match, not counted beyond a number. */
  String count(boolean[] few, int most) {
    return "select count(*) from (select 1" + matching(few) + " limit " + most + ") counted";
  }

  private String matching(boolean[] few) {
    int leads = -1;
    for (int i = leaders.size() - 1; i >= 0; i--) {
      leads = few[i] ? i : leads;
    }
    var conditions = new ArrayList<>(rowConditions);
    var from = new StringBuilder(" from case_entry e");
    if (leads >= 0) {
      // a materialized set: the planner must not begin elsewhere
      from.append(" join (select distinct case_id from (")
          .append(ids(leaders.get(leads)))
          .append(") found offset 0) lead on lead.case_id = e.case_id");
    }
    if (query.sort() == Sort.UPDATED) {
      from.append(" join incident_case c on c.id = e.case_id");
    }
    for (int i = 0; i < leaders.size(); i++) {
      if (i != leads) {
        conditions.add(
            leads >= 0 ? ofRow(leaders.get(i)) : "e.case_id in (" + ids(leaders.get(i)) + ")");
      }
    }
    return from + where(conditions);
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
    return String.join(
        " union all ", ((Finds) leader).anyOf().stream().map(f -> find(f, null)).toList());
  }

  /** Asked of one row; kept from being turned into a join with all that the lookup finds. */
  private String ofRow(Condition condition) {
    if (condition instanceof Within w) {
      return "coalesce((select "
          + between(w, "one." + w.of().column())
          + " from incident_case one where one.id = e.case_id), false)";
    }
    return "("
        + String.join(
            " or ",
            ((Finds) condition)
                .anyOf().stream()
                    .map(f -> "exists (" + find(f, "e.case_id") + " offset 0)")
                    .toList())
        + ")";
  }

  /**
   * @param of the case that is asked about; null for all
   */
  private String find(Find find, String of) {
    var ofCase = of == null ? "" : " and case_id = " + of;
    if (find instanceof Find.Text text) {
      return "select case_id from search_text where words @@ search_query("
          + cast(bind(text.words()), "text")
          + ", '"
          + text.how().name().toLowerCase(Locale.ROOT)
          + "')"
          + ofCase;
    }
    if (find instanceof Find.Values values) {
      return "select case_id from case_indicator where value = any("
          + array(bind(values.values().toArray(String[]::new)), "text")
          + ")"
          + ofCase;
    }
    if (find instanceof Find.ValuePrefix prefix) {
      return "select case_id from "
          + rows("case_indicator", of)
          + " where "
          + beginsWith("value", prefix.prefix());
    }
    if (find instanceof Find.Addresses range) {
      return "select case_id from "
          + rows("case_indicator", of)
          + " where type in ('ipv4', 'ipv6', 'range') and indicator_address(type, value) between "
          + cast(bind(range.first()), "inet")
          + " and "
          + cast(bind(range.last()), "inet");
    }
    if (find instanceof Find.HostsBelow hosts) {
      var reversed = new StringBuilder(hosts.host()).reverse().toString();
      return "select case_id from case_indicator where type in ('domain', 'email') and"
          + " indicator_host(type, value) = "
          + cast(bind(reversed), "text")
          + ofCase
          + " union all select case_id from "
          + rows("case_indicator", of)
          + " where type in ('domain', 'email') and "
          + beginsWith("indicator_host(type, value)", reversed + ".");
    }
    return ofCases(find, of);
  }

  /** Of one case its rows only, however the planner would rather begin with a range of values. */
  private static String rows(String table, String of) {
    return of == null
        ? table
        : "(select * from " + table + " its where its.case_id = " + of + " offset 0) its";
  }

  private String ofCases(Find find, String of) {
    if (find instanceof Find.Reporter reporter) {
      return reporter.prefix()
          ? "select case_id from "
              + rows("case_report", of)
              + " where reporter is not null and "
              + beginsWith("lower(reporter)", reporter.address())
          : "select case_id from case_report where reporter is not null and lower(reporter) = "
              + cast(bind(reporter.address()), "text")
              + (of == null ? "" : " and case_id = " + of);
    }
    if (find instanceof Find.ReporterDomain domain) {
      return "select case_id from case_report where reporter is not null and"
          + " split_part(lower(reporter), '@', 2) = "
          + cast(bind(domain.domain()), "text")
          + (of == null ? "" : " and case_id = " + of);
    }
    if (find instanceof Find.Term term) {
      return "select case_id from case_entry t where t.terms @> "
          + array(bind(new String[] {term.term()}), "text")
          + (of == null ? "" : " and t.case_id = " + of);
    }
    if (find instanceof Find.CaseNumber number) {
      return "select case_id from case_entry t where t.number = "
          + cast(bind(number.number()), "bigint")
          + (of == null ? "" : " and t.case_id = " + of);
    }
    var key = cast(bind(((Find.CaseKeyed) find).key()), "text");
    return "select k.id as case_id from incident_case k where k.key = "
        + key
        + (of == null ? "" : " and k.id = " + of)
        + " union all select k.merged_into as case_id from incident_case k where k.key = "
        + key
        + " and k.merged_into is not null"
        + (of == null ? "" : " and k.merged_into = " + of);
  }

  /** As an index with text_pattern_ops compares: byte by byte. */
  private String beginsWith(String column, String prefix) {
    return column
        + " ~>=~ "
        + cast(bind(prefix), "text")
        + " and "
        + column
        + " ~<~ "
        + cast(bind(prefix + '\uDBFF' + '\uDFFF'), "text");
  }
}
