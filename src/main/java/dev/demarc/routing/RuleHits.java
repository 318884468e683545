package dev.demarc.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How much work each rule took lately. */
@ApplicationScoped
public class RuleHits {

  private static final Duration LATELY = Duration.ofDays(30);

  private final EntityManager database;
  private final Clock clock;

  RuleHits(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Parts of cases within 30 days, by the name of the rule that named the queue. */
  @Transactional
  public Map<String, Long> ofLastDays() {
    List<?> rows =
        database
            .createNativeQuery(
                "select rule, count(*) as hits from work_route where at > :since group by rule"
                    + " order by 2 desc limit 500",
                Tuple.class)
            .setParameter("since", clock.instant().minus(LATELY))
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .collect(
            Collectors.toMap(
                t -> t.get("rule", String.class), t -> t.get("hits", Number.class).longValue()));
  }
}
