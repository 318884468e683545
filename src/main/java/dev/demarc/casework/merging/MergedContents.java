package dev.demarc.casework.merging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/**
 * Puts what some cases have on another, each thing once. Only the reports go: what else a merged
 * case has stays there as it was, so that a merge can be taken back.
 */
@ApplicationScoped
class MergedContents {

  private static final String REPORTS =
      "update case_report set case_id = :into where case_id = any(:from)";

  private static final String SUBJECTS =
      "insert into case_subject as known (case_id, subject, named_as, role, basis, strong)"
          + " select :into, subject, case when bool_or(named_as is null) then null else"
          + " min(named_as) end, (array_agg(role order by strong desc, case_id))[1],"
          + " (array_agg(basis order by strong desc, case_id))[1], bool_or(strong) from"
          + " case_subject where case_id = any(:from) group by subject on conflict (case_id,"
          + " subject) do update set named_as = case when excluded.named_as is null then null else"
          + " known.named_as end, strong = known.strong or excluded.strong";

  private static final String INDICATORS =
      "insert into case_indicator (case_id, type, value, role, reports) select :into, type, value,"
          + " role, sum(reports) from case_indicator where case_id = any(:from) group by type,"
          + " value, role on conflict (case_id, type, value, role) do update set reports ="
          + " case_indicator.reports + excluded.reports";

  /** Who proved it on one of them has proved it; who takes part in one takes part. */
  private static final String PARTICIPANTS =
      "insert into participant as p (case_id, compared, address, proof, by_subject, because, since,"
          + " reply_to, report_id, acknowledged) select distinct on (compared) :into, compared,"
          + " address, proof, bool_and(by_subject) over same, because, since, reply_to, report_id,"
          + " bool_or(acknowledged) over same from participant where case_id = any(:from) window"
          + " same as (partition by compared) order by compared, proof is null, by_subject, since"
          + " on conflict (case_id, compared) do update set because = case when p.proof is null and"
          + " excluded.proof is not null then excluded.because else p.because end, proof ="
          + " coalesce(p.proof, excluded.proof), by_subject = p.by_subject and"
          + " excluded.by_subject, acknowledged = p.acknowledged or excluded.acknowledged";

  private final EntityManager database;

  MergedContents(EntityManager database) {
    this.database = database;
  }

  void move(List<UUID> from, UUID into) {
    run(REPORTS, from, into);
    run(SUBJECTS, from, into);
    run(INDICATORS, from, into);
    addParticipants(from, into);
  }

  /** Lists those of some cases on another, too. */
  void addParticipants(List<UUID> from, UUID into) {
    run(PARTICIPANTS, from, into);
  }

  private void run(String statement, List<UUID> from, UUID into) {
    database
        .createNativeQuery(statement)
        .setParameter("into", into)
        .setParameter("from", from.toArray(UUID[]::new))
        .executeUpdate();
  }

  /** How many indicators some cases have that another has not. */
  int indicatorsAdded(List<UUID> from, UUID into) {
    return added(
        "select count(*) from (select type, value, role from case_indicator where case_id ="
            + " any(:from) except select type, value, role from case_indicator where case_id ="
            + " :into) added",
        from,
        into);
  }

  int participantsAdded(List<UUID> from, UUID into) {
    return added(
        "select count(*) from (select compared from participant where case_id = any(:from) except"
            + " select compared from participant where case_id = :into) added",
        from,
        into);
  }

  private int added(String statement, List<UUID> from, UUID into) {
    return ((Number)
            database
                .createNativeQuery(statement)
                .setParameter("from", from.toArray(UUID[]::new))
                .setParameter("into", into)
                .getSingleResult())
        .intValue();
  }
}
