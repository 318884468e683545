package dev.demarc.casework.merging;

import dev.demarc.casework.IncidentCase;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which reports were taken out of which case into which, so that it can be taken back. */
@ApplicationScoped
class SplitRecords {

  /**
   * @param opened whether it opened the case that they went to
   * @param left how many of them are there by now
   * @param others whether there are other reports on that case
   */
  record SplitRecord(UUID id, boolean opened, List<UUID> reports, int left, boolean others) {}

  private final EntityManager database;
  private final Clock clock;

  SplitRecords(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Before the reports are moved. */
  void add(IncidentCase from, IncidentCase to, boolean opened, Set<UUID> reports, Actor actor) {
    database
        .createNativeQuery(
            "insert into case_split (id, from_id, to_id, opened, reports, at, actor,"
                + " participants) values (:id, :from, :to, :opened, :reports, :at, :actor,"
                + " coalesce((select jsonb_agg(to_jsonb(p)) from participant p where p.case_id ="
                + " :from and p.compared in (select lower(r.reporter) from case_report r where"
                + " r.report_id = any(:reports))), '[]'))")
        .setParameter("id", Ids.next())
        .setParameter("from", from.id)
        .setParameter("to", to.id)
        .setParameter("opened", opened)
        .setParameter("reports", reports.toArray(UUID[]::new))
        .setParameter("at", clock.instant())
        .setParameter("actor", actor.name())
        .executeUpdate();
  }

  /** The latest between these two that holds. */
  Optional<SplitRecord> latest(IncidentCase from, IncidentCase to) {
    List<?> rows =
        database
            .createNativeQuery(
                "select s.id, s.opened, s.reports, (select count(*) from case_report r where"
                    + " r.report_id = any(s.reports) and r.case_id = s.to_id) as left_there, exists"
                    + " (select 1 from case_report r where r.case_id = s.to_id and r.report_id <>"
                    + " all(s.reports)) as others from case_split s where s.from_id = :from and"
                    + " s.to_id = :to and s.undone_at is null order by s.id desc limit 1",
                Tuple.class)
            .setParameter("from", from.id)
            .setParameter("to", to.id)
            .getResultList();
    return rows.stream().map(row -> record((Tuple) row)).findFirst();
  }

  private static SplitRecord record(Tuple row) {
    return new SplitRecord(
        row.get("id", UUID.class),
        row.get("opened", Boolean.class),
        List.of((UUID[]) row.get("reports")),
        ((Number) row.get("left_there")).intValue(),
        row.get("others", Boolean.class));
  }

  /** After the reports are back: whoever sent them takes part as before. */
  void undone(SplitRecord split, Actor actor) {
    var statements =
        List.of(
            "delete from participant p using case_split s where s.id = :id and p.case_id ="
                + " s.from_id and p.since <= s.at and p.compared in (select was.compared from"
                + " jsonb_populate_recordset(cast(null as participant), s.participants) was)",
            "insert into participant select was.* from case_split s cross join lateral"
                + " jsonb_populate_recordset(cast(null as participant), s.participants) was where"
                + " s.id = :id on conflict (case_id, compared) do nothing");
    for (var statement : statements) {
      database.createNativeQuery(statement).setParameter("id", split.id()).executeUpdate();
    }
    database
        .createNativeQuery(
            "update case_split set undone_at = :at, undone_by = :actor where id = :id")
        .setParameter("id", split.id())
        .setParameter("at", clock.instant())
        .setParameter("actor", actor.name())
        .executeUpdate();
  }
}
