package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.insights.Times.Measured;
import dev.demarc.insights.Times.Row;
import dev.demarc.shared.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures parts of work from when they came to when they were started and done. */
@ApplicationScoped
class TimesFigures {

  private static final String SQL =
      """
      select c.severity, count(*), count(*) filter (where w.done_at is null),
             percentile_cont(0.5) within group (order by extract(epoch from w.started_at - w.created_at)),
             percentile_cont(0.9) within group (order by extract(epoch from w.started_at - w.created_at)),
             percentile_cont(0.5) within group (order by extract(epoch from w.done_at - w.created_at)),
             percentile_cont(0.9) within group (order by extract(epoch from w.done_at - w.created_at)),
             percentile_cont(0.5) within group (order by extract(epoch from w.due_at - w.created_at)),
             count(*) filter (where w.done_at <= w.due_at),
             count(*) filter (where w.done_at is not null or w.due_at < :now)
        from incident_case c join work_item w on w.case_id = c.id
       where c.opened_at >= :since and c.status <> 'MERGED' and w.status <> 'WITHDRAWN'%s%s
       group by c.severity\
      """;

  private final CaseScopeSql scope;
  private final Clock clock;

  TimesFigures(CaseScopeSql scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  Times of(Period period, @Nullable String queue) {
    var sql = SQL.formatted(scope.cases("c", null), scope.items("w", queue));
    return new Times(
        scope.rows(sql, queue, Map.of("since", period.since(), "now", clock.instant())).stream()
            .map(TimesFigures::row)
            .sorted(Comparator.comparing(Row::severity).reversed())
            .toList());
  }

  private static Row row(Object[] row) {
    long measured = number(row[9]);
    return new Row(
        Severity.valueOf((String) row[0]),
        number(row[1]),
        number(row[2]),
        new Measured(seconds(row[3]), seconds(row[4]), null, null),
        new Measured(
            seconds(row[5]),
            seconds(row[6]),
            seconds(row[7]),
            measured == 0 ? null : (double) number(row[8]) / measured));
  }

  private static @Nullable Duration seconds(Object seconds) {
    return seconds == null ? null : Duration.ofSeconds(((Number) seconds).longValue());
  }
}
