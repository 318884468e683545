package dev.demarc.inventory.resolver;

import dev.demarc.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What resolvers have said. */
@ApplicationScoped
public class ResolverAnswers {

  /**
   * Who held something.
   *
   * @param resolver the name of who said so
   */
  public record Held(
      String resolver,
      String owner,
      String accountId,
      String resource,
      String service,
      String region,
      List<String> tags) {}

  /** An answer about the past stays true; one that is older than this is asked for again. */
  private static final Duration KEPT = Duration.ofDays(400);

  private final EntityManager database;
  private final Clock clock;

  ResolverAnswers(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Who held each of these at that time, by the newest answer; also by one that is to be asked for
   * again, until the new one is there. Without those that nobody is known to have held.
   */
  @Transactional
  public Map<String, Held> of(Collection<String> values, Instant at) {
    if (values.isEmpty()) {
      return Map.of();
    }
    List<?> rows =
        database
            .createNativeQuery(
                "select distinct on (a.asked) a.asked, r.name, a.owner, a.account_id, a.resource,"
                    + " a.service, a.region, a.tags from resolver_answer a join holder_resolver r"
                    + " on r.id = a.resolver_id and r.enabled where a.asked = any(:values) and"
                    + " a.valid_from <= :at and a.valid_until >= :minute order by a.asked,"
                    + " a.answered_at desc, a.id desc",
                Tuple.class)
            .setParameter("values", values.toArray(String[]::new))
            .setParameter("at", at)
            .setParameter("minute", at.truncatedTo(java.time.temporal.ChronoUnit.MINUTES))
            .getResultList();
    var held = new HashMap<String, Held>();
    for (Object row : rows) {
      var tuple = (Tuple) row;
      if (tuple.get("owner") != null) {
        held.put(
            tuple.get("asked", String.class),
            new Held(
                tuple.get("name", String.class),
                tuple.get("owner", String.class),
                tuple.get("account_id", String.class),
                tuple.get("resource", String.class),
                tuple.get("service", String.class),
                tuple.get("region", String.class),
                List.of((String[]) tuple.get("tags"))));
      }
    }
    return held;
  }

  /** Whether an answer is there and stands. */
  @Transactional
  boolean isThere(UUID resolver, String asked, Instant at) {
    return !database
        .createNativeQuery(
            "select 1 from resolver_answer where resolver_id = :resolver and asked = :asked and"
                + " valid_from <= :at and valid_until >= :at and expires_at > :now limit 1")
        .setParameter("resolver", resolver)
        .setParameter("asked", asked)
        .setParameter("at", at)
        .setParameter("now", clock.instant())
        .getResultList()
        .isEmpty();
  }

  /**
   * Keeps an answer in the place of those of the same time; holds the resolver first, as whoever
   * removes it does.
   */
  @Transactional
  void store(StoredResolver by, ResolverQuestions.Question question, ResolverAnswer answer) {
    var now = clock.instant();
    var age =
        answer.maxAgeSeconds() != null
            ? answer.maxAgeSeconds()
            : answer.holder() == null ? by.unknownSeconds() : by.freshSeconds();
    int there =
        database
            .createNativeQuery(
                "update holder_resolver set answered_at = :now, failing_since = null, last_error = null"
                    + " where id = :id")
            .setParameter("now", now)
            .setParameter("id", by.id())
            .executeUpdate();
    if (there == 0) {
      return;
    }
    database
        .createNativeQuery(
            "delete from resolver_answer where resolver_id = :resolver and (asked = :asked and"
                + " valid_from <= :at and valid_until >= :at or answered_at < :old)")
        .setParameter("resolver", by.id())
        .setParameter("asked", question.asked())
        .setParameter("at", question.at())
        .setParameter("old", now.minus(KEPT))
        .executeUpdate();
    var holder = answer.holder();
    database
        .createNativeQuery(
            "insert into resolver_answer (id, resolver_id, asked, valid_from, valid_until, owner,"
                + " contact, account_id, resource, service, region, tags, answered_at, expires_at)"
                + " values (:id, :resolver, :asked, :from, :until, cast(:owner as text),"
                + " cast(:contact as text), cast(:account as text), cast(:resource as text),"
                + " cast(:service as text), cast(:region as text), :tags, :now, :expires)")
        .setParameter("id", Ids.next())
        .setParameter("resolver", by.id())
        .setParameter("asked", question.asked())
        .setParameter("from", answer.from())
        .setParameter("until", answer.until())
        .setParameter("owner", holder == null ? null : holder.owner())
        .setParameter("contact", holder == null ? null : holder.contact())
        .setParameter("account", holder == null ? null : holder.accountId())
        .setParameter("resource", holder == null ? null : holder.resource())
        .setParameter("service", holder == null ? null : holder.service())
        .setParameter("region", holder == null ? null : holder.region())
        .setParameter("tags", answer.allTags().toArray(String[]::new))
        .setParameter("now", now)
        .setParameter("expires", now.plusSeconds(age))
        .executeUpdate();
  }
}
