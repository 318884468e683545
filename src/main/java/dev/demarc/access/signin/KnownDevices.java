package dev.demarc.access.signin;

import dev.demarc.access.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The browsers that people have signed in with. Their cookie opens nothing; it only has failures of
 * the same name elsewhere not count for them.
 */
@ApplicationScoped
public class KnownDevices {

  static final Duration KEPT = Duration.ofDays(180);
  private static final int MOST_OF_ONE = 20;

  private final EntityManager database;
  private final Clock clock;

  KnownDevices(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Transactional
  boolean knows(@Nullable String token, UUID person) {
    return token != null && used(token, person);
  }

  private boolean used(String token, UUID person) {
    return !database
        .createNativeQuery(
            "select 1 from known_device where token_hash = :hash and person_id = :person and"
                + " used_at > :since")
        .setParameter("hash", Secret.hash(token))
        .setParameter("person", person)
        .setParameter("since", clock.instant().minus(KEPT))
        .getResultList()
        .isEmpty();
  }

  /**
   * @param token the cookie that the browser has; a browser keeps it through all its people
   * @return the token that it is to keep
   */
  @Transactional
  String remember(@Nullable String token, UUID person) {
    var kept = token != null && isKnown(token) ? token : Secret.token();
    database
        .createNativeQuery(
            "insert into known_device (token_hash, person_id, created_at, used_at) values (:hash,"
                + " :person, :now, :now) on conflict (token_hash, person_id) do update set used_at"
                + " = excluded.used_at")
        .setParameter("hash", Secret.hash(kept))
        .setParameter("person", person)
        .setParameter("now", clock.instant())
        .executeUpdate();
    database
        .createNativeQuery(
            "delete from known_device where person_id = :person and token_hash not in (select"
                + " token_hash from known_device where person_id = :person order by used_at desc"
                + " limit :most)")
        .setParameter("person", person)
        .setParameter("most", MOST_OF_ONE)
        .executeUpdate();
    return kept;
  }

  /** A token that is none of ours is never taken over: another could have planted it. */
  private boolean isKnown(String token) {
    return !database
        .createNativeQuery("select 1 from known_device where token_hash = :hash")
        .setParameter("hash", Secret.hash(token))
        .getResultList()
        .isEmpty();
  }

  @Transactional
  public void forget(UUID person) {
    database
        .createNativeQuery("delete from known_device where person_id = :person")
        .setParameter("person", person)
        .executeUpdate();
  }

  @Transactional
  void tidy() {
    database
        .createNativeQuery("delete from known_device where used_at < :before")
        .setParameter("before", clock.instant().minus(KEPT))
        .executeUpdate();
  }
}
