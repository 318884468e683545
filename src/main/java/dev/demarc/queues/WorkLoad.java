package dev.demarc.queues;

import dev.demarc.access.CaseScope;
import dev.demarc.access.Viewer;
import dev.demarc.casework.WorkStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How much open work lies with whom, of what whoever asks sees. */
@ApplicationScoped
@Named("workLoad")
public class WorkLoad {

  /**
   * Parts of cases.
   *
   * @param overdue of whose clocks one has run out
   * @param dueSoon of whose clocks the next runs out within a day
   * @param unassigned that nobody has taken; 0 for a person
   */
  public record Load(long open, long overdue, long dueSoon, long unassigned) {

    public static final Load NONE = new Load(0, 0, 0, 0);
  }

  private static final Duration SOON = Duration.ofDays(1);

  private static final String OPEN =
      Arrays.stream(WorkStatus.values())
          .filter(WorkStatus::isOpen)
          .map(status -> "'" + status.name() + "'")
          .collect(Collectors.joining(", ", "w.status in (", ")"));

  private static final String COUNTS =
      """
       count(*) as open, count(*) filter (where k.due_at < :now) as overdue,
       count(*) filter (where k.due_at >= :now) as soon, count(*) filter (where w.assignee is null) as unassigned
      from work_item w
      left join (select case_id, side, min(due_at) as due_at from case_clock
                  where state in ('RUNNING', 'PAUSED') and side is not null and due_at < :soon
                  group by case_id, side) k on k.case_id = w.case_id and k.side = w.side
      where\
      """;

  private final EntityManager database;
  private final Viewer viewer;
  private final Clock clock;

  WorkLoad(EntityManager database, Viewer viewer, Clock clock) {
    this.database = database;
    this.viewer = viewer;
    this.clock = clock;
  }

  /** By queue. */
  @Transactional
  public Map<UUID, Load> ofQueues() {
    return rows("select w.queue_id as of," + COUNTS + " " + OPEN, " group by w.queue_id").stream()
        .collect(Collectors.toMap(row -> row.get("of", UUID.class), WorkLoad::load));
  }

  /** By user name, over all queues that whoever asks sees. */
  @Transactional
  public Map<String, Load> ofPeople() {
    return rows(
            "select w.assignee as of," + COUNTS + " w.assignee is not null and " + OPEN,
            " group by w.assignee")
        .stream()
        .collect(Collectors.toMap(row -> row.get("of", String.class), WorkLoad::load));
  }

  /** How many open parts there are by user name; read from an index alone where all are seen. */
  @Transactional
  public Map<String, Long> openOfPeople() {
    var sight = viewer.sight();
    var query =
        database.createNativeQuery(
            "select w.assignee as of, count(*) as open from work_item w where w.assignee is not"
                + " null and w.status in "
                + WorkStatus.OPEN_IN_SQL
                + where(sight)
                + " group by w.assignee",
            Tuple.class);
    bind(query, sight);
    List<?> found = query.getResultList();
    return found.stream()
        .map(Tuple.class::cast)
        .collect(Collectors.toMap(row -> row.get("of", String.class), row -> number(row, "open")));
  }

  private List<Tuple> rows(String sql, String group) {
    var sight = viewer.sight();
    var query =
        database
            .createNativeQuery(sql + where(sight) + group, Tuple.class)
            .setParameter("now", clock.instant())
            .setParameter("soon", clock.instant().plus(SOON));
    bind(query, sight);
    List<?> found = query.getResultList();
    return found.stream().map(Tuple.class::cast).toList();
  }

  private static void bind(Query query, CaseScope sight) {
    if (sight.queues() != null && !sight.queues().isEmpty()) {
      query.setParameter("queues", sight.queues());
    }
  }

  private static String where(CaseScope sight) {
    var queues =
        sight.queues() == null
            ? ""
            : sight.queues().isEmpty() ? " and 1 = 0" : " and w.queue_id in (:queues)";
    return queues
        + ("AWS".equals(sight.side())
            ? " and w.side = 'AWS'"
            : "CUSTOMER".equals(sight.side()) ? " and w.side = 'CUSTOMER'" : "");
  }

  private static Load load(Tuple row) {
    return new Load(
        number(row, "open"),
        number(row, "overdue"),
        number(row, "soon"),
        number(row, "unassigned"));
  }

  private static long number(Tuple row, String name) {
    return row.get(name, Number.class).longValue();
  }
}
