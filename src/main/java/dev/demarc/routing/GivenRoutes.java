package dev.demarc.routing;

import dev.demarc.responsibility.matrix.Side;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rules gave to the parts of a case, for the features that act by it. */
@ApplicationScoped
public class GivenRoutes {

  /**
   * What a part was given when it was routed last.
   *
   * @param queueId the queue that it was routed to; null where that is gone
   * @param rule the name of the rule that named the queue
   * @param clockPolicy slug; null where none was given, as with the following
   */
  public record GivenRoute(
      UUID workItem,
      Side side,
      @Nullable UUID queueId,
      String rule,
      @Nullable String clockPolicy,
      @Nullable String playbook,
      @Nullable String template) {}

  private final EntityManager database;

  GivenRoutes(EntityManager database) {
    this.database = database;
  }

  /** Of the parts that are not withdrawn, AWS's first. */
  @Transactional
  public List<GivenRoute> of(UUID caseId) {
    database.flush();
    List<?> rows =
        database
            .createNativeQuery(
                "select r.work_item_id, w.side, r.queue_id, r.rule, r.clock_policy, r.playbook,"
                    + " r.template from work_item w join work_route r on r.work_item_id = w.id"
                    + " where w.case_id = :id and w.status <> 'WITHDRAWN' order by w.side",
                Tuple.class)
            .setParameter("id", caseId)
            .getResultList();
    return rows.stream().map(row -> route((Tuple) row)).toList();
  }

  private static GivenRoute route(Tuple row) {
    return new GivenRoute(
        row.get(0, UUID.class),
        Side.valueOf(row.get(1, String.class)),
        row.get(2, UUID.class),
        row.get(3, String.class),
        row.get(4, String.class),
        row.get(5, String.class),
        row.get(6, String.class));
  }

  /**
   * Notes that the timeline tells that a part's playbook is not to be had.
   *
   * @return whether it was not noted before
   */
  @Transactional
  public boolean missPlaybook(UUID workItem) {
    return miss("playbook_missed", workItem);
  }

  /** The same of the text for its reply. */
  @Transactional
  public boolean missTemplate(UUID workItem) {
    return miss("template_missed", workItem);
  }

  private boolean miss(String column, UUID workItem) {
    return database
            .createNativeQuery(
                "update work_route set "
                    + column
                    + " = true where work_item_id = :id and not "
                    + column)
            .setParameter("id", workItem)
            .executeUpdate()
        > 0;
  }
}
