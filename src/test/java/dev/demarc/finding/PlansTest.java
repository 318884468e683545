package dev.demarc.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.casework.WorkStatus;
import dev.demarc.finding.filter.CaseQuery;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.FilterContext;
import dev.demarc.finding.filter.FilterMistake;
import dev.demarc.finding.filter.FilterParser;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/**
 * Looks at how PostgreSQL answers each filter and each pair of filters, on a filling of its own.
 */
@DemarcTest
class PlansTest {

  private static final String SCHEMA = "finding_plans";
  private static final Pattern LARGE =
      Pattern.compile(
          "Seq Scan on (case_entry|search_text|case_indicator|case_report|incident_case|work_item"
              + "|report|assessment)\\b.*");
  private static final FilterContext CONTEXT =
      new FilterContext(
          Instant.now(),
          "person0",
          Map.of(
              "customer-security", UUID.fromString("01930000-0000-7000-8000-000000000001"),
              "abuse-desk", UUID.fromString("01930000-0000-7000-8000-000000000003")));

  @Inject DataSource database;

  @Test
  void no_filter_and_no_pair_of_filters_reads_a_whole_table() throws Exception {
    var flyway =
        Flyway.configure()
            .dataSource(database)
            .schemas(SCHEMA)
            .locations("filesystem:migrations")
            .cleanDisabled(false)
            .load();
    flyway.migrate();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      fill(connection);
      var slow = new ArrayList<String>();
      try (var statement = connection.createStatement()) {
        statement.execute(CaseSearch.PLAN_BY_INDEX);
        for (var filter : filters()) {
          look(filter, statement, slow);
        }
        byTheIndexOfChangesAlone(statement);
        askingOneAfterTheOtherUntilThePageIsFull(statement);
        byTheIndexesOfLookupsAlone(statement);
      }
      connection.rollback();
      assertThat(slow).isEmpty();
    } finally {
      flyway.clean();
    }
  }

  /** Very many cases may have been changed before the first that was opened then. */
  private static void byTheIndexOfChangesAlone(Statement statement) throws SQLException {
    for (var filter : List.of("opened:>1y", "status:closed opened:>1y", "-opened:2025-06")) {
      var sql = new CaseSql(FilterParser.parse(filter, Sort.UPDATED, "q", CONTEXT), null, "", null);
      assertThat(plan(statement, sql, sql.along(CaseSql.ALONG, "", 51)))
          .as(filter)
          .contains("Index Only Scan using case_by_change");
    }
  }

  private static String plan(Statement statement, CaseSql sql, String text) throws SQLException {
    var plan = new StringBuilder();
    try (var rows = statement.executeQuery("explain " + literal(text, sql.parameters()))) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  /** What a lookup leads to is put in order before it is asked for what lies elsewhere. */
  private static void askingOneAfterTheOtherUntilThePageIsFull(Statement statement)
      throws SQLException {
    for (var sort : Sort.values()) {
      for (var filter : List.of("10.0.1.0/24 scan", "category:port-scan -scan", "服务器 reports:1")) {
        var sql = new CaseSql(FilterParser.parse(filter, sort, "q", CONTEXT), null, "", null);
        int lead = sql.leaders() > 0 ? 0 : -1;
        var plan = plan(statement, sql, sql.by(lead, false, "", 51));
        assertThat(plan)
            .as(filter + " " + sort)
            .matches("(?s)Limit.*?\n *->  Subquery Scan on e .*");
      }
    }
  }

  /** Which row of another table a value came from need not be looked up. */
  private static void byTheIndexesOfLookupsAlone(Statement statement) throws SQLException {
    statement.execute("set local enable_bitmapscan = off");
    var indexes =
        Map.of(
            "reporter:reporter39", "case_report_by_reporter",
            "reporter:@org0.example", "case_report_by_domain",
            "10.0.1.0/24", "case_indicator_address",
            "site3.com", "case_indicator_host");
    for (var each : indexes.entrySet()) {
      var query = FilterParser.parse(each.getKey(), Sort.NEWEST, "q", CONTEXT);
      var sql = new CaseSql(query, null, "", null);
      assertThat(plan(statement, sql, sql.size(0)))
          .contains("Index Only Scan using " + each.getValue());
    }
    statement.execute("set local enable_bitmapscan = on");
  }

  private static void fill(Connection connection) throws SQLException, IOException {
    boolean done = Arrays.stream(WorkStatus.values()).anyMatch(s -> s.name().equals("DONE"));
    try (var statement = connection.createStatement()) {
      statement.execute("set local search_path = " + SCHEMA);
      statement.execute("set local finding.cases = 1000");
      statement.execute("set local finding.done = '" + (done ? "DONE" : "CLOSED") + "'");
      statement.execute(resource("fill.sql"));
      statement.execute(
          "analyze case_entry, search_text, case_indicator, case_report, incident_case");
    }
  }

  /** Each alone and each with each. */
  private static List<String> filters() throws IOException {
    var single = resource("filters.txt").lines().filter(line -> !line.isBlank()).toList();
    var all = new ArrayList<>(single);
    for (int i = 0; i < single.size(); i++) {
      for (int j = i + 1; j < single.size(); j++) {
        all.add(single.get(i) + " " + single.get(j));
      }
    }
    return all;
  }

  private static void look(String filter, Statement statement, List<String> slow)
      throws SQLException {
    var sorts = filter.contains(" ") ? List.of(Sort.NEWEST) : List.of(Sort.values());
    for (var sort : sorts) {
      CaseQuery query;
      try {
        query = FilterParser.parse(filter, sort, "q", CONTEXT);
      } catch (FilterMistake exclusive) {
        continue;
      }
      explain(filter, statement, slow, query, null);
      if (!filter.contains(" ")) {
        explain(filter, statement, slow, query, List.of("seen:AWS"));
      }
    }
  }

  private static void explain(
      String filter, Statement statement, List<String> slow, CaseQuery query, List<String> seen)
      throws SQLException {
    var sql = new CaseSql(query, seen, "", null);
    var statements = new ArrayList<String>();
    statements.add(sql.along(CaseSql.ALONG, "", 51));
    statements.add(sql.along(CaseSql.ALONG, CaseSql.ALONG, "", 51));
    if (sql.leaders() > 0) {
      for (int i = 0; i < sql.leaders(); i++) {
        statements.add(sql.size(i));
      }
      statements.add(sql.by(0, false, "", 51));
      statements.add(sql.by(-1, true, "", 51));
    }
    if (sql.hasTerms()) {
      statements.add(sql.termsSize());
      statements.add(sql.by(-1, false, "", 51));
      if (sql.leaders() > 0) {
        statements.add(sql.by(CaseSql.WITH_TERMS, true, "", 51));
      }
    }
    for (var text : statements) {
      try (var rows = statement.executeQuery("explain " + literal(text, sql.parameters()))) {
        while (rows.next()) {
          var found = LARGE.matcher(rows.getString(1));
          if (found.find()) {
            slow.add(filter + " " + query.sort() + ": " + found.group() + " in " + text);
          }
        }
      }
    }
  }

  private static String literal(String sql, Map<String, Object> parameters) {
    var text = sql;
    var names = new ArrayList<>(parameters.keySet());
    // p12 before p1
    names.sort(Collections.reverseOrder((a, b) -> a.length() - b.length()));
    for (var name : names) {
      text = text.replace(":" + name, quoted(parameters.get(name)));
    }
    return text;
  }

  private static String quoted(Object value) {
    return value instanceof String[] array
        ? Arrays.stream(array)
            .map(PlansTest::quoted)
            .collect(Collectors.joining(", ", "array[", "]"))
        : "'" + value.toString().replace("'", "''") + "'";
  }

  private static String resource(String name) throws IOException {
    try (var in = PlansTest.class.getResourceAsStream("/finding/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
