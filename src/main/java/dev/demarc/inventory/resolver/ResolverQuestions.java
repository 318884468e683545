package dev.demarc.inventory.resolver;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.IndicatorType;
import dev.demarc.shared.NetworkPrefix;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What resolvers are still to be asked. */
@ApplicationScoped
public class ResolverQuestions {

  /** One question. */
  record Question(UUID id, String asked, String type, Instant at, int attempts) {}

  /** Of one report, so that a list of addresses does not become a flood of questions. */
  private static final int MOST_OF_A_REPORT = 20;

  private static final int MOST_ATTEMPTS = 10;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(20);
  private static final Duration LONGEST_WAIT = Duration.ofHours(6);
  private static final int LONGEST_ERROR = 300;

  private final EntityManager database;
  private final Clock clock;

  ResolverQuestions(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Has the resolvers concerned asked who held what a report names; their jobs do, within seconds
   * after the transaction has ended. What is answered already, and stands, is not asked again.
   *
   * @param at the time of the event
   */
  @Transactional
  public void ask(List<Indicator> indicators, Instant at) {
    if (!isAnyThere()) {
      return;
    }
    var addresses = new LinkedHashSet<String>();
    var names = new LinkedHashSet<String>();
    for (var indicator : indicators) {
      if (indicator.role().isOfTheEvent() && addresses.size() + names.size() < MOST_OF_A_REPORT) {
        switch (indicator.type()) {
          case IPV4, IPV6 -> {
            if (NetworkPrefix.addressOf(indicator.value()) != null) {
              addresses.add(indicator.value());
            }
          }
          case DOMAIN -> names.add(indicator.value());
          default -> {
            // whose account, instance or bucket it is, the inventory knows
          }
        }
      }
    }
    var when = asked(at).truncatedTo(ChronoUnit.MINUTES);
    store(
        "exists (select 1 from unnest(r.networks) n where n >>= cast(u.value as inet))",
        IndicatorType.IPV4,
        addresses,
        when);
    store(
        "exists (select 1 from unnest(r.domains) d where u.value = d or u.value like '%.' || d)",
        IndicatorType.DOMAIN, names, when);
  }

  /** A time that cannot be is a mistake of the report's; then the present counts. */
  private Instant asked(Instant at) {
    var now = clock.instant();
    return at.isBefore(Instant.EPOCH) || at.isAfter(now) ? now : at;
  }

  private boolean isAnyThere() {
    return !database
        .createNativeQuery("select 1 from holder_resolver where enabled limit 1")
        .getResultList()
        .isEmpty();
  }

  /** A resolver that is being removed is waited for, and is asked nothing then. */
  private void store(
      String concerned, IndicatorType type, LinkedHashSet<String> values, Instant at) {
    if (values.isEmpty()) {
      return;
    }
    database
        .createNativeQuery(
            "insert into resolver_question (id, resolver_id, asked, type, at, asked_first,"
                + " next_try) select gen_random_uuid(), c.id, c.value, c.type, :at, :now, :now"
                + " from (select r.id, u.value, :type from (select r.* from holder_resolver r where"
                + " r.enabled and exists (select 1 from unnest(cast(:values as text[])) as u(value)"
                + " where "
                + concerned
                + ") order by r.id for key share) r, unnest(cast(:values as text[])) as u(value)"
                + " where "
                + concerned
                + ") as c(id, value, type) where not exists (select 1 from resolver_answer a"
                + " where a.resolver_id = c.id and a.asked = c.value and a.valid_from <= :at and"
                + " a.valid_until >= :at and a.expires_at > :now)"
                // in one order, so that no two reports that name the same wait for each other
                + " order by c.id, c.value on conflict do nothing")
        .setParameter("values", values.toArray(String[]::new))
        .setParameter("type", type == IndicatorType.DOMAIN ? "domain" : "address")
        .setParameter("at", at)
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  @Transactional
  List<Question> due(UUID resolver, int most) {
    List<?> rows =
        database
            .createNativeQuery(
                "select id, asked, type, at, attempts from resolver_question where resolver_id ="
                    + " :resolver and next_try <= :now order by next_try, id",
                Tuple.class)
            .setParameter("resolver", resolver)
            .setParameter("now", clock.instant())
            .setMaxResults(most)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(
            t ->
                new Question(
                    t.get("id", UUID.class),
                    t.get("asked", String.class),
                    t.get("type", String.class),
                    t.get("at", Instant.class),
                    t.get("attempts", Integer.class)))
        .toList();
  }

  /** When the next is due; empty where none waits. */
  @Transactional
  Optional<Instant> nextDue(UUID resolver) {
    List<?> found =
        database
            .createNativeQuery(
                "select min(next_try) from resolver_question where resolver_id = :resolver",
                Instant.class)
            .setParameter("resolver", resolver)
            .getResultList();
    return Optional.ofNullable((Instant) found.get(0));
  }

  /**
   * Tries again later, twice as late each time; after the tenth time it gives up, and what was
   * asked about stays nobody's until the next report asks again.
   */
  @Transactional
  void failed(UUID resolver, Question question, String why) {
    var error = why.length() > LONGEST_ERROR ? why.substring(0, LONGEST_ERROR) : why;
    // first, as whoever removes the resolver holds it and then its questions
    database
        .createNativeQuery(
            "update holder_resolver set failing_since = coalesce(failing_since, :now), last_error ="
                + " :error where id = :id")
        .setParameter("now", clock.instant())
        .setParameter("error", error)
        .setParameter("id", resolver)
        .executeUpdate();
    if (question.attempts() + 1 >= MOST_ATTEMPTS) {
      remove(question.id());
    } else {
      var wait = FIRST_WAIT.multipliedBy(1L << Math.min(20, question.attempts()));
      database
          .createNativeQuery(
              "update resolver_question set attempts = attempts + 1, error = :error, next_try ="
                  + " :next where id = :id")
          .setParameter("error", error)
          .setParameter(
              "next", clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait))
          .setParameter("id", question.id())
          .executeUpdate();
    }
  }

  @Transactional
  void remove(UUID id) {
    database
        .createNativeQuery("delete from resolver_question where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }
}
