package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.finding.KeptCounts;
import dev.demarc.finding.KeptCounts.FilterTerms;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at what is open now; every count is of an index's end or of open cases alone. */
@ApplicationScoped
class BurningFigures {

  private static final String OPEN =
      """
      select count(*) filter (where c.due_at < :now),
             min(c.due_at) filter (where c.due_at < :now),
             (array_agg(c.key order by c.due_at) filter (where c.due_at < :now))[1],
             count(*) filter (where c.due_at >= :now),
             count(*) filter (where c.due_at >= :now and exists (select from work_item w
               where w.case_id = c.id and w.assignee is null and %s))
        from incident_case c where c.status = 'OPEN'
         and coalesce(c.due_at, 'infinity') < cast(:soon as timestamptz)%s\
      """;

  private static final String LONGEST_UNSURE =
      """
      select c.opened_at, c.id from case_entry e join incident_case c on c.id = e.case_id
       where e.status = 'OPEN' and e.terms @> array['is:unsure']%s
       order by e.opened_at limit 1\
      """;

  private static final String GROWING =
      """
      select count(*), (array_agg(c.key order by c.report_count - c.growing_from desc))[1],
             (array_agg(c.growing_from order by c.report_count - c.growing_from desc))[1],
             (array_agg(c.report_count order by c.report_count - c.growing_from desc))[1]
        from incident_case c where c.status = 'OPEN' and c.growing_since is not null%s\
      """;

  private static final String BACK =
      """
      select count(*), min(c.regressed_at) from incident_case c
       where c.status = 'OPEN'%s\
      """;

  private static final String FAILING =
      "select count(*), 0 from outbox m where m.status in ('FAILED', 'BOUNCED')%s";

  private static final String SEEN =
      " and exists (select from case_figure f where f.case_id = m.case_id and f.scope in"
          + " (:scopes))";

  private final CaseScopeSql scope;
  private final KeptCounts counts;
  private final Router router;
  private final FigureScopes scopes;
  private final Clock clock;

  BurningFigures(
      CaseScopeSql scope, KeptCounts counts, Router router, FigureScopes scopes, Clock clock) {
    this.scope = scope;
    this.counts = counts;
    this.router = router;
    this.scopes = scopes;
    this.clock = clock;
  }

  Burning of(@Nullable String queue) {
    var now = clock.instant();
    var narrowed = scope.cases("c", queue);
    var open =
        one(
            OPEN.formatted(OpenParts.IS_OPEN, narrowed),
            queue,
            Map.of("now", now, "soon", now.plus(Duration.ofHours(1))));
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
    var growing = one(GROWING.formatted(narrowed), queue, Map.of());
    var back = one(BACK.formatted(scope.back("c") + narrowed), queue, Map.of());
    var seen = scopes.of(queue);
    var failing =
        seen != null && seen.isEmpty()
            ? List.<Object[]>of()
            : scope.rows(
                FAILING.formatted(seen == null ? "" : SEEN),
                null,
                seen == null ? Map.of() : Map.of("scopes", seen));
    return new Burning(
        number(open[0]),
        (Instant) open[1],
        (String) open[2],
        number(open[3]),
        number(open[4]),
        number(growing[0]),
        (String) growing[1],
        number(growing[2]),
        number(growing[3]),
        unsure,
        longest.isEmpty() ? null : (Instant) longest.get(0)[0],
        number(back[0]),
        (Instant) back[1],
        failing.isEmpty() ? 0 : number(failing.get(0)[0]));
  }

  private Object[] one(String sql, @Nullable String queue, Map<String, Object> parameters) {
    return scope.rows(sql, queue, parameters).get(0);
  }
}
