package dev.demarc.policy;

import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The append-only list of what was done to what decides. */
@ApplicationScoped
public class PolicyTimeline {

  /**
   * @param reason null where none was asked for
   */
  public record Event(Instant at, String actor, String what, String reason) {}

  private final EntityManager database;
  private final Clock clock;

  PolicyTimeline(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void add(Actor actor, String what, @Nullable String reason) {
    database
        .createNativeQuery(
            "insert into policy_event (id, at, actor, what, reason)"
                + " values (:id, :at, :actor, :what, cast(:reason as text))")
        .setParameter("id", Ids.next())
        .setParameter("at", clock.instant())
        .setParameter("actor", actor.name())
        .setParameter("what", what)
        .setParameter("reason", reason)
        .executeUpdate();
  }

  List<Event> latest(int limit) {
    List<?> rows =
        database
            .createNativeQuery(
                "select at, actor, what, reason from policy_event order by id desc", Tuple.class)
            .setMaxResults(limit)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(
            t ->
                new Event(
                    t.get(0, Instant.class),
                    (String) t.get(1),
                    (String) t.get(2),
                    (String) t.get(3)))
        .toList();
  }

  /**
   * @throws Problem where there is none or it is too long
   */
  static String reason(String text) {
    var reason = TypedText.clean(text);
    if (reason == null || reason.isBlank()) {
      throw Problem.invalid("reason", "say why, so that the next reader can follow");
    }
    if (reason.length() > 4000) {
      throw Problem.invalid("reason", "must have at most 4,000 characters");
    }
    return reason;
  }
}
