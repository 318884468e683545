package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.finding.KeptCounts;
import dev.demarc.finding.KeptCounts.FilterTerms;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at what is open now; every count is of an index's end or of open cases alone. */
@ApplicationScoped
class UrgentWorkFigures {

  private static final String LONGEST_UNSURE =
      """
      select c.opened_at, c.id from case_entry e join incident_case c on c.id = e.case_id
       where e.status = 'OPEN' and e.terms @> array['is:unsure']%s
       order by e.opened_at limit 1\
      """;

  private static final String GROWING =
      """
      select count(*) as growing,
             (array_agg(c.key order by c.report_count - c.growing_from desc))[1] as most,
             (array_agg(c.growing_from order by c.report_count - c.growing_from desc))[1] as most_from,
             (array_agg(c.report_count order by c.report_count - c.growing_from desc))[1] as most_to
        from incident_case c where c.status = 'OPEN' and c.growing_since is not null%s\
      """;

  private static final String BACK =
      """
      select count(*) as back, min(c.regressed_at) as back_since from incident_case c
       where c.status = 'OPEN'%s\
      """;

  private static final String FAILING =
      "select count(*) as failing from outbox m where m.status in ('FAILED', 'BOUNCED')";

  /** Each mail's case is looked at, so that no more are counted than there is time for. */
  private static final String FAILING_SEEN =
      "select count(*) as failing from (select 1 from outbox m where m.status in ('FAILED',"
          + " 'BOUNCED')%s limit "
          + UrgentWork.MOST_FAILING
          + ") m";

  /** At one go: each of them is small, and asking costs as much as answering. */
  private static final String ALL = "select * from (%s) g, (%s) b, (%s) f";

  private static final String SEEN =
      " and exists (select from case_figure f where f.case_id = m.case_id"
          + " and f.scope = any(cast(:scopes as int[])))";

  private final CaseScopeSql scope;
  private final KeptCounts counts;
  private final Router router;
  private final FigureScopes scopes;

  UrgentWorkFigures(CaseScopeSql scope, KeptCounts counts, Router router, FigureScopes scopes) {
    this.scope = scope;
    this.counts = counts;
    this.router = router;
    this.scopes = scopes;
  }

  /**
   * @param due of the same queue
   */
  UrgentWork of(@Nullable String queue, DueCases due) {
    var narrowed = scope.cases("c", queue);
    var seen = scopes.of(queue);
    var parameters = new HashMap<String, Object>();
    var failing = FAILING;
    if (seen != null) {
      failing = FAILING_SEEN.formatted(SEEN);
      parameters.put("scopes", seen);
    }
    var all =
        scope
            .rows(
                ALL.formatted(
                    GROWING.formatted(narrowed),
                    BACK.formatted(scope.back("c") + narrowed),
                    failing),
                queue,
                parameters)
            .get(0);
    long unsure =
        counts
            .open(
                List.of(FilterTerms.IS),
                queue == null ? null : router.queue(queue).orElseThrow().id())
            .getOrDefault("is:unsure", 0L);
    var longest =
        unsure == 0
            ? List.<Object[]>of()
            : scope.rows(LONGEST_UNSURE.formatted(narrowed), queue, Map.of());
    return new UrgentWork(
        due.overdue(),
        due.oldestDue(),
        due.oldestKey(),
        due.soon(),
        due.nobodys(),
        number(all[0]),
        (String) all[1],
        number(all[2]),
        number(all[3]),
        unsure,
        longest.isEmpty() ? null : (Instant) longest.get(0)[0],
        number(all[4]),
        (Instant) all[5],
        number(all[6]),
        seen != null && number(all[6]) == UrgentWork.MOST_FAILING);
  }
}
