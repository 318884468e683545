package dev.demarc.finding;

import dev.demarc.finding.filter.CaseQuery;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.Condition.Measure;
import dev.demarc.finding.filter.Condition.Within;
import dev.demarc.finding.filter.FilterContext;
import dev.demarc.finding.filter.FilterParser;
import dev.demarc.notification.ViewNotice;
import dev.demarc.notification.ViewNotices;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells by mail of new cases that match a view: one mail for all that came since the last, and no
 * more than the view allows. A person is told of what they see themselves, a team of what its queue
 * has.
 */
@ApplicationScoped
class ViewDigests {

  private static final Logger LOG = Logger.getLogger(ViewDigests.class);

  /** So late a transaction may commit a case that it opened and be told of. */
  private static final Duration LATE = Duration.ofMinutes(10);

  private static final int VIEWS = 500;
  private static final int NAMED = 20;
  private static final int MOST = 1_000;

  private final EntityManager database;
  private final ViewNotices notices;
  private final Clock clock;

  ViewDigests(EntityManager database, ViewNotices notices, Clock clock) {
    this.database = database;
    this.notices = notices;
    this.clock = clock;
  }

  /** A view whose time has come, with what whom it tells may see. */
  private record Due(
      UUID id,
      String name,
      String filter,
      String recipient,
      String username,
      UUID[] queues,
      String side,
      Instant since) {}

  /** Those that are to be looked at now. */
  @Transactional
  List<UUID> due() {
    return database
        .createNativeQuery(
            "select v.id from saved_view v where v.notify and (v.told_at is null or v.told_at +"
                + " v.every_minutes * interval '1 minute' <= :now) order by v.id",
            UUID.class)
        .setParameter("now", clock.instant())
        .setMaxResults(VIEWS)
        .getResultList();
  }

  /** In a transaction of its own: a view that fails does not hold up the others. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void send(UUID id) {
    var due = read(id);
    if (due == null) {
      return;
    }
    var now = clock.instant();
    var fresh = fresh(due);
    if (fresh.isEmpty()) {
      moveOn(due, now);
      return;
    }
    notices.newCases(
        new ViewNotice(
            due.recipient(),
            due.name(),
            due.filter(),
            fresh.size(),
            lines(fresh.subList(0, Math.min(NAMED, fresh.size())))));
    note(due, fresh, now);
  }

  /** Null where nobody is to be told, or another node does. */
  private @Nullable Due read(UUID id) {
    List<?> rows =
        database
            .createNativeQuery(
                "select v.id, v.name, v.filter, coalesce(q.email, p.email), v.owner, case when"
                    + " v.queue_id is null then p.queues else array[v.queue_id] end, case when"
                    + " v.queue_id is null then p.side end, v.watched_since from saved_view v left"
                    + " join queue q on q.id = v.queue_id left join person p on p.username ="
                    + " v.owner and not p.disabled where v.id = :id and v.notify and (v.told_at is"
                    + " null or v.told_at + v.every_minutes * interval '1 minute' <= :now) for"
                    + " update of v skip locked",
                Object[].class)
            .setParameter("id", id)
            .setParameter("now", clock.instant())
            .getResultList();
    if (rows.isEmpty()) {
      return null;
    }
    var row = (Object[]) rows.get(0);
    return row[3] == null || ((String) row[3]).isBlank()
        ? null
        : new Due(
            (UUID) row[0],
            (String) row[1],
            (String) row[2],
            (String) row[3],
            (String) row[4],
            (UUID[]) row[5],
            (String) row[6],
            (Instant) row[7]);
  }

  /** Cases that match, were opened since, and were not told of. */
  private List<UUID> fresh(Due due) {
    CaseQuery query;
    try {
      query =
          FilterParser.parse(
              due.filter(),
              Sort.NEWEST,
              "filter",
              new FilterContext(clock.instant(), due.username(), queues()));
    } catch (Problem stale) {
      LOG.infof("The view %s tells of nothing: %s", due.id(), stale.getMessage());
      return List.of();
    }
    var conditions = new ArrayList<>(query.conditions());
    conditions.add(new Within(false, Measure.OPENED, due.since().minus(LATE), null));
    var sql =
        new CaseSql(
            new CaseQuery(conditions, Sort.NEWEST),
            SeenTerms.of(due.queues(), due.side()),
            " and not exists (select 1 from saved_view_told told where told.view_id = cast('"
                + due.id()
                + "' as uuid) and told.case_id = e.case_id) and e.opened_at >= (select"
                + " v.created_at from saved_view v where v.id = cast('"
                + due.id()
                + "' as uuid))",
            // whom a case follows is not known to everybody who sees it
            due.queues() == null && due.side() == null ? null : CaseSql.BACK_ITSELF);
    database.createNativeQuery(CaseSearch.PLAN_BY_INDEX).getSingleResult();
    var statement = database.createNativeQuery(sql.along(0, "", MOST));
    CaseSearch.bindAll(statement, sql.parameters());
    List<?> rows = statement.getResultList();
    return rows.stream().map(row -> (UUID) ((Object[]) row)[0]).toList();
  }

  private Map<String, UUID> queues() {
    List<?> rows =
        database.createNativeQuery("select slug, id from queue", Object[].class).getResultList();
    return rows.stream()
        .map(row -> (Object[]) row)
        .collect(Collectors.toMap(row -> (String) row[0], row -> (UUID) row[1]));
  }

  /** Of a case that is TLP:RED no more than its key leaves Demarc. */
  private List<ViewNotice.Line> lines(List<UUID> ids) {
    List<?> rows =
        database
            .createNativeQuery(
                "select key, case when tlp = 'RED' then 'TLP:RED, read it in Demarc' else title"
                    + " end, severity from incident_case where id in (:ids) order by opened_at"
                    + " desc, id desc",
                Object[].class)
            .setParameter("ids", ids)
            .getResultList();
    return rows.stream()
        .map(row -> (Object[]) row)
        .map(
            row ->
                new ViewNotice.Line(
                    (String) row[0], (String) row[1], ((String) row[2]).toLowerCase(Locale.ROOT)))
        .toList();
  }

  private void note(Due due, List<UUID> told, Instant now) {
    database
        .createNativeQuery(
            "insert into saved_view_told (view_id, case_id, at) select :view, c, :now from"
                + " unnest(cast(:cases as uuid[])) c on conflict do nothing")
        .setParameter("view", due.id())
        .setParameter("cases", told.toArray(UUID[]::new))
        .setParameter("now", now)
        .executeUpdate();
    database
        .createNativeQuery(
            "update saved_view set told_at = :now, watched_since = case when :all then :now else"
                + " watched_since end where id = :view")
        .setParameter("view", due.id())
        .setParameter("now", now)
        .setParameter("all", told.size() < MOST)
        .executeUpdate();
  }

  /** So that the stretch that is looked at does not grow while nothing matches. */
  private void moveOn(Due due, Instant now) {
    if (due.since().isBefore(now.minus(Duration.ofHours(1)))) {
      database
          .createNativeQuery("update saved_view set watched_since = :now where id = :view")
          .setParameter("view", due.id())
          .setParameter("now", now)
          .executeUpdate();
    }
  }

  /** What was told so long ago that it cannot come again. */
  @Transactional
  void tidy() {
    database
        .createNativeQuery(
            "delete from saved_view_told t using saved_view v where v.id = t.view_id and t.at <"
                + " :before and t.at < v.watched_since")
        .setParameter("before", clock.instant().minus(LATE.multipliedBy(3)))
        .executeUpdate();
  }
}
