package dev.demarc.queues;

import dev.demarc.access.CaseScope;
import dev.demarc.access.Viewer;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.routing.rules.Gives;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the rules gave to the parts of a case. */
@Named("caseRoutes")
@ApplicationScoped
public class CaseRoutes {

  /**
   * @param rule the one that named the queue, when the part was routed last
   * @param version the number of the version of the rules
   */
  public record Given(Side side, String rule, int version, Gives gives, Instant at) {}

  private final EntityManager database;
  private final Viewer viewer;

  CaseRoutes(EntityManager database, Viewer viewer) {
    this.database = database;
    this.viewer = viewer;
  }

  /** Of the parts that whoever asks sees; empty where there is no such case. */
  @Transactional
  public List<Given> of(CaseKey key) {
    var sight = viewer.sight();
    List<?> rows =
        database
            .createNativeQuery(
                "select w.side, w.queue_id, r.rule, r.version, r.priority, r.clock_policy,"
                    + " r.playbook, r.template, r.watchers, r.at from incident_case c join"
                    + " work_item w on w.case_id = c.id and w.status <> 'WITHDRAWN' join work_route"
                    + " r on r.work_item_id = w.id where c.key = :key order by w.side",
                Tuple.class)
            .setParameter("key", key.value())
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .filter(row -> isSeen(sight, row))
        .map(CaseRoutes::given)
        .toList();
  }

  private static boolean isSeen(CaseScope sight, Tuple row) {
    return sight.has(row.get("queue_id", UUID.class), row.get("side", String.class));
  }

  /** For a page; empty where nothing but a queue was given. */
  public Optional<Given> to(String key, Side side) {
    return CaseKey.parse(key).stream()
        .flatMap(parsed -> of(parsed).stream())
        .filter(given -> given.side() == side && !given.gives().isNothing())
        .findFirst();
  }

  private static Given given(Tuple row) {
    var priority = row.get("priority", String.class);
    return new Given(
        Side.valueOf(row.get("side", String.class)),
        row.get("rule", String.class),
        row.get("version", Integer.class),
        new Gives(
            null,
            priority == null ? null : Priority.valueOf(priority),
            row.get("clock_policy", String.class),
            row.get("playbook", String.class),
            row.get("template", String.class),
            List.of((String[]) row.get("watchers"))),
        row.get("at", Instant.class));
  }
}
