package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.insights.Load.Share;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts open cases by those who have a part of them, as the lists behind the figures do. */
@ApplicationScoped
class LoadFigures {

  private static final int MOST = 200;

  private static final String SQL =
      """
      select q.slug, q.name, s.assignee, s.late, s.today, s.n from (
        select w.queue_id, w.assignee, count(distinct c.id) filter (where c.due_at < :now) as late,
               count(distinct c.id) filter (where c.due_at >= :now and c.due_at < :tomorrow) as today,
               count(distinct c.id) as n
          from incident_case c join work_item w on w.case_id = c.id
         where c.status = 'OPEN' and w.status <> 'WITHDRAWN'%s%s
         group by grouping sets ((w.queue_id), (w.assignee))) s
        left join queue q on q.id = s.queue_id
       where s.queue_id is not null or s.assignee is not null\
      """;

  private final CaseScopeSql scope;
  private final Clock clock;

  LoadFigures(CaseScopeSql scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  Load of(@Nullable String queue, Map<String, String> names) {
    var now = clock.instant();
    var queues = new ArrayList<Share>();
    var people = new ArrayList<Share>();
    scope
        .rows(
            SQL.formatted(scope.cases("c", queue), scope.queues("w.queue_id")),
            queue,
            Map.of("now", now, "tomorrow", tomorrow(now)))
        .forEach(
            row -> {
              var assignee = (String) row[2];
              if (assignee == null) {
                queues.add(share((String) row[0], (String) row[1], row));
              } else {
                people.add(share(assignee, names.getOrDefault(assignee, assignee), row));
              }
            });
    return new Load(
        most(queues).stream().filter(q -> queue == null || q.key().equals(queue)).toList(),
        most(people));
  }

  private static Share share(String key, String name, Object[] row) {
    return new Share(key, name, number(row[3]), number(row[4]), number(row[5]));
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
