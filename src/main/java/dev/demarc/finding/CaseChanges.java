package dev.demarc.finding;

import dev.demarc.access.Viewer;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.views.CaseLine;
import dev.demarc.casework.views.CaseList;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cases in the order in which they changed, for whoever keeps a copy. The order is that of the
 * transactions, and no change is told before every transaction that is older has ended: one that
 * commits late is not passed by.
 */
@ApplicationScoped
class CaseChanges {

  /**
   * @param xid the transaction of the last row; 0 to begin with
   * @param since only what changed since; null for all
   */
  private record Position(long xid, UUID id, @Nullable Instant since) {

    private static final UUID FIRST = new UUID(0, 0);

    static Position of(String cursor, String since) {
      if (cursor == null || cursor.isBlank()) {
        return new Position(0, FIRST, since == null || since.isBlank() ? null : time(since));
      }
      try {
        var parts =
            new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                .split("\\|", 3);
        long xid = Long.parseLong(parts[0]);
        if (xid < 0) {
          throw new IllegalArgumentException(cursor);
        }
        return new Position(
            xid, UUID.fromString(parts[1]), parts[2].isEmpty() ? null : time(parts[2]));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw Problem.invalid("cursor", "is not a cursor of this list; leave it out to start over");
      }
    }

    private static Instant time(String text) {
      try {
        var at = Instant.parse(text.strip());
        if (at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("9000-01-01T00:00:00Z"))) {
          return at;
        }
      } catch (DateTimeParseException e) {
        // said below
      }
      throw Problem.invalid("updatedSince", "must be a time in UTC, as in 2026-11-01T00:00:00Z");
    }

    String encode() {
      var text = xid + "|" + id + "|" + (since == null ? "" : since);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final EntityManager database;
  private final CaseSearch search;
  private final CaseList lines;
  private final CaseVisibility visibility;
  private final Viewer viewer;

  CaseChanges(
      EntityManager database,
      CaseSearch search,
      CaseList lines,
      CaseVisibility visibility,
      Viewer viewer) {
    this.database = database;
    this.search = search;
    this.lines = lines;
    this.visibility = visibility;
    this.viewer = viewer;
  }

  /**
   * What changed after the cursor, and a cursor to go on from, also where nothing did.
   *
   * @param updatedSince only what changed since; read without a cursor only
   * @throws Problem INVALID
   */
  @Transactional
  Page<CaseLine> list(String q, String updatedSince, int limit, String cursor) {
    var from = Position.of(cursor, updatedSince);
    var query = search.parse(q, Sort.NEWEST, "q");
    database.createNativeQuery(CaseSearch.PLAN_BY_INDEX).getSingleResult();
    requireOfThisDatabase(from);
    var sql =
        new CaseSql(
            query,
            SeenTerms.of(viewer.sight()),
            visibility.whereCaseOf("e.case_id"),
            viewer.seesAll() ? null : visibility.whereRegressed("one"));
    var statement = database.createNativeQuery(statement(sql, from), Object[].class);
    CaseSearch.bindAll(statement, sql.parameters());
    statement
        .setParameter("xid", Long.toString(from.xid()))
        .setParameter("id", from.id())
        .setMaxResults(limit);
    if (from.since() != null) {
      statement.setParameter("since", from.since());
    }
    visibility.bind(statement);
    List<?> rows = statement.getResultList();
    var ids = rows.stream().map(row -> (UUID) ((Object[]) row)[0]).toList();
    var next = from;
    if (!rows.isEmpty()) {
      var last = (Object[]) rows.get(rows.size() - 1);
      next = new Position(Long.parseLong((String) last[1]), (UUID) last[0], from.since());
    }
    return new Page<>(lines.lines(ids), next.encode());
  }

  private static String statement(CaseSql sql, Position from) {
    return "select k.case_id, cast(k.xid as text) from case_last_change k join case_entry e on"
        + " e.case_id = k.case_id"
        + sql.whereRow()
        + " and (k.xid, k.case_id) > (cast(:xid as xid8), :id) and k.xid <"
        + " pg_snapshot_xmin(pg_current_snapshot())"
        + (from.since() == null ? "" : " and k.at >= :since")
        + " order by k.xid, k.case_id";
  }

  /** Transactions are numbered anew in a database that was restored from a dump. */
  private void requireOfThisDatabase(Position from) {
    var known =
        database
            .createNativeQuery(
                "select cast(:xid as xid8) < pg_snapshot_xmax(pg_current_snapshot())",
                Boolean.class)
            .setParameter("xid", Long.toString(from.xid()))
            .getSingleResult();
    if (!(Boolean) known) {
      throw Problem.invalid(
          "cursor", "is from before the database was restored; leave it out to start over");
    }
  }

  /**
   * Where the database came from a dump, rows hold numbers of transactions that this server has yet
   * to reach: they are given one of its own, or nobody would hear of them until then.
   */
  @Transactional
  void renumberRestored() {
    database
        .createNativeQuery(
            "update case_last_change set xid = pg_current_xact_id() where xid >"
                + " pg_current_xact_id()")
        .executeUpdate();
  }
}
