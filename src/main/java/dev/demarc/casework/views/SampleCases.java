package dev.demarc.casework.views;

import dev.demarc.casework.timeline.TimelineErasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Removes the cases that were made from sample reports. */
@ApplicationScoped
public class SampleCases {

  /** Those to be removed, and those that lose a report with it. */
  private static final String CONCERNED =
      "select c.id from incident_case c where c.sample or exists (select 1 from case_report l where"
          + " l.case_id = c.id and l.report_id = any(:reports)) order by c.id";

  /** A case that another report joined stays, and so does what such a case was merged into. */
  private static final String REMOVED =
      """
      with recursive stays(id) as (
        select c.id from incident_case c
         where (c.id = any(:held) or c.merged_into = any(:held))
           and (not c.sample or exists (
             select 1 from case_report l where l.case_id = c.id and l.report_id <> all(:reports)))
        union
        select c.merged_into from incident_case c join stays s on s.id = c.id
         where c.merged_into is not null)
      select c.id from incident_case c
       where c.id = any(:held) and not exists (select 1 from stays s where s.id = c.id)
      """;

  /** Of those that stay. */
  private static final String COUNTED =
      """
      update incident_case c set report_count = greatest(1, c.report_count - lost.reports)
        from (select case_id, count(*) as reports from case_report
               where report_id = any(:reports) group by case_id) lost
       where lost.case_id = c.id and c.id <> all(:removed)
      """;

  private final EntityManager database;
  private final TimelineErasure erasure;

  SampleCases(EntityManager database, TimelineErasure erasure) {
    this.database = database;
    this.erasure = erasure;
  }

  /**
   * Holds the cases first and looks then which of them go: a report that somebody sent may have
   * joined one until now.
   *
   * @param reports the sample reports that are removed after this; the caller holds their filing
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void remove(List<UUID> reports) {
    var ofSamples = reports.toArray(UUID[]::new);
    List<UUID> concerned =
        database
            .createNativeQuery(CONCERNED, UUID.class)
            .setParameter("reports", ofSamples)
            .getResultList();
    erasure.hold(concerned);
    List<UUID> removed =
        database
            .createNativeQuery(REMOVED, UUID.class)
            .setParameter("held", concerned.toArray(UUID[]::new))
            .setParameter("reports", ofSamples)
            .getResultList();
    database
        .createNativeQuery(COUNTED)
        .setParameter("reports", ofSamples)
        .setParameter("removed", removed.toArray(UUID[]::new))
        .executeUpdate();
    erasure.remove(removed, "Demarc", "it was made from sample reports");
  }
}
