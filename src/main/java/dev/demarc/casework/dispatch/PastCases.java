package dev.demarc.casework.dispatch;

import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases as they were decided, for replaying a draft over them and for learning from them. */
@ApplicationScoped
public class PastCases {

  /**
   * @param responsibility the decision in force
   * @param byPerson whether a person made it
   * @param settled whether it may be learned from: a person made it, or the case was resolved under
   *     it without anybody disagreeing
   * @param answers what people answered to open questions, by the question's id
   */
  public record PastCase(
      UUID id,
      String key,
      Responsibility responsibility,
      boolean byPerson,
      boolean settled,
      UUID firstReport,
      Instant openedAt,
      Map<String, String> answers) {}

  private static final String SELECT =
      "select c.id, c.key, a.responsibility, a.made_by = 'PERSON' as by_person,"
          + " (a.made_by = 'PERSON' or c.status = 'CLOSED' and c.outcome = 'fixed') as settled,"
          + " r.report_id, c.opened_at"
          + " from incident_case c join assessment a on a.case_id = c.id and a.in_force"
          + " cross join lateral (select report_id from case_report where case_id = c.id"
          + " order by report_id limit 1) r"
          + " where c.status <> 'MERGED' and c.id < :before order by c.id desc";

  private final EntityManager database;

  PastCases(EntityManager database) {
    this.database = database;
  }

  /**
   * The newest cases first.
   *
   * @param before the last case of the page before; null for the first page
   */
  @Transactional
  public List<PastCase> page(@Nullable UUID before, int limit) {
    List<?> rows =
        database
            .createNativeQuery(SELECT, Tuple.class)
            .setParameter("before", before == null ? Cursor.ABOVE_ALL : before)
            .setMaxResults(limit)
            .getResultList();
    var tuples = rows.stream().map(Tuple.class::cast).toList();
    var answers = answers(tuples.stream().map(t -> (UUID) t.get(0)).toList());
    return tuples.stream()
        .map(
            t ->
                new PastCase(
                    (UUID) t.get(0),
                    (String) t.get(1),
                    Responsibility.valueOf((String) t.get(2)),
                    (Boolean) t.get(3),
                    (Boolean) t.get(4),
                    (UUID) t.get(5),
                    t.get(6, Instant.class),
                    answers.getOrDefault((UUID) t.get(0), Map.of())))
        .toList();
  }

  private Map<UUID, Map<String, String>> answers(List<UUID> cases) {
    var answers = new HashMap<UUID, Map<String, String>>();
    List<?> rows =
        database
            .createNativeQuery(
                "select case_id, question, answer from case_answer where case_id = any(:cases)",
                Tuple.class)
            .setParameter("cases", cases.toArray(UUID[]::new))
            .getResultList();
    for (Object row : rows) {
      var tuple = (Tuple) row;
      answers
          .computeIfAbsent((UUID) tuple.get(0), id -> new HashMap<>())
          .put((String) tuple.get(1), (String) tuple.get(2));
    }
    return answers;
  }

  /** How many there are to replay. */
  @Transactional
  public long count() {
    return ((Number)
            database
                .createNativeQuery("select count(*) from incident_case where status <> 'MERGED'")
                .getSingleResult())
        .longValue();
  }
}
