package dev.demarc.insights;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.casework.timeline.TimelineErasure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@DemarcTest
class KeptFiguresTest {

  /** Kept sums and what is not folded yet, beside the same counted from the cases. */
  private static final String DIFFERENCES =
      """
      with kept as (
        select kind, day, key, scope, sum(n) as n, sum(x) as x, sum(y) as y, sum(z) as z from (
          select kind, day, key, scope, n, x, y, z from figure_tally where days = 1
          union all select kind, day, key, scope, n, x, y, z from figure_change) t
        group by 1, 2, 3, 4 having sum(n) <> 0 or sum(x) <> 0 or sum(y) <> 0 or sum(z) <> 0),
      facts as (select row(f.*)::case_figure as f from figure_facts f),
      counted as (
        select kind, day, key, scope, sum(n) as n, sum(x) as x, sum(y) as y, sum(z) as z from (
          select l.kind, (f).day, l.key, l.scope, l.n, l.x, l.y, l.z from facts, figure_lines(f) l
          union all select l.kind, (f).day, l.key, l.scope, l.n, l.x, l.y, l.z
            from facts join source_facts s on s.case_id = (f).case_id,
              figure_lines(f, row(s.*)::case_source) l) t
        group by 1, 2, 3, 4)
      select count(*) from kept k full join counted c using (kind, day, key, scope)
       where (k.n, k.x, k.y, k.z) is distinct from (c.n, c.x, c.y, c.z)\
      """;

  private static final String TENS =
      """
      select count(*) from (
        select kind, day - (day - date '2000-01-01') % 10 as day, key, scope, sum(n) as n,
               sum(x) as x, sum(y) as y, sum(z) as z
          from figure_tally where days = 1 group by 1, 2, 3, 4
        having sum(n) <> 0 or sum(x) <> 0 or sum(y) <> 0 or sum(z) <> 0) c
        full join (select * from figure_tally where days = 10) k using (kind, day, key, scope)
       where (k.n, k.x, k.y, k.z) is distinct from (c.n, c.x, c.y, c.z)\
      """;

  private static final String TOTALS =
      """
      select count(*) from (
        select kind, days, day, key, sum(n) as n, sum(x) as x, sum(y) as y, sum(z) as z
          from figure_tally group by 1, 2, 3, 4
        having sum(n) <> 0 or sum(x) <> 0 or sum(y) <> 0 or sum(z) <> 0) c
        full join figure_total k using (kind, days, day, key)
       where (k.n, k.x, k.y, k.z) is distinct from (c.n, c.x, c.y, c.z)\
      """;

  @Inject DataSource database;
  @Inject TimelineErasure erasure;

  private long number(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private UUID idOf(String key) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select id from incident_case where key = ?")) {
      statement.setString(1, key);
      var rows = statement.executeQuery();
      rows.next();
      return rows.getObject(1, UUID.class);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonPath report(String address, String reporter, String... others) {
    var sources = new ArrayList<>(List.of(others));
    sources.add(0, address);
    return submit(
            Map.of(
                "title",
                "Scan from " + address,
                "category",
                "port-scan",
                "service",
                "EC2",
                "sources",
                sources,
                "targets",
                List.of("198.51.100.77"),
                "reporter",
                Map.of("email", reporter)))
        .jsonPath();
  }

  private static String reporter() {
    return UUID.randomUUID().toString().substring(0, 12) + "@figures.example";
  }

  private static void decide(String key, String side) {
    json()
        .body(Map.of("responsibility", side, "reason", "we know", "version", version(key)))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
  }

  private static void close(String key, String outcome) {
    json()
        .body(
            outcome.equals("false-report")
                ? Map.of("outcome", outcome, "reason", "no-evidence", "version", version(key))
                : Map.of("outcome", outcome, "version", version(key)))
        .post("/api/v1/cases/" + key + "/closure")
        .then()
        .statusCode(201);
  }

  private static void begin(String key) {
    String side = getCase(key).path("workItems[0].side").toString().toLowerCase();
    json()
        .body(Map.of("status", "in-progress", "assignee", "admin", "version", version(key)))
        .patch("/api/v1/cases/" + key + "/work-items/" + side)
        .then()
        .statusCode(200);
  }

  private static void undoLast(String key) {
    String change =
        client().get("/api/v1/cases/" + key + "/changes").then().extract().path("items[0].id");
    client().delete("/api/v1/cases/" + key + "/changes/" + change).then().statusCode(200);
  }

  @Test
  void what_is_kept_is_what_counting_anew_says_whatever_happens_to_cases() throws SQLException {
    var reporter = reporter();
    var one = freshAddress();
    var other = freshAddress();
    String key = report(one, reporter).getString("caseKey");
    String joined = report(one, reporter(), other).getString("id");
    begin(key);
    decide(key, "SHARED");
    undoLast(key);
    decide(key, "AWS");
    var split =
        json()
            .body(Map.of("reports", List.of(joined), "version", version(key)))
            .post("/api/v1/cases/" + key + "/splits")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("key");
    close(key, "false-report");
    var merged = report(freshAddress(), reporter).getString("caseKey");
    var back = report(freshAddress(), reporter).getString("caseKey");
    for (var from : List.of(merged, back)) {
      json()
          .body(Map.of("into", split))
          .post("/api/v1/cases/" + from + "/merge")
          .then()
          .statusCode(200);
    }
    client().delete("/api/v1/cases/" + back + "/merge").then().statusCode(200);
    close(split, "fixed");
    undoLast(split);
    var erased = report(freshAddress(), reporter).getString("caseKey");
    QuarkusTransaction.requiringNew()
        .run(() -> erasure.remove(List.of(idOf(erased)), "admin", "a test"));
    assertThat(
            number(
                "select count(*) from figure_facts f full join case_figure k using (case_id) where"
                    + " row(f.*)::case_figure is distinct from k"))
        .isZero();
    assertThat(
            number(
                "select count(*) from source_facts f full join case_source k using (case_id, kind,"
                    + " key) where f.reports is distinct from k.reports"))
        .isZero();
    assertThat(number(DIFFERENCES)).isZero();
    number("select 1 from fold_figures()");
    assertThat(number(DIFFERENCES)).isZero();
    assertThat(number(TENS)).isZero();
    assertThat(number(TOTALS)).isZero();
    var of = new HashMap<String, Long>();
    for (var kind : List.of("n", "x", "y", "z")) {
      of.put(
          kind,
          number(
              "select coalesce(sum("
                  + kind
                  + "), 0) from figure_tally where kind = 'reporter' and days = 10 and key = '"
                  + reporter
                  + "'"));
    }
    // the closed one, the one that two were merged into, and the one that came back of these
    assertThat(of).containsEntry("n", 3L).containsEntry("x", 3L).containsEntry("z", 1L);
  }

  @Test
  void every_figure_leads_to_exactly_the_cases_that_it_counts() {
    String wrong = report(freshAddress(), reporter()).getString("caseKey");
    close(wrong, "false-report");
    String moved = report(freshAddress(), reporter()).getString("caseKey");
    begin(moved);
    decide(moved, "SHARED");
    close(report(freshAddress(), reporter()).getString("caseKey"), "fixed");
    var page =
        ConsoleSession.ofNewPerson("lead")
            .browser()
            .get("/insights?days=7")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    var links = Pattern.compile("href=\"/\\?f=([^\"]*)\" data-cases=\"(\\d+)\"").matcher(page);
    var told = new HashMap<String, Integer>();
    while (links.find()) {
      told.put(
          URLDecoder.decode(links.group(1).replace("&amp;", "&"), StandardCharsets.UTF_8),
          Integer.parseInt(links.group(2)));
    }
    assertThat(told).hasSizeGreaterThan(25);
    assertThat(told.keySet().toString())
        .contains("figure:settled", "figure:overruled-by-", "figure:moved-", "assignee:admin");
    var listed = new HashMap<String, Integer>();
    told.keySet().forEach(filter -> listed.put(filter, listed(filter)));
    assertThat(listed).isEqualTo(told);
  }

  private static int listed(String filter) {
    int listed = 0;
    String cursor = null;
    do {
      var page =
          client()
              .queryParam("q", filter)
              .queryParam("limit", 200)
              .queryParam("cursor", cursor == null ? "" : cursor)
              .get("/api/v1/cases")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      listed += page.getList("items").size();
      cursor = page.getString("next");
    } while (cursor != null);
    return listed;
  }

  /** Of a case that was just opened nothing was acknowledged, begun or resolved: it has no time. */
  @Test
  void what_has_not_been_done_yet_is_in_no_median() throws SQLException {
    String key = report(freshAddress(), reporter()).getString("caseKey");
    var times =
        "select count(*) from figure_facts f, figure_lines(row(f.*)::case_figure) l"
            + " where l.kind = 'time' and f.case_id = '"
            + idOf(key)
            + "'";
    assertThat(number(times)).isZero();
    begin(key);
    assertThat(number(times)).isEqualTo(2);
  }
}
