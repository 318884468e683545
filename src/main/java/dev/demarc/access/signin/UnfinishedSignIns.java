package dev.demarc.access.signin;

import dev.demarc.access.Secret;
import dev.demarc.access.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Those who gave the right password and have still to give a code, or to set up a second factor.
 * They are no sessions, so that no page can take one for a session.
 */
@ApplicationScoped
public class UnfinishedSignIns {

  /** Enough to set up an authenticator. */
  static final Duration LAST = Duration.ofMinutes(15);

  private final EntityManager database;
  private final Clock clock;

  UnfinishedSignIns(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @return the token for the cookie
   */
  @Transactional(Transactional.TxType.MANDATORY)
  String begin(UUID person) {
    var token = Secret.token();
    database
        .createNativeQuery(
            "insert into unfinished_sign_in (token_hash, person_id, expires_at) values (:hash,"
                + " :person, :until)")
        .setParameter("hash", Secret.hash(token))
        .setParameter("person", person)
        .setParameter("until", clock.instant().plus(LAST))
        .executeUpdate();
    return token;
  }

  /** Empty where it ended, and where the person is deactivated. */
  @Transactional
  Optional<Person> find(String token) {
    List<Person> found =
        database
            .createNativeQuery(
                "select p.* from unfinished_sign_in u join person p on p.id = u.person_id where"
                    + " u.token_hash = :hash and u.expires_at > :now and not p.disabled",
                Person.class)
            .setParameter("hash", Secret.hash(token))
            .setParameter("now", clock.instant())
            .getResultList();
    return found.stream().findFirst();
  }

  /** Whether it was there: of two requests with one token, one goes on. */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean end(String token) {
    return database
            .createNativeQuery("delete from unfinished_sign_in where token_hash = :hash")
            .setParameter("hash", Secret.hash(token))
            .executeUpdate()
        > 0;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void endAllOf(UUID person) {
    database
        .createNativeQuery("delete from unfinished_sign_in where person_id = :person")
        .setParameter("person", person)
        .executeUpdate();
  }

  @Transactional
  void tidy() {
    database
        .createNativeQuery("delete from unfinished_sign_in where expires_at < :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
  }
}
