package dev.demarc.finding;

import dev.demarc.finding.filter.IndexLookup;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lookups of a filter as SQL: of all cases, or asked of one. Pure. */
final class FindSql {

  private final BoundValues binds;

  FindSql(BoundValues binds) {
    this.binds = binds;
  }

  /** The cases that any of these finds; one twice where two do. */
  String anyOf(List<IndexLookup> finds) {
    return String.join(" union all ", finds.stream().map(find -> of(find, null)).toList());
  }

  /**
   * @param of the case that is asked about; null for all
   */
  String of(IndexLookup find, @Nullable String of) {
    var ofCase = of == null ? "" : " and case_id = " + of;
    if (find instanceof IndexLookup.Text text) {
      return "select case_id from search_text where words @@ search_query("
          + binds.cast(text.words(), "text")
          + ", '"
          + text.how().name().toLowerCase(Locale.ROOT)
          + "')"
          + ofCase;
    }
    if (find instanceof IndexLookup.Values values) {
      return "select case_id from case_indicator where value = any("
          + binds.array(values.values().toArray(String[]::new), "text")
          + ")"
          + ofCase;
    }
    if (find instanceof IndexLookup.ValuePrefix prefix) {
      return "select case_id from "
          + indicators(of)
          + " where "
          + beginsWith("value", prefix.prefix());
    }
    if (find instanceof IndexLookup.Addresses range) {
      return "select case_id from "
          + indicators(of)
          + " where type in ('ipv4', 'ipv6', 'range') and "
          + (of == null ? "" : beginsAs(range))
          + "indicator_address(type, value) between "
          + binds.cast(range.first(), "inet")
          + " and "
          + binds.cast(range.last(), "inet");
    }
    if (find instanceof IndexLookup.HostsBelow hosts) {
      var reversed = new StringBuilder(hosts.host()).reverse().toString();
      return "select case_id from case_indicator where type in ('domain', 'email') and"
          + " indicator_host(type, value) = "
          + binds.cast(reversed, "text")
          + ofCase
          + " union all select case_id from "
          + indicators(of)
          + " where type in ('domain', 'email') and "
          + beginsWith("indicator_host(type, value)", reversed + ".");
    }
    return ofCases(find, of);
  }

  /**
   * What all addresses of a range begin with, as they are written: much quicker to compare than
   * addresses are. Empty where that is nothing, and for IPv6, which is written in several ways.
   */
  private String beginsAs(IndexLookup.Addresses range) {
    if (range.first().contains(":")) {
      return "";
    }
    var first = range.first().replaceFirst("/.*", "").split("\\.");
    var last = range.last().split("\\.");
    var same = new StringBuilder();
    for (int i = 0; i < 3 && first[i].equals(last[i]); i++) {
      same.append(first[i]).append('.');
    }
    return same.isEmpty()
        ? ""
        : "starts_with(value, " + binds.cast(same.toString(), "text") + ") and ";
  }

  /** Of one case its rows only, however the planner would rather begin with a range of values. */
  private static String rows(String table, String columns, @Nullable String of) {
    return of == null
        ? table
        : "(select its.case_id, "
            + columns
            + " from "
            + table
            + " its where its.case_id = "
            + of
            + " offset 0) its";
  }

  /** With what is in an index beside the case: its rows themselves lie here and there. */
  private static String indicators(@Nullable String of) {
    return rows("case_indicator", "its.type, its.value", of);
  }

  /** What {@code e}, the narrow row of a case, tells by itself. */
  String ofEntry(IndexLookup find) {
    return find instanceof IndexLookup.Term term
        ? "e.terms @> " + binds.array(new String[] {term.term()}, "text")
        : "e.number = " + binds.cast(((IndexLookup.CaseNumber) find).number(), "bigint");
  }

  private String ofCases(IndexLookup find, @Nullable String of) {
    if (find instanceof IndexLookup.Reporter reporter) {
      return reporter.prefix()
          ? "select case_id from "
              + rows("case_report", "its.reporter", of)
              + " where reporter is not null and "
              + beginsWith("lower(reporter)", reporter.address())
          : "select case_id from case_report where reporter is not null and lower(reporter) = "
              + binds.cast(reporter.address(), "text")
              + (of == null ? "" : " and case_id = " + of);
    }
    if (find instanceof IndexLookup.ReporterDomain domain) {
      return "select case_id from case_report where reporter is not null and"
          + " split_part(lower(reporter), '@', 2) = "
          + binds.cast(domain.domain(), "text")
          + (of == null ? "" : " and case_id = " + of);
    }
    if (find instanceof IndexLookup.Term term) {
      return "select case_id from case_entry t where t.terms @> "
          + binds.array(new String[] {term.term()}, "text")
          + (of == null ? "" : " and t.case_id = " + of);
    }
    if (find instanceof IndexLookup.Figure figure) {
      return "select case_id from case_figure t where t.terms @> "
          + binds.array(new String[] {figure.term()}, "text")
          + (of == null ? "" : " and t.case_id = " + of);
    }
    if (find instanceof IndexLookup.CaseNumber number) {
      return "select case_id from case_entry t where t.number = "
          + binds.cast(number.number(), "bigint")
          + (of == null ? "" : " and t.case_id = " + of);
    }
    var key = binds.cast(((IndexLookup.CaseKeyed) find).key(), "text");
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
        + binds.cast(prefix, "text")
        + " and "
        + column
        + " ~<~ "
        + binds.cast(prefix + '\uDBFF' + '\uDFFF', "text");
  }
}
