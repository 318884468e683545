package dev.demarc.insights;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.responsibility.matrix.Layer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** The cases whose decision in force points at one cell of the matrix. */
@ApplicationScoped
public class CasesAtCell {

  private static final Duration LATELY = Duration.ofDays(30);

  /**
   * @param open cases that are open
   * @param lately cases opened within 30 days
   * @param overruled of these, cases in which a person decided otherwise than the engine had
   */
  public record Counts(long open, long lately, long overruled) {}

  private final EntityManager database;
  private final CaseVisibility visibility;
  private final Clock clock;

  CasesAtCell(EntityManager database, CaseVisibility visibility, Clock clock) {
    this.database = database;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * @param service the matrix's name
   */
  @Transactional
  public Counts count(String service, Layer layer) {
    var row =
        (Object[])
            visibility
                .bind(
                    database
                        .createNativeQuery(
                            "select count(*) filter (where c.status = 'OPEN'),"
                                + " count(*) filter (where c.opened_at >= :since),"
                                + " count(*) filter (where c.opened_at >= :since and exists (select"
                                + " from assessment a where a.case_id = c.id and a.in_force and"
                                + " a.made_by = 'PERSON')) from incident_case c where c.service ="
                                + " :service and (c.status = 'OPEN' or c.opened_at >= :since and"
                                + " c.status <> 'MERGED') and cast(:layer as text) = any(c.layers)"
                                + visibility.where("c"),
                            Object[].class)
                        .setParameter("service", service)
                        .setParameter("layer", layer.slug())
                        .setParameter("since", clock.instant().minus(LATELY)))
                .getSingleResult();
    return new Counts(number(row[0]), number(row[1]), number(row[2]));
  }

  private static long number(Object count) {
    return ((Number) count).longValue();
  }
}
