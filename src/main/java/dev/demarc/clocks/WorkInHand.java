package dev.demarc.clocks;

import dev.demarc.responsibility.matrix.Side;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;

/** Who has the open parts of a case. */
@ApplicationScoped
class WorkInHand {

  /**
   * @param assignee null where nobody has it
   */
  record OpenPart(Side side, UUID queueId, String queueName, String queueEmail, String assignee) {}

  private final EntityManager database;

  WorkInHand(EntityManager database) {
    this.database = database;
  }

  List<OpenPart> of(UUID caseId) {
    return of(caseId, "('RESOLVED', 'CLOSED', 'WITHDRAWN')");
  }

  /** Those that are done too: for duties that outlast the work. */
  List<OpenPart> ofAny(UUID caseId) {
    return of(caseId, "('WITHDRAWN')");
  }

  private List<OpenPart> of(UUID caseId, String without) {
    List<?> rows =
        database
            .createNativeQuery(
                "select w.side, w.queue_id, q.name, q.email, w.assignee from work_item w join queue"
                    + " q on q.id = w.queue_id where w.case_id = :id and w.status not in "
                    + without
                    + " order by w.side",
                Tuple.class)
            .setParameter("id", caseId)
            .getResultList();
    return rows.stream().map(row -> part((Tuple) row)).toList();
  }

  private static OpenPart part(Tuple row) {
    return new OpenPart(
        Side.valueOf((String) row.get(0)),
        row.get(1, UUID.class),
        (String) row.get(2),
        (String) row.get(3),
        (String) row.get(4));
  }
}
