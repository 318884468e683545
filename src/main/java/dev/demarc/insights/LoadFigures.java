package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.insights.Load.Share;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts open work, by the indexes that hold nothing else. */
@ApplicationScoped
class LoadFigures {

  private static final String COUNTS =
      " count(*) filter (where w.due_at < :now), count(*) filter (where w.due_at >= :now and"
          + " w.due_at < :tomorrow), count(w.id) as n";

  private final CaseScopeSql scope;
  private final Clock clock;

  LoadFigures(CaseScopeSql scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  Load of(@Nullable String queue, Map<String, String> names) {
    var now = clock.instant();
    var parameters = Map.<String, Object>of("now", now, "tomorrow", tomorrow(now));
    var narrowed = scope.items("w", queue);
    var queues =
        scope
            .rows(
                "select q.slug, q.name,"
                    + COUNTS
                    + " from work_item w join queue q on q.id = w.queue_id where "
                    + OpenParts.IS_OPEN
                    + narrowed
                    + " group by q.slug, q.name order by n desc limit 200",
                queue,
                parameters)
            .stream()
            .map(
                row ->
                    new Share(
                        (String) row[0],
                        (String) row[1],
                        number(row[2]),
                        number(row[3]),
                        number(row[4])))
            .toList();
    var people =
        scope
            .rows(
                "select w.assignee, cast(null as text),"
                    + COUNTS
                    + " from work_item w where w.assignee is not null and "
                    + OpenParts.IS_OPEN
                    + narrowed
                    + " group by w.assignee order by n desc limit 200",
                queue,
                parameters)
            .stream()
            .map(
                row ->
                    new Share(
                        (String) row[0],
                        names.getOrDefault((String) row[0], (String) row[0]),
                        number(row[2]),
                        number(row[3]),
                        number(row[4])))
            .toList();
    return new Load(queues, people);
  }

  private static Instant tomorrow(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC)
        .plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
