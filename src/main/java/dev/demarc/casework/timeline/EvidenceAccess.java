package dev.demarc.casework.timeline;

import dev.demarc.shared.Actor;
import dev.demarc.shared.Category;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Whether the case of a report is one whose evidence few may see, and who saw it. */
@ApplicationScoped
public class EvidenceAccess {

  private final EntityManager database;
  private final Timeline timeline;

  EvidenceAccess(EntityManager database, Timeline timeline) {
    this.database = database;
    this.timeline = timeline;
  }

  /** Whatever the report itself says: people decide what its case is about. */
  @Transactional
  public boolean isOfChildAbuse(UUID reportId) {
    return casesOf(reportId, " and c.category = '" + Category.CHILD_ABUSE.slug() + "'").size() > 0;
  }

  /** Goes on the timeline, where there is a case. */
  @Transactional
  public void fetched(UUID reportId, Actor by, String what) {
    casesOf(reportId, "")
        .forEach(
            caseId ->
                timeline.add(
                    caseId, "evidence", by, "fetched " + what + " of the report " + reportId));
  }

  private List<UUID> casesOf(UUID reportId, String and) {
    return database
        .createQuery(
            "select c.id from CaseReport r join IncidentCase c on c.id = r.caseId where r.reportId"
                + " = :id"
                + and,
            UUID.class)
        .setParameter("id", reportId)
        .getResultList();
  }
}
