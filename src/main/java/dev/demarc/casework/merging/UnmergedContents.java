package dev.demarc.casework.merging;

import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.merging.MergeRecords.MergeRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Gives a merged case back what went along, and takes it off the case where it went. */
@ApplicationScoped
class UnmergedContents {

  /** What nobody reported to the case itself, and no other merge brought. */
  private static final String SUBJECTS =
      "delete from case_subject s using case_merge m where m.id = :merge and s.case_id = m.into_id"
          + " and s.subject = any(m.subjects) and not exists (select 1 from case_report r where"
          + " r.case_id = m.into_id and s.subject = any(r.subjects))";

  /** A merged case's own counts are as they were when it was merged. */
  private static final String COUNTS =
      "update case_indicator i set reports = i.reports - f.reports from case_indicator f where"
          + " f.case_id = :from and i.case_id = :into and i.type = f.type and i.value = f.value and"
          + " i.role = f.role";

  private static final String NONE =
      "delete from case_indicator where case_id = :into and reports <= 0";

  /** Whom the merge brought or let take part; not who was let take part since. */
  private static final String PARTICIPANTS_GONE =
      "delete from participant p using case_merge m where m.id = :merge and p.case_id = m.into_id"
          + " and p.since <= m.at and p.compared in (select f.compared from participant f where"
          + " f.case_id = m.from_id)";

  private static final String PARTICIPANTS_BACK =
      "insert into participant select p.* from case_merge m cross join lateral"
          + " jsonb_populate_recordset(cast(null as participant), m.participants) p where m.id ="
          + " :merge on conflict (case_id, compared) do nothing";

  /** Who reported to the case itself since is on its list, and takes no part for that. */
  private static final String PARTICIPANTS_SINCE =
      "insert into participant (case_id, compared, address, proof, by_subject, because, since,"
          + " reply_to, report_id, acknowledged) select m.into_id, f.compared, f.address, f.proof,"
          + " true, 'sent a report that joined', m.at, f.reply_to, null, f.acknowledged from"
          + " case_merge m join participant f on f.case_id = m.from_id where m.id = :merge and"
          + " exists (select 1 from case_report r where r.case_id = m.into_id and"
          + " lower(r.reporter) = f.compared) on conflict (case_id, compared) do nothing";

  private final MergedContents merged;
  private final EntityManager database;

  UnmergedContents(MergedContents merged, EntityManager database) {
    this.merged = merged;
    this.database = database;
  }

  /** Whether reports came to the case since that did not come by another merge. */
  boolean hasJoinedSince(MergeRecord merge) {
    return !database
        .createNativeQuery(
            "select 1 from case_report where case_id = :into and filed_at > :at limit 1")
        .setParameter("into", merge.intoId())
        .setParameter("at", merge.at())
        .getResultList()
        .isEmpty();
  }

  /**
   * @param others cases that were put into the same one with it or since
   */
  void moveBack(MergeRecord merge, List<UUID> others) {
    query(
            "update case_report r set case_id = m.from_id from case_merge m where m.id = :merge"
                + " and r.report_id = any(m.reports)")
        .setParameter("merge", merge.id())
        .executeUpdate();
    query(SUBJECTS).setParameter("merge", merge.id()).executeUpdate();
    query(COUNTS)
        .setParameter("from", merge.fromId())
        .setParameter("into", merge.intoId())
        .executeUpdate();
    query(NONE).setParameter("into", merge.intoId()).executeUpdate();
    query(PARTICIPANTS_GONE).setParameter("merge", merge.id()).executeUpdate();
    query(PARTICIPANTS_BACK).setParameter("merge", merge.id()).executeUpdate();
    query(PARTICIPANTS_SINCE).setParameter("merge", merge.id()).executeUpdate();
    if (!others.isEmpty()) {
      merged.addParticipants(others, merge.intoId());
    }
  }

  private Query query(String statement) {
    return database.createNativeQuery(statement);
  }

  Instant lastReportOf(IncidentCase of) {
    var last =
        database
            .createQuery("select max(receivedAt) from CaseReport where caseId = :id", Instant.class)
            .setParameter("id", of.id)
            .getSingleResult();
    return last == null ? of.lastReportAt : last;
  }
}
