package dev.demarc.casework.merging;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.casework.IncidentCase;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What it takes to take a merge back, written down before anything is moved. */
@ApplicationScoped
class MergeRecords {

  /**
   * @param reports how many went along
   * @param left how many of these are on the case that they went to by now
   */
  record MergeRecord(
      UUID id,
      UUID fromId,
      UUID intoId,
      Instant at,
      String actor,
      int reports,
      int left,
      MergeChanges changes) {}

  private static final String SELECT =
      "select m.id, m.from_id, m.into_id, m.at, m.actor, cardinality(m.reports) as reports,"
          + " (select count(*) from case_report r where r.report_id = any(m.reports) and r.case_id"
          + " = m.into_id) as left_there, cast(m.changes as text) as changes from case_merge m"
          + " where m.undone_at is null and ";

  private final EntityManager database;
  private final ObjectMapper json;

  MergeRecords(EntityManager database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Before the reports are moved.
   *
   * @param changes by the id of the merged case
   */
  void add(
      UUID batch,
      IncidentCase into,
      Map<UUID, MergeChanges> changes,
      Actor actor,
      @Nullable String reason,
      Instant at) {
    var entries = List.copyOf(changes.entrySet());
    var from = entries.stream().map(Map.Entry::getKey).toList();
    database
        .createNativeQuery(
            "insert into case_merge (id, batch, from_id, into_id, at, actor, reason, reports,"
                + " subjects, participants, changes) select m.id, :batch, m.from_id, :into, :at,"
                + " :actor, nullif(:reason, ''), array(select r.report_id from case_report r where"
                + " r.case_id = m.from_id), array(select f.subject from case_subject f where"
                + " f.case_id = m.from_id and not exists (select 1 from case_subject t where"
                + " t.case_id = :into and t.subject = f.subject)), coalesce((select"
                + " jsonb_agg(to_jsonb(p)) from participant p where p.case_id = :into and"
                + " p.compared in (select f.compared from participant f where f.case_id ="
                + " m.from_id)), '[]'), cast(m.changes as jsonb) from unnest(cast(:ids as uuid[]),"
                + " cast(:from as uuid[]), cast(:changes as text[])) as m(id, from_id, changes)")
        .setParameter("batch", batch)
        .setParameter("into", into.id)
        .setParameter("at", at)
        .setParameter("actor", actor.name())
        .setParameter("reason", reason == null ? "" : reason)
        .setParameter("ids", from.stream().map(id -> Ids.next()).toArray(UUID[]::new))
        .setParameter("from", from.toArray(UUID[]::new))
        .setParameter(
            "changes",
            entries.stream().map(entry -> entry.getValue().toJson(json)).toArray(String[]::new))
        .executeUpdate();
  }

  /** The one that holds; empty where the case was not merged, or before merges were kept. */
  Optional<MergeRecord> of(UUID fromId) {
    return find("m.from_id = :id", fromId).stream().findFirst();
  }

  List<MergeRecord> ofBatch(UUID batch) {
    return find("m.batch = :id", batch);
  }

  /** The same, the last one first. */
  private List<MergeRecord> find(String where, UUID id) {
    List<?> rows =
        database
            .createNativeQuery(SELECT + where + " order by m.at desc, m.id desc", Tuple.class)
            .setParameter("id", id)
            .getResultList();
    return rows.stream().map(row -> merge((Tuple) row)).toList();
  }

  private MergeRecord merge(Tuple row) {
    return new MergeRecord(
        row.get("id", UUID.class),
        row.get("from_id", UUID.class),
        row.get("into_id", UUID.class),
        row.get("at", Instant.class),
        row.get("actor", String.class),
        ((Number) row.get("reports")).intValue(),
        ((Number) row.get("left_there")).intValue(),
        MergeChanges.fromJson(json, row.get("changes", String.class)));
  }

  /** The cases that were put into the same one with it or after it, and still are. */
  List<UUID> othersSince(MergeRecord merge) {
    List<?> rows =
        database
            .createNativeQuery(
                "select from_id from case_merge where into_id = :into and undone_at is null and id"
                    + " <> :id and at >= :at",
                UUID.class)
            .setParameter("into", merge.intoId())
            .setParameter("id", merge.id())
            .setParameter("at", merge.at())
            .getResultList();
    return rows.stream().map(UUID.class::cast).toList();
  }

  void undone(MergeRecord merge, Actor actor, Instant at) {
    database
        .createNativeQuery(
            "update case_merge set undone_at = :at, undone_by = :actor where id = :id")
        .setParameter("id", merge.id())
        .setParameter("at", at)
        .setParameter("actor", actor.name())
        .executeUpdate();
  }
}
