package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.insights.Volume.Count;
import dev.demarc.insights.Volume.Day;
import dev.demarc.insights.Volume.SideCount;
import dev.demarc.responsibility.Responsibility;
import dev.demarc.shared.Category;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts cases by what they are: one pass over an index that has all that is counted. */
@ApplicationScoped
class VolumeFigures {

  /** Beyond these, kinds are told together. */
  static final int MOST = 200;

  private static final String SQL =
      """
      with c as materialized (
        select (c.opened_at at time zone 'UTC')::date as day, c.responsibility as side, c.category,
               c.service, c.account_id, c.report_count, c.opened_at >= :since as now
          from incident_case c
         where c.opened_at >= :before and c.status <> 'MERGED'%s)
      select 'day', day::text, side, count(*), 0, 0 from c where now group by day, side
      union all
      select 'side', side, null, count(*) filter (where now), 0, count(*) filter (where not now)
        from c group by side
      union all
      (select 'category', category, null, count(*) filter (where now) as n,
              coalesce(sum(report_count) filter (where now), 0), count(*) filter (where not now)
         from c group by category order by n desc limit 200)
      union all
      (select 'service', service, null, count(*) filter (where now) as n,
              coalesce(sum(report_count) filter (where now), 0), count(*) filter (where not now)
         from c group by service order by n desc limit 200)
      union all
      (select 'account', account_id, null, count(*) filter (where now) as n,
              coalesce(sum(report_count) filter (where now), 0), count(*) filter (where not now)
         from c where account_id is not null group by account_id order by n desc limit 200)\
      """;

  private static final String FORMATS =
      """
      select r.format, count(distinct r.case_id) as n, count(*) from case_report r
        join incident_case c on c.id = r.case_id
       where r.received_at >= :since%s group by r.format order by n desc limit 50\
      """;

  private final CaseScopeSql scope;

  VolumeFigures(CaseScopeSql scope) {
    this.scope = scope;
  }

  Volume of(Period period, @Nullable String queue) {
    var counted = new HashMap<String, List<Object[]>>();
    var sql = SQL.formatted(scope.cases("c", queue));
    scope
        .rows(sql, queue, Map.of("since", period.since(), "before", period.before()))
        .forEach(row -> counted.computeIfAbsent((String) row[0], k -> new ArrayList<>()).add(row));
    return new Volume(
        days(period, counted.getOrDefault("day", List.of())),
        sides(counted.getOrDefault("side", List.of())),
        counts(counted.getOrDefault("category", List.of())),
        counts(counted.getOrDefault("service", List.of())),
        counts(counted.getOrDefault("account", List.of())),
        formats(period, queue));
  }

  private static List<Day> days(Period period, List<Object[]> rows) {
    var byDay = new HashMap<LocalDate, long[]>();
    for (var row : rows) {
      byDay
              .computeIfAbsent(LocalDate.parse((String) row[1]), day -> new long[3])[
              Responsibility.valueOf((String) row[2]).ordinal()] =
          number(row[3]);
    }
    return period
        .first()
        .datesUntil(period.today().plusDays(1))
        .map(
            day -> {
              var of = byDay.getOrDefault(day, new long[3]);
              return new Day(
                  day,
                  of[Responsibility.CUSTOMER.ordinal()],
                  of[Responsibility.SHARED.ordinal()],
                  of[Responsibility.AWS.ordinal()]);
            })
        .toList();
  }

  private static List<SideCount> sides(List<Object[]> rows) {
    long all = rows.stream().mapToLong(row -> number(row[3])).sum();
    return Arrays.stream(
            new Responsibility[] {
              Responsibility.CUSTOMER, Responsibility.SHARED, Responsibility.AWS
            })
        .map(
            side -> {
              var row =
                  rows.stream()
                      .filter(r -> side.name().equals(r[1]))
                      .findFirst()
                      .orElse(new Object[] {null, null, null, 0, 0, 0});
              long cases = number(row[3]);
              return new SideCount(
                  side, cases, number(row[5]), all == 0 ? 0 : (double) cases / all);
            })
        .toList();
  }

  private static List<Count> counts(List<Object[]> rows) {
    return rows.stream()
        .map(
            row ->
                new Count(
                    (String) row[1],
                    name((String) row[0], (String) row[1]),
                    number(row[3]),
                    number(row[4]),
                    number(row[5])))
        .filter(count -> count.cases() > 0)
        .sorted(Comparator.comparingLong(count -> -count.cases()))
        .toList();
  }

  private static String name(String kind, String key) {
    return switch (kind) {
      case "category" -> Category.of(key).map(Category::title).orElse(key);
      case "service" -> key.equals("unknown") ? "not named" : key;
      default -> key;
    };
  }

  private List<Count> formats(Period period, @Nullable String queue) {
    return scope
        .rows(FORMATS.formatted(scope.cases("c", queue)), queue, Map.of("since", period.since()))
        .stream()
        .map(row -> new Count((String) row[0], (String) row[0], number(row[1]), number(row[2]), 0))
        .toList();
  }
}
