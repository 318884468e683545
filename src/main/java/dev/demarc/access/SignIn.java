package dev.demarc.access;

import dev.demarc.shared.TypedText;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Signs people in to the console and out again. */
@ApplicationScoped
public class SignIn {

  public static final Duration SESSION_LASTS = Duration.ofHours(12);

  static final int FAILURES_BEFORE_LOCK = 8;
  static final Duration LOCK = Duration.ofMinutes(5);

  /** Compared against where there is no such person, so that both answers take as long. */
  private static final String NOBODYS_HASH = BcryptUtil.bcryptHash("nobody");

  private final EntityManager database;
  private final Clock clock;

  SignIn(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @return the token for the session cookie, or nothing: wrong name, wrong password, disabled, or
   *     locked after too many failures (which one is not told)
   */
  @Transactional
  public Optional<String> signIn(String username, String password) {
    var person = find(username);
    var hash = person.map(p -> p.passwordHash).orElse(NOBODYS_HASH);
    boolean matches = BcryptUtil.matches(password == null ? "" : password, hash);
    if (person.isEmpty() || person.get().disabled || isLocked(person.get())) {
      return Optional.empty();
    }
    if (!matches) {
      countFailure(person.get());
      return Optional.empty();
    }
    person.get().failedLogins = 0;
    person.get().lockedUntil = null;
    return Optional.of(open(person.get()));
  }

  private Optional<Person> find(String username) {
    return database
        .createQuery("from Person where username = :username", Person.class)
        .setParameter("username", username == null ? "" : TypedText.clean(username))
        .getResultStream()
        .findFirst();
  }

  private boolean isLocked(Person person) {
    return person.lockedUntil != null && person.lockedUntil.isAfter(clock.instant());
  }

  private void countFailure(Person person) {
    person.failedLogins++;
    if (person.failedLogins >= FAILURES_BEFORE_LOCK) {
      person.failedLogins = 0;
      person.lockedUntil = clock.instant().plus(LOCK);
    }
  }

  private String open(Person person) {
    database
        .createQuery("delete from Session where expiresAt < :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
    var token = Secret.token();
    var session = new Session();
    session.tokenHash = Secret.hash(token);
    session.person = person;
    session.createdAt = clock.instant();
    session.expiresAt = clock.instant().plus(SESSION_LASTS);
    database.persist(session);
    return token;
  }

  @Transactional
  public void signOut(String token) {
    database
        .createQuery("delete from Session where tokenHash = :hash")
        .setParameter("hash", Secret.hash(token))
        .executeUpdate();
  }
}
