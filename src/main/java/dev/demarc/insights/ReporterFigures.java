package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who reports how much, how right and how quick. */
@ApplicationScoped
public class ReporterFigures {

  /**
   * @param cases that their reports are in
   * @param closed of these, those that are closed
   * @param wrong of the closed ones, those that were a false positive
   * @param delay the median from when it happened, as the reports say, to when they came; null
   *     where none says
   */
  public record Reporter(
      String address, long reports, long cases, long closed, long wrong, @Nullable Duration delay) {
    /** The share of false reports, 0..1; null where none of their cases is closed. */
    public @Nullable Double falseShare() {
      return closed == 0 ? null : (double) wrong / closed;
    }
  }

  private static final String SQL =
      """
      select lower(r.reporter), count(*) as n, count(distinct r.case_id),
             count(distinct r.case_id) filter (where c.status = 'CLOSED'),
             count(distinct r.case_id) filter (where c.status = 'CLOSED' and c.outcome = 'false-report'),
             percentile_cont(0.5) within group (order by extract(epoch from r.received_at - r.said_at))
        from case_report r join incident_case c on c.id = r.case_id
       where r.received_at >= :since and r.reporter is not null%s
       group by lower(r.reporter) order by n desc limit 200\
      """;

  private final CaseScopeSql scope;

  ReporterFigures(CaseScopeSql scope) {
    this.scope = scope;
  }

  List<Reporter> of(Period period, @Nullable String queue) {
    return scope
        .rows(SQL.formatted(scope.cases("c", queue)), queue, Map.of("since", period.since()))
        .stream()
        .map(
            row ->
                new Reporter(
                    (String) row[0],
                    number(row[1]),
                    number(row[2]),
                    number(row[3]),
                    number(row[4]),
                    row[5] == null ? null : Duration.ofSeconds(((Number) row[5]).longValue())))
        .toList();
  }
}
