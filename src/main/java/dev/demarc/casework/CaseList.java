package dev.demarc.casework;

import dev.demarc.casework.CaseFilter.Sort;
import dev.demarc.responsibility.Responsibility;
import dev.demarc.shared.Category;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists cases a page at a time, by keyset: each page costs the same. */
@ApplicationScoped
public class CaseList {

  /** Work due within this time is breaching soon. */
  static final Duration SOON = Duration.ofHours(1);

  private static final String OPEN_ITEM = "w.status in " + WorkStatus.OPEN_IN_SQL;

  /** Later than any row's time, and within what the database can compare. */
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private static final String NO_DUE = "'infinity'::timestamptz";

  private static final String COLUMNS =
      """
      select c.id, c.key, c.title, c.status, c.category, c.service, c.layers, c.responsibility,
             c.confidence, c.severity, c.account_id, c.owner, c.report_count, c.opened_at, c.updated_at,
             c.due_at, c.version, c.work_status,
             %s as regressed, c.regressed_at, c.regressed_after, c.growing_since, c.growing_from, c.growing_base_at,
             c.snoozed_at, c.snoozed_until, c.snoozed_reports, c.snoozed_by,
             array(select distinct w.waiting_on from work_item w where w.case_id = c.id and w.waiting_on is not null)
               as waiting_on,
             (select min(w.waiting_until) from work_item w where w.case_id = c.id) as waiting_until,
             array(select q.slug from work_item w join queue q on q.id = w.queue_id
                    where w.case_id = c.id and w.status <> 'WITHDRAWN' order by w.side) as queues,
             array(select distinct w.assignee from work_item w
                    where w.case_id = c.id and w.status <> 'WITHDRAWN' and w.assignee is not null)
               as assignees,
             exists (select from assessment a
                      where a.case_id = c.id and a.in_force and not a.auto_route) as unsure
        from incident_case c
       where true\
      """;

  private final EntityManager database;
  private final Clock clock;
  private final CaseVisibility visibility;

  CaseList(EntityManager database, Clock clock, CaseVisibility visibility) {
    this.database = database;
    this.clock = clock;
    this.visibility = visibility;
  }

  /**
   * @throws Problem where the limit or the cursor is not understood
   */
  @Transactional
  public Page<CaseLine> list(CaseFilter filter, Integer limit, String cursor) {
    int size = Page.limit(limit);
    var sql =
        new StringBuilder(COLUMNS.formatted(visibility.whereRegressed("c")))
            .append(visibility.where("c"));
    var parameters = new HashMap<String, Object>();
    narrow(filter, sql, parameters);
    startAfter(Cursor.decode(cursor), filter.sort(), sql, parameters);
    sql.append(order(filter.sort()));
    var query = database.createNativeQuery(sql.toString(), Tuple.class).setMaxResults(size + 1);
    parameters.forEach(query::setParameter);
    visibility.bind(query);
    List<?> rows = query.getResultList();
    var lines = rows.stream().map(row -> line((Tuple) row)).toList();
    return Page.of(
        lines, size, line -> new Cursor(sortValue(line, filter.sort()), line.id()).encode());
  }

  private void narrow(CaseFilter filter, StringBuilder sql, Map<String, Object> parameters) {
    if (filter.status() != null) {
      sql.append(" and c.status = :status");
      parameters.put("status", filter.status().name());
    }
    if (filter.responsibility() != null) {
      sql.append(" and c.responsibility = :responsibility");
      parameters.put("responsibility", filter.responsibility().name());
    }
    if (filter.category() != null) {
      sql.append(" and c.category = :category");
      parameters.put("category", filter.category().slug());
    }
    if (filter.service() != null) {
      sql.append(" and lower(c.service) = lower(:service)");
      parameters.put("service", filter.service());
    }
    if (filter.queue() != null) {
      sql.append(
          " and exists (select 1 from work_item w join queue q on q.id = w.queue_id where w.case_id"
              + " = c.id and q.slug = :queue and w.status <> 'WITHDRAWN')");
      parameters.put("queue", filter.queue());
    }
    if ("none".equals(filter.assignee())) {
      sql.append(
          " and exists (select 1 from work_item w where w.case_id = c.id and w.assignee is null and"
              + " "
              + OPEN_ITEM
              + ")");
    } else if (filter.assignee() != null) {
      sql.append(
          " and exists (select 1 from work_item w where w.case_id = c.id and w.assignee = :assignee"
              + " and w.status <> 'WITHDRAWN')");
      parameters.put("assignee", filter.assignee());
    }
    if (filter.breaching()) {
      sql.append(" and c.due_at < :soon");
      parameters.put("soon", clock.instant().plus(SOON));
    }
    if (filter.indicator() != null) {
      sql.append(
          " and c.id in (select i.case_id from case_indicator i where i.value = :indicator)");
      parameters.put("indicator", refanged(filter.indicator()));
    }
    if (filter.q() != null) {
      sql.append(
          " and (c.search @@ websearch_to_tsquery('simple', :q) or c.id in (select i.case_id from"
              + " case_indicator i where i.value = :value))");
      parameters.put("q", filter.q());
      parameters.put("value", refanged(filter.q()));
    }
  }

  /** People paste what they read, and what they read is defanged. */
  private static String refanged(String text) {
    return text.replace("[.]", ".")
        .replace("[@]", "@")
        .replace("[:]", ":")
        .replaceFirst("^hxxp", "http");
  }

  private static void startAfter(
      Cursor after, Sort sort, StringBuilder sql, Map<String, Object> parameters) {
    if (after == null) {
      return;
    }
    sql.append(
        switch (sort) {
          case CLOCK ->
              after.sortValue().isEmpty()
                  ? " and c.due_at is null and c.id > :afterId"
                  : " and (coalesce(c.due_at, " + NO_DUE + "), c.id) > (:afterValue, :afterId)";
          case NEWEST -> " and (c.opened_at, c.id) < (:afterValue, :afterId)";
          case UPDATED -> " and (c.updated_at, c.id) < (:afterValue, :afterId)";
        });
    if (sort != Sort.CLOCK || !after.sortValue().isEmpty()) {
      parameters.put("afterValue", instant(after.sortValue()));
    }
    parameters.put("afterId", after.id());
  }

  private static Instant instant(String text) {
    try {
      var at = Instant.parse(text);
      if (at.isAfter(Instant.EPOCH) && at.isBefore(NEVER)) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // said below, together with a time that no row has
    }
    throw Problem.invalid("cursor", "is not a cursor of this list; leave it out to start over");
  }

  private static String order(Sort sort) {
    return switch (sort) {
      case CLOCK -> " order by coalesce(c.due_at, " + NO_DUE + "), c.id";
      case NEWEST -> " order by c.opened_at desc, c.id desc";
      case UPDATED -> " order by c.updated_at desc, c.id desc";
    };
  }

  private static String sortValue(CaseLine line, Sort sort) {
    var value =
        switch (sort) {
          case CLOCK -> line.dueAt();
          case NEWEST -> line.openedAt();
          case UPDATED -> line.updatedAt();
        };
    return value == null ? "" : value.toString();
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
        row.get("account_id", String.class),
        row.get("owner", String.class),
        row.get("report_count", Integer.class),
        row.get("opened_at", Instant.class),
        row.get("updated_at", Instant.class),
        row.get("due_at", Instant.class),
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

  /**
   * How much is waiting, for the navigation.
   *
   * @param byQueue open cases by queue slug
   */
  public record Counts(
      long open, long mine, long unassigned, long breaching, Map<String, Long> byQueue) {}

  @Transactional
  public Counts counts(String username) {
    var seen = visibility.where("c");
    var ofSeen = visibility.whereCaseOf("w.case_id");
    var row =
        (Object[])
            visibility
                .bind(
                    database
                        .createNativeQuery(
                            "select (select count(*) from incident_case c where status = 'OPEN'"
                                + seen
                                + "), (select count(distinct case_id) from work_item w where"
                                + " assignee = :me and "
                                + OPEN_ITEM
                                + ofSeen
                                + "), (select count(distinct case_id) from work_item w where"
                                + " assignee is null and "
                                + OPEN_ITEM
                                + ofSeen
                                + "), (select count(*) from incident_case c where status = 'OPEN'"
                                + " and coalesce(due_at, 'infinity'::timestamptz) < :soon"
                                + seen
                                + ")",
                            Object[].class)
                        .setParameter("me", username)
                        .setParameter("soon", clock.instant().plus(SOON)))
                .getSingleResult();
    List<?> queues =
        visibility
            .bind(
                database.createNativeQuery(
                    "select q.slug, count(distinct w.case_id) from queue q left join work_item w on"
                        + " w.queue_id = q.id and "
                        + OPEN_ITEM
                        + ofSeen
                        + " where true"
                        + visibility.whereQueueIsSeen("q.id")
                        + " group by q.slug",
                    Object[].class))
            .getResultList();
    var byQueue = new HashMap<String, Long>();
    queues.forEach(
        q -> byQueue.put((String) ((Object[]) q)[0], ((Number) ((Object[]) q)[1]).longValue()));
    return new Counts(
        ((Number) row[0]).longValue(),
        ((Number) row[1]).longValue(),
        ((Number) row[2]).longValue(),
        ((Number) row[3]).longValue(),
        byQueue);
  }
}
