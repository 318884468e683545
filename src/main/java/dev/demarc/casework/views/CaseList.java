package dev.demarc.casework.views;

import dev.demarc.casework.CaseMarks;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.NextClock;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.WorkStatus;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Cases as lists show them; which they are, and in what order, {@code finding} says. */
@ApplicationScoped
public class CaseList {

  private static final String COLUMNS =
      """
      select c.id, c.key, c.title, c.status, c.category, c.service, c.layers, c.responsibility,
             c.confidence, c.severity, c.account_id, c.owner, c.report_count, c.opened_at, c.updated_at,
             coalesce(n.due_at, c.due_at) as due_at, %s, c.version, c.work_status,
             %s as regressed, c.regressed_at, c.regressed_after, c.growing_since, c.growing_from, c.growing_base_at,
             c.snoozed_at, c.snoozed_until, c.snoozed_reports, c.snoozed_by,
             (select e.disputed_at from case_entry e where e.case_id = c.id) as disputed_at,
             array(select distinct w.waiting_on from work_item w where w.case_id = c.id and w.waiting_on is not null)
               as waiting_on,
             (select min(w.waiting_until) from work_item w where w.case_id = c.id) as waiting_until,
             array(select q.slug from work_item w join queue q on q.id = w.queue_id
                    where w.case_id = c.id and w.status <> 'WITHDRAWN' order by w.side) as queues,
             array(select distinct w.assignee from work_item w
                    where w.case_id = c.id and w.status <> 'WITHDRAWN' and w.assignee is not null)
               as assignees,
             coalesce((select e.rank from case_entry e where e.case_id = c.id), 2) as rank,
             exists (select from assessment a
                      where a.case_id = c.id and a.in_force and not a.auto_route) as unsure
        from incident_case c left join lateral next_clock(c.id) n on c.status = 'OPEN'
       where true\
      """;

  private final EntityManager database;
  private final CaseVisibility visibility;

  CaseList(EntityManager database, CaseVisibility visibility) {
    this.database = database;
    this.visibility = visibility;
  }

  /**
   * Those of some cases that are seen, in the order of their ids; what is not there is left out.
   */
  @Transactional
  public List<CaseLine> lines(List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var query =
        database
            .createNativeQuery(
                COLUMNS.formatted(NextClock.COLUMNS, visibility.whereRegressed("c"))
                    + " and c.id in (:ids)"
                    + visibility.where("c"),
                Tuple.class)
            .setParameter("ids", ids);
    visibility.bind(query);
    List<?> rows = query.getResultList();
    var byId = new HashMap<UUID, CaseLine>();
    rows.forEach(
        row -> {
          var line = line((Tuple) row);
          byId.put(line.id(), line);
        });
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  /** How much of these cases can be changed: those that are open, and their open parts. */
  public record Changeable(int cases, int parts) {}

  /**
   * @param keys as they were typed; what is no case, or none that is seen, is not counted
   */
  @Transactional
  public Changeable changeable(List<String> keys) {
    if (keys.isEmpty()) {
      return new Changeable(0, 0);
    }
    var query =
        database
            .createNativeQuery(
                "select count(distinct c.id), count(w.id) from incident_case c left join work_item"
                    + " w on w.case_id = c.id and w.status in "
                    + WorkStatus.OPEN_IN_SQL
                    + " where c.key in (:keys) and c.status = 'OPEN'"
                    + visibility.where("c"),
                Object[].class)
            .setParameter("keys", keys);
    var row = (Object[]) visibility.bind(query).getSingleResult();
    return new Changeable(((Number) row[0]).intValue(), ((Number) row[1]).intValue());
  }

  /** Of so many of these a clock runs out before a time; each must be open, and seen. */
  @Transactional
  public int dueBefore(List<String> keys, Instant until) {
    if (keys.isEmpty()) {
      return 0;
    }
    var query =
        database
            .createNativeQuery(
                "select count(*) from incident_case c join case_entry e on e.case_id = c.id where c.key"
                    + " in (:keys) and c.status = 'OPEN' and e.due_at < cast(:until as timestamptz)"
                    + visibility.where("c"),
                Long.class)
            .setParameter("keys", keys)
            .setParameter("until", until);
    return ((Number) visibility.bind(query).getSingleResult()).intValue();
  }

  private static CaseLine line(Tuple row) {
    return new CaseLine(
        row.get("id", UUID.class),
        row.get("key", String.class),
        row.get("title", String.class),
        CaseStatus.valueOf(row.get("status", String.class)),
        Category.of(row.get("category", String.class)).orElse(Category.OTHER),
        row.get("service", String.class),
        strings(row.get("layers")),
        Responsibility.valueOf(row.get("responsibility", String.class)),
        row.get("confidence", Double.class),
        row.get("unsure", Boolean.class),
        Severity.valueOf(row.get("severity", String.class)),
        Priority.values()[((Number) row.get("rank")).intValue()],
        row.get("account_id", String.class),
        row.get("owner", String.class),
        row.get("report_count", Integer.class),
        row.get("opened_at", Instant.class),
        row.get("updated_at", Instant.class),
        row.get("due_at", Instant.class),
        NextClock.of(row),
        row.get("version", Integer.class),
        strings(row.get("queues")),
        strings(row.get("assignees")),
        WorkStatus.valueOf(row.get("work_status", String.class)),
        strings(row.get("waiting_on")).stream().map(WaitingOn::valueOf).toList(),
        row.get("waiting_until", Instant.class),
        CaseMarks.of(row));
  }

  private static List<String> strings(Object array) {
    return array == null ? new ArrayList<>() : Arrays.asList((String[]) array);
  }
}
