package dev.demarc.insights;

import dev.demarc.access.Viewer;
import dev.demarc.casework.CaseVisibility;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the queries of this package, each narrowed to what whoever asks sees and to one queue. */
@ApplicationScoped
class CaseScopeSql {

  private final EntityManager database;
  private final Viewer viewer;
  private final CaseVisibility visibility;

  CaseScopeSql(EntityManager database, Viewer viewer, CaseVisibility visibility) {
    this.database = database;
    this.viewer = viewer;
    this.visibility = visibility;
  }

  /**
   * A condition with {@code and} before it.
   *
   * @param of the alias of {@code incident_case}
   * @param queue the slug of a queue, or null for all
   */
  String cases(String of, @Nullable String queue) {
    return visibility.where(of) + (queue == null ? "" : " and " + hasPart(of + ".id"));
  }

  /**
   * The parts in their queues of the open cases that they see and that are in one queue; a
   * condition with {@code and} before it. Who sees all of a queue sees every case of which it has a
   * part, so that the case itself is looked at only where they see one side.
   *
   * @param of the alias of {@code work_item}
   * @param queue the slug of a queue, or null for all
   */
  String parts(String of, String caseId, @Nullable String queue) {
    return visibility.whereQueueIsSeen(of + ".queue_id")
        + (viewer.sight().side() == null ? "" : visibility.whereCaseOf(caseId))
        + (queue == null ? "" : " and " + hasPart(caseId));
  }

  private static String hasPart(String caseId) {
    return "exists (select 1 from work_item ofq join queue q on q.id = ofq.queue_id where"
        + " ofq.case_id = "
        + caseId
        + " and q.slug = :queue and ofq.status <> 'WITHDRAWN')";
  }

  /** That a case is back, as far as whoever asks may know; with {@code and} before it. */
  String back(String of) {
    return " and " + visibility.whereRegressed(of);
  }

  boolean sees(UUID queueId) {
    return viewer.sight().hasQueue(queueId);
  }

  List<Object[]> rows(String sql, @Nullable String queue, Map<String, Object> parameters) {
    Query query = database.createNativeQuery(sql, Object[].class);
    parameters.forEach(query::setParameter);
    if (queue != null) {
      query.setParameter("queue", queue);
    }
    if (sql.contains(":seenQueues")) {
      visibility.bind(query);
    }
    var rows = new ArrayList<Object[]>();
    for (Object row : query.getResultList()) {
      rows.add((Object[]) row);
    }
    return rows;
  }

  static long number(Object value) {
    return value == null ? 0 : ((Number) value).longValue();
  }
}
