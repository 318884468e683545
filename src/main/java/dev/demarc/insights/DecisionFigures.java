package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;
import static dev.demarc.insights.CaseScopeSql.share;

import dev.demarc.insights.SettledCases.Band;
import dev.demarc.insights.SettledCases.Move;
import dev.demarc.insights.SettledCases.PersonCount;
import dev.demarc.insights.SettledCases.SignalCount;
import dev.demarc.insights.SettledCases.Week;
import dev.demarc.responsibility.Responsibility;
import dev.demarc.shared.Category;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the engine last said of a case with what stands. A case is settled where a person
 * decided it, or closed it as resolved without disagreeing.
 */
@ApplicationScoped
class DecisionFigures {

  private static final double[] BANDS = {0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01};

  private static final String SQL =
      """
      with settled as materialized (
        select c.opened_at, c.category, e.responsibility as said, e.confidence, e.auto_route,
               e.reasons -> 0 ->> 'signal' as signal, a.responsibility as stands, a.made_by, a.actor
          from incident_case c
          join assessment a on a.case_id = c.id and a.in_force
          join lateral (select * from assessment last where last.case_id = c.id
                           and last.made_by = 'ENGINE' order by last.made_at desc limit 1) e on true
         where c.opened_at >= :since and c.status <> 'MERGED'
           and (a.made_by = 'PERSON' or c.status = 'CLOSED' and c.outcome = 'fixed')%s)
      select 'band', width_bucket(confidence, array[0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95])::text,
             null, null, count(*), avg(confidence), avg((said = stands)::int) from settled group by 2
      union all
      select 'week', date_trunc('week', opened_at at time zone 'UTC')::date::text, null, null,
             count(*), avg(confidence), avg((said = stands)::int) from settled group by 2
      union all
      select 'category', category, null, null, count(*), 0, 0 from settled group by category
      union all
      (select 'move', category, case when auto_route then said end, stands, count(*) as n, 0, 0
         from settled where made_by = 'PERSON' and (said <> stands or not auto_route)
        group by 2, 3, 4 order by n desc limit 50)
      union all
      (select 'signal', signal, null, null, count(*) as n, 0, 0 from settled
        where made_by = 'PERSON' and said <> stands and signal is not null
        group by signal order by n desc limit 20)
      union all
      (select 'person', actor, null, null, count(*) as n, sum((said <> stands)::int), 0 from settled
        where made_by = 'PERSON' group by actor order by n desc limit 50)\
      """;

  private final CaseScopeSql scope;

  DecisionFigures(CaseScopeSql scope) {
    this.scope = scope;
  }

  SettledCases of(Period period, @Nullable String queue, Map<String, String> names) {
    var rows = new HashMap<String, List<Object[]>>();
    scope
        .rows(SQL.formatted(scope.cases("c", queue)), queue, Map.of("since", period.since()))
        .forEach(row -> rows.computeIfAbsent((String) row[0], k -> new ArrayList<>()).add(row));
    var settled = new HashMap<String, Long>();
    rows.getOrDefault("category", List.of())
        .forEach(row -> settled.put((String) row[1], number(row[4])));
    return new SettledCases(
        rows.getOrDefault("band", List.of()).stream()
            .map(DecisionFigures::band)
            .sorted(java.util.Comparator.comparingDouble(Band::from))
            .toList(),
        rows.getOrDefault("week", List.of()).stream()
            .map(
                row ->
                    new Week(
                        LocalDate.parse((String) row[1]),
                        number(row[4]),
                        share(row[5]),
                        share(row[6])))
            .sorted(java.util.Comparator.comparing(Week::monday))
            .toList(),
        rows.getOrDefault("move", List.of()).stream().map(row -> move(row, settled)).toList(),
        rows.getOrDefault("signal", List.of()).stream()
            .map(row -> new SignalCount((String) row[1], number(row[4])))
            .toList(),
        rows.getOrDefault("person", List.of()).stream()
            .map(
                row ->
                    new PersonCount(
                        (String) row[1],
                        names.getOrDefault((String) row[1], (String) row[1]),
                        number(row[4]),
                        number(row[5])))
            .toList());
  }

  private static Band band(Object[] row) {
    int at = Integer.parseInt((String) row[1]);
    return new Band(
        BANDS[at], Math.min(1, BANDS[at + 1]), number(row[4]), share(row[5]), share(row[6]));
  }

  private static Move move(Object[] row, Map<String, Long> settled) {
    var category = (String) row[1];
    return new Move(
        category,
        Category.of(category).map(Category::title).orElse(category),
        row[2] == null ? null : Responsibility.valueOf((String) row[2]),
        Responsibility.valueOf((String) row[3]),
        number(row[4]),
        (double) number(row[4]) / Math.max(1, settled.getOrDefault(category, 1L)));
  }
}
