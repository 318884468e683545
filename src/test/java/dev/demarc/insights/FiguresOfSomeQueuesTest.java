package dev.demarc.insights;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.Api.submit;
import static dev.demarc.Api.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The figures of a person who sees some queues, beside the cases of these queues counted anew. */
@DemarcTest
class FiguresOfSomeQueuesTest {

  private static final String REPORTER =
      UUID.randomUUID().toString().substring(0, 12) + "@some-queues.example";

  private static final String CASES =
      """
      with today as (select (now() at time zone 'UTC')::date as t),
      seen as (
        select c.*, d.day, d.day > t - 30 as lately, (c.status = 'OPEN')::int as is_open
          from today, incident_case c, lateral (select (c.opened_at at time zone 'UTC')::date as day) d
         where c.status <> 'MERGED' and d.day > t - 60 and exists (
           select from work_item w join queue q on q.id = w.queue_id
            where w.case_id = c.id and w.status <> 'WITHDRAWN' and q.slug in ('abuse-desk', 'aws-liaison'))),
      reports as (
        select s.id, s.lately, s.status, s.outcome, v.kind, v.key, count(*) as reports
          from seen s join case_report r on r.case_id = s.id,
            lateral (values ('format', r.format), ('channel', r.channel), ('reporter', lower(r.reporter))) v(kind, key)
         where v.key is not null group by 1, 2, 3, 4, 5, 6),
      decided as (
        select s.*, e.responsibility as said, e.confidence as sure, e.auto_route as routed, e.reasons -> 0 ->> 'signal' as signal,
               a.responsibility as stands, a.actor, a.made_by = 'PERSON' as by_person
          from seen s join assessment a on a.case_id = s.id and a.in_force,
            lateral (select * from assessment l where l.case_id = s.id and l.made_by = 'ENGINE' order by l.made_at desc limit 1) e
         where s.lately),
      settled as (select * from decided where by_person or status = 'CLOSED' and outcome = 'fixed')
      """;

  private static final String OF_CASES =
      "select %1$s, count(*) filter (where lately), coalesce(sum(report_count) filter (where"
          + " lately), 0), count(*) filter (where not lately) from seen where %1$s is not null"
          + " group by 1 having count(*) filter (where lately) > 0";

  private static final String OF_REPORTS =
      "select key, count(*) filter (where lately), coalesce(sum(reports) filter (where lately),"
          + " 0), count(*) filter (where not lately) from reports where kind = '%s' group by 1"
          + " having count(*) filter (where lately) > 0";

  /**
   * @param columns of the CSV, those that can be counted straight away
   * @param most so many are told
   */
  private record Chart(String name, int most, List<Integer> columns, String counted) {}

  private static final List<Chart> CHARTS =
      List.of(
          new Chart(
              "days",
              30,
              List.of(0, 1, 2, 3),
              "select d::date, count(s.id) filter (where responsibility = 'CUSTOMER'),"
                  + " count(s.id) filter (where responsibility = 'SHARED'), count(s.id) filter"
                  + " (where responsibility = 'AWS') from today, lateral"
                  + " generate_series((t - 29)::timestamp, t::timestamp, interval '1 day') d left"
                  + " join seen s on s.day = d::date group by 1"),
          new Chart(
              "sides",
              3,
              List.of(0, 1, 3),
              "select lower(side), count(s.id) filter (where lately), count(s.id) filter (where not"
                  + " lately) from (values ('AWS'), ('SHARED'), ('CUSTOMER')) v(side) left join"
                  + " seen s on s.responsibility = side group by 1"),
          new Chart("categories", 200, List.of(0, 1, 2, 3), OF_CASES.formatted("category")),
          new Chart("services", 200, List.of(0, 1, 2, 3), OF_CASES.formatted("service")),
          new Chart("accounts", 200, List.of(0, 1, 2, 3), OF_CASES.formatted("account_id")),
          new Chart("outcomes", 200, List.of(0, 1, 2, 3), OF_CASES.formatted("outcome")),
          new Chart("formats", 200, List.of(0, 1, 2, 3), OF_REPORTS.formatted("format")),
          new Chart("channels", 200, List.of(0, 1, 2, 3), OF_REPORTS.formatted("channel")),
          new Chart(
              "times",
              5,
              List.of(0, 1, 2),
              "select lower(severity), count(*), sum(is_open) from seen where lately group by 1"),
          new Chart(
              "certainty",
              8,
              List.of(0, 2),
              "select to_char((array[0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95])[1 + width_bucket(sure,"
                  + " array[0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]::float8[])], 'FM0.000'), count(*)"
                  + " from settled group by 1"),
          new Chart(
              "weeks",
              6,
              List.of(0, 1),
              "select date_trunc('week', day::timestamp)::date, count(*) from settled group by 1"),
          new Chart(
              "overruled",
              50,
              List.of(0, 1, 2, 3),
              "select category, case when routed then lower(said) else 'not sure' end,"
                  + " lower(stands), count(*) from decided where by_person and (said <> stands or"
                  + " not routed) group by 1, 2, 3"),
          new Chart(
              "signals",
              50,
              List.of(0, 1),
              "select signal, count(*) from decided where by_person and said <> stands and signal"
                  + " is not null group by 1"),
          new Chart(
              "people",
              50,
              List.of(0, 1, 2),
              "select actor, count(*), count(*) filter (where said <> stands) from decided where"
                  + " by_person group by 1"),
          new Chart(
              "reporters",
              200,
              List.of(0, 1, 2, 3, 4),
              "select key, sum(reports), count(*), count(*) filter (where status = 'CLOSED'),"
                  + " count(*) filter (where status = 'CLOSED' and outcome = 'false-report') from"
                  + " reports where kind = 'reporter' and lately group by 1"),
          new Chart(
              "load",
              400,
              List.of(0, 1, 2, 3, 4),
              """
              , open as (
                select c.id, k.due_at < now() as late, k.due_at >= now()
                    and k.due_at < date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '1 day' as soon,
                    w.assignee, q.slug, q.slug in ('abuse-desk', 'aws-liaison') as theirs
                  from incident_case c join work_item w on w.case_id = c.id join queue q on q.id = w.queue_id,
                    lateral (select min(due_at) as due_at from case_clock
                      where case_id = c.id and state in ('RUNNING', 'PAUSED')) k
                 where c.status = 'OPEN' and w.status <> 'WITHDRAWN' and exists (
                   select from work_item w join queue q on q.id = w.queue_id
                    where w.case_id = c.id and w.status <> 'WITHDRAWN' and q.slug in ('abuse-desk', 'aws-liaison')))
              select 'queue', slug, count(distinct id) filter (where late), count(distinct id) filter (where soon), count(distinct id)
                from open where theirs group by 2
              union all
              select 'person', assignee, count(distinct id) filter (where late and theirs), count(distinct id) filter (where soon and theirs),
                  count(distinct id)
                from open where assignee is not null group by 2\
              """));

  @Inject DataSource database;

  /** A case whose parts are the abuse desk's and the liaison's, as the side says. */
  private static String reported(String side, String reporter, String account) {
    String key =
        submit(
                Map.of(
                    "title",
                    "Compromised EC2 instance attacks us from " + freshAddress(),
                    "description",
                    "The guest OS is infected; patches are missing.",
                    "category",
                    "intrusion-attempt",
                    "service",
                    "EC2",
                    "accountId",
                    account,
                    "reporter",
                    Map.of("email", reporter)))
            .then()
            .statusCode(201)
            .extract()
            .path("caseKey");
    json()
        .body(Map.of("responsibility", side, "reason", "we know", "version", version(key)))
        .post("/api/v1/cases/" + key + "/assessments")
        .then()
        .statusCode(200);
    if (!side.equals("AWS")) {
      json()
          .body(Map.of("queue", "abuse-desk", "assignee", "admin", "version", version(key)))
          .patch("/api/v1/cases/" + key + "/work-items/customer")
          .then()
          .statusCode(200);
    }
    return key;
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

  private void change(String column, String value, String key) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update incident_case set " + column + " = " + value + " where key = ?")) {
      statement.setString(1, key);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  /** Of all its clocks that to acknowledge. */
  private void runsOut(String at, String key) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update case_clock set due_at = "
                    + at
                    + " where measure = 'ACKNOWLEDGE' and case_id = (select id from incident_case"
                    + " where key = ?)")) {
      statement.setString(1, key);
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  private List<String> counted(String sql) throws SQLException {
    var counted = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(CASES + sql)) {
      while (rows.next()) {
        var cells = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(rows.getString(i));
        }
        counted.add(String.join(",", cells));
      }
    }
    return counted;
  }

  private static List<String> told(ConsoleSession lead, Chart chart) {
    var csv =
        lead.browser()
            .get("/insights/" + chart.name() + ".csv?days=30")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return csv.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            cells ->
                String.join(",", chart.columns().stream().map(column -> cells[column]).toList()))
        .distinct()
        .toList();
  }

  @Test
  void whoever_sees_some_queues_is_told_of_exactly_their_cases_in_every_chart()
      throws SQLException {
    var account = "5" + String.format("%011d", UUID.randomUUID().hashCode() & 0x7fffffff);
    reported("AWS", REPORTER, account);
    runsOut("now() - interval '2 hours'", reported("SHARED", REPORTER, account));
    runsOut("now() + interval '10 minutes'", reported("CUSTOMER", REPORTER, account));
    close(reported("CUSTOMER", REPORTER, account), "fixed");
    close(reported("AWS", REPORTER, account), "false-report");
    change("opened_at", "now() - interval '40 days'", reported("SHARED", REPORTER, account));
    change("opened_at", "now() - interval '12 days'", reported("AWS", REPORTER, account));
    // of a queue that they do not see
    submit(Map.of("title", "Infected guest OS at " + freshAddress(), "accountId", account));

    var lead = ConsoleSession.ofNewPerson("lead", "abuse-desk", "aws-liaison");
    var softly = new SoftAssertions();
    for (var chart : CHARTS) {
      var counted = counted(chart.counted());
      softly.assertThat(counted).as(chart.name()).isNotEmpty();
      softly
          .assertThat(told(lead, chart))
          .as(chart.name())
          .isSubsetOf(counted)
          .hasSize(Math.min(chart.most(), counted.size()));
    }
    softly.assertThat(told(lead, CHARTS.get(4))).contains(account + ",6,6,1");
    softly.assertThat(told(lead, CHARTS.get(14))).contains(REPORTER + ",6,6,2,1");
    softly.assertAll();
  }
}
