package dev.demarc.insights;

import dev.demarc.finding.KeptCounts;
import dev.demarc.finding.KeptCounts.FilterTerms;
import dev.demarc.insights.DueCases.Due;
import dev.demarc.insights.Load.Called;
import dev.demarc.insights.Load.Share;
import dev.demarc.routing.OnCall;
import dev.demarc.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Open cases by those who have a part of them, as the lists behind the figures show them: how many
 * is kept; those that are due are looked at.
 */
@ApplicationScoped
class LoadFigures {

  private static final int MOST = 200;
  private static final String ASSIGNEE = "assignee:";

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
   * @param due of the same queue
   * @param names of people by what they sign in with
   */
  Load of(@Nullable String queue, DueCases due, Map<String, String> names) {
    var open =
        counts.open(
            List.of(FilterTerms.QUEUE, FilterTerms.ASSIGNEE),
            queue == null ? null : router.queue(queue).orElseThrow().id());
    var queues = new ArrayList<Share>();
    for (var one : router.queues()) {
      long n = open.getOrDefault("queue:" + one.id(), 0L);
      if (n > 0 && scope.sees(one.id()) && (queue == null || queue.equals(one.slug()))) {
        queues.add(share(one.slug(), one.name(), due.queues().get(one.id().toString()), n));
      }
    }
    var people = new ArrayList<Share>();
    open.forEach(
        (term, n) -> {
          if (n > 0 && term.startsWith(ASSIGNEE)) {
            var who = term.substring(ASSIGNEE.length());
            people.add(share(who, names.getOrDefault(who, who), due.people().get(who), n));
          }
        });
    return new Load(most(queues), most(people), called(queue, names));
  }

  private List<Called> called(@Nullable String queue, Map<String, String> names) {
    var orders = onCall.orders(clock.instant());
    return router.queues().stream()
        .filter(q -> scope.sees(q.id()) && (queue == null || queue.equals(q.slug())))
        .flatMap(
            q -> Stream.ofNullable(orders.get(q.id())).map(order -> called(q.name(), order, names)))
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
}
