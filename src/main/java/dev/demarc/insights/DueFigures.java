package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import dev.demarc.insights.DueCases.Due;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the open cases that are late or soon will be, all of them once for all that is told. */
@ApplicationScoped
class DueFigures {

  /**
   * A case has a row for each of its parts that they see, and one where it has none. It counts once
   * for a queue and once for a person, whatever parts of it they have.
   */
  private static final String DUE =
      """
      with due as materialized (
        select w.queue_id, w.assignee, e.case_id, e.due_at, e.due_at < :now as late
          from case_entry e left join work_item w on w.case_id = e.case_id and w.status <> 'WITHDRAWN'
         where e.status = 'OPEN' and e.due_at < cast(:until as timestamptz)%s)
      select 'queue', cast(queue_id as text), count(*) filter (where late), count(*) filter (where not late),
             cast(null as bigint), cast(null as timestamptz)
        from (select distinct queue_id, case_id, late from due where queue_id is not null and due_at < :tomorrow) d
       group by queue_id
      union all
      select 'person', assignee, count(*) filter (where late), count(*) filter (where not late), null, null
        from (select distinct assignee, case_id, late from due where assignee is not null and due_at < :tomorrow) d
       group by assignee
      union all
      select 'cases', (select c.key from incident_case c where c.id =
               (select case_id from due where late order by due_at limit 1)),
             count(*) filter (where late), count(*) filter (where not late),
             count(*) filter (where not late and exists
               (select from work_item w where w.case_id = d.case_id and w.assignee is null and %s)),
             min(due_at) filter (where late)
        from (select distinct case_id, due_at, late from due where due_at < :soon) d\
      """;

  private final CaseScopeSql scope;
  private final Clock clock;

  DueFigures(CaseScopeSql scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /**
   * @param queue the slug of the one that has a part of the cases; null for all
   */
  DueCases of(@Nullable String queue) {
    var now = clock.instant();
    var soon = now.plus(Duration.ofHours(1));
    var tomorrow = tomorrow(now);
    var rows =
        scope.rows(
            DUE.formatted(scope.parts("w", "e.case_id", queue), OpenParts.IS_OPEN),
            queue,
            Map.of(
                "now",
                now,
                "soon",
                soon,
                "tomorrow",
                tomorrow,
                "until",
                soon.isAfter(tomorrow) ? soon : tomorrow));
    var queues = new HashMap<String, Due>();
    var people = new HashMap<String, Due>();
    var cases = new Object[6];
    for (var row : rows) {
      switch ((String) row[0]) {
        case "queue" -> queues.put((String) row[1], new Due(number(row[2]), number(row[3])));
        case "person" -> people.put((String) row[1], new Due(number(row[2]), number(row[3])));
        default -> cases = row;
      }
    }
    return new DueCases(
        number(cases[2]),
        (Instant) cases[5],
        (String) cases[1],
        number(cases[3]),
        number(cases[4]),
        queues,
        people);
  }

  private static Instant tomorrow(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC)
        .plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
