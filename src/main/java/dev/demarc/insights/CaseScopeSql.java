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
    return visibility.where(of)
        + (queue == null
            ? ""
            : " and exists (select 1 from work_item ofq join queue q on q.id = ofq.queue_id where"
                + " ofq.case_id = "
                + of
                + ".id and q.slug = :queue and ofq.status <> 'WITHDRAWN')");
  }

  /** As {@link #cases} without a queue, of a row that only has the id of a case. */
  String casesOf(String caseId) {
    return visibility.whereCaseOf(caseId);
  }

  /** That a case is back, as far as whoever asks may know; with {@code and} before it. */
  String back(String of) {
    return " and " + visibility.whereRegressed(of);
  }

  /** That a queue is one of theirs; with {@code and} before it. */
  String queues(String queueId) {
    return visibility.whereQueueIsSeen(queueId);
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
