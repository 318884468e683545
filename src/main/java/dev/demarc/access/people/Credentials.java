package dev.demarc.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Reads what a password is held against, in transactions that end before it is hashed. */
@ApplicationScoped
public class Credentials {

  /** Somebody, as they were when their password was looked at. */
  public record Known(UUID id, String username, String hash, boolean disabled) {}

  private final EntityManager database;

  Credentials(EntityManager database) {
    this.database = database;
  }

  /** Nobody where there is no password, as of people for whom a provider vouches. */
  @Transactional
  public Optional<Known> find(String username) {
    return database
        .createQuery("from Person where username = :username", Person.class)
        .setParameter("username", username)
        .getResultStream()
        .findFirst()
        .flatMap(
            p ->
                Optional.ofNullable(p.passwordHash)
                    .map(hash -> new Known(p.id, p.username, hash, p.disabled)));
  }

  @Transactional
  public boolean bcryptInUse() {
    return (Boolean)
        database
            .createNativeQuery(
                "select exists (select 1 from person where password_hash like '$2%')",
                Boolean.class)
            .getSingleResult();
  }

  /**
   * Holds the person; nothing where the password was changed or they were deactivated meanwhile.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Person> take(Known known) {
    return Optional.ofNullable(
            database.find(Person.class, known.id(), LockModeType.PESSIMISTIC_WRITE))
        // none is left of somebody for whom a provider vouches since then
        .filter(person -> !person.disabled && known.hash().equals(person.passwordHash));
  }
}
