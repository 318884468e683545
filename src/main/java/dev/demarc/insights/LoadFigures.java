package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.finding.KeptCounts;
import dev.demarc.finding.KeptCounts.FilterTerms;
import dev.demarc.insights.Load.Called;
import dev.demarc.insights.Load.Share;
import dev.demarc.routing.OnCall;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open cases by those who have a part of them, as the lists behind the figures show them: how many
 * is kept; those that are due are looked at.
 */
@ApplicationScoped
class LoadFigures {

  private static final int MOST = 200;
  private static final String ASSIGNEE = "assignee:";

  /**
   * Each case once for a queue and once for a person, whatever parts of it they have. {@code
   * coalesce} as the index on it has it.
   */
  private static final String DUE =
      """
      with due as materialized (
        select w.queue_id, w.assignee, c.id, c.due_at < :now as late
          from incident_case c join work_item w on w.case_id = c.id
         where c.status = 'OPEN' and w.status <> 'WITHDRAWN'
           and coalesce(c.due_at, 'infinity') < cast(:tomorrow as timestamptz)%s%s)
      select queue_id, null, count(*) filter (where late), count(*) filter (where not late)
        from (select distinct queue_id, id, late from due) d group by queue_id
      union all
      select null, assignee, count(*) filter (where late), count(*) filter (where not late)
        from (select distinct assignee, id, late from due) d group by assignee\
      """;

  private record Due(long late, long today) {
    static final Due NONE = new Due(0, 0);
  }

  private final CaseScopeSql scope;
  private final KeptCounts counts;
  private final Router router;
  private final OnCall onCall;
  private final Clock clock;

  LoadFigures(CaseScopeSql scope, KeptCounts counts, Router router, OnCall onCall, Clock clock) {
    this.scope = scope;
    this.counts = counts;
    this.router = router;
    this.onCall = onCall;
    this.clock = clock;
  }

  /**
   * @param names of people by what they sign in with
   */
  Load of(@Nullable String queue, Map<String, String> names) {
    var open =
        counts.open(
            List.of(FilterTerms.QUEUE, FilterTerms.ASSIGNEE),
            queue == null ? null : router.queue(queue).orElseThrow().id());
    var due = due(queue);
    var queues = new ArrayList<Share>();
    for (var one : router.queues()) {
      long n = open.getOrDefault("queue:" + one.id(), 0L);
      if (n > 0 && scope.sees(one.id()) && (queue == null || queue.equals(one.slug()))) {
        queues.add(share(one.slug(), one.name(), due.get(one.id().toString()), n));
      }
    }
    var people = new ArrayList<Share>();
    open.forEach(
        (term, n) -> {
          if (n > 0 && term.startsWith(ASSIGNEE)) {
            var who = term.substring(ASSIGNEE.length());
            people.add(share(who, names.getOrDefault(who, who), due.get(term), n));
          }
        });
    return new Load(most(queues), most(people), called(queue, names));
  }

  private List<Called> called(@Nullable String queue, Map<String, String> names) {
    var orders = onCall.orders(clock.instant());
    return router.queues().stream()
        .filter(q -> orders.containsKey(q.id()) && scope.sees(q.id()))
        .filter(q -> queue == null || queue.equals(q.slug()))
        .map(q -> called(q.name(), orders.get(q.id()), names))
        .toList();
  }

  private static Called called(String queue, OnCall.Order order, Map<String, String> names) {
    var now = order.chain().stream().findFirst().orElse(null);
    var then = order.changes() == null ? null : order.order().get(1);
    return new Called(
        queue,
        now == null ? null : names.getOrDefault(now, now),
        order.changes(),
        then == null ? null : names.getOrDefault(then, then));
  }

  /** By the id of a queue, and by the term of a person. */
  private Map<String, Due> due(@Nullable String queue) {
    var now = clock.instant();
    var due = new HashMap<String, Due>();
    scope
        .rows(
            DUE.formatted(scope.cases("c", queue), scope.queues("w.queue_id")),
            queue,
            Map.of("now", now, "tomorrow", tomorrow(now)))
        .forEach(
            row ->
                due.put(
                    row[0] == null ? ASSIGNEE + row[1] : row[0].toString(),
                    new Due(number(row[2]), number(row[3]))));
    return due;
  }

  private static Share share(String key, String name, @Nullable Due due, long open) {
    var of = due == null ? Due.NONE : due;
    return new Share(key, name, of.late(), of.today(), open);
  }

  private static List<Share> most(List<Share> shares) {
    return shares.stream()
        .sorted(Comparator.comparingLong(Share::open).reversed().thenComparing(Share::key))
        .limit(MOST)
        .toList();
  }

  private static Instant tomorrow(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC)
        .plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
