package dev.demarc.access.signin;

import dev.demarc.access.Caller;
import dev.demarc.access.Roles;
import dev.demarc.access.SeenQueues;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.access.oidc.OidcSettings;
import dev.demarc.access.oidc.ProviderClaims;
import dev.demarc.access.people.People;
import dev.demarc.access.people.Person;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Ids;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people of a provider: made when they first come, and kept as the provider describes them.
 * They are known by issuer and subject alone. A person with a password never becomes one of them:
 * by an address or a name that the provider gives, somebody else could take their place.
 */
@ApplicationScoped
public class ProviderPeople {

  private static final int LONGEST_NAME = 64;
  private static final long TURN = 4202;

  private final People people;
  private final Sessions sessions;
  private final ApiKeys keys;
  private final SeenQueues queues;
  private final OidcSettings settings;
  private final AuditLog log;

  ProviderPeople(
      People people,
      Sessions sessions,
      ApiKeys keys,
      SeenQueues queues,
      OidcSettings settings,
      AuditLog log) {
    this.people = people;
    this.sessions = sessions;
    this.keys = keys;
    this.queues = queues;
    this.settings = settings;
    this.log = log;
  }

  /** Held by the transaction; somebody who is deactivated is left as they are. */
  @Transactional(Transactional.TxType.MANDATORY)
  Person current(ProviderClaims who, String role) {
    var known = take(who);
    if (known.isEmpty()) {
      takeTurn();
      known = take(who);
    }
    var person = known.orElseGet(() -> add(who, role));
    if (!person.disabled) {
      describe(person, who);
      changeRole(person, role);
    }
    return person;
  }

  private Optional<Person> take(ProviderClaims who) {
    return people
        .find("issuer = ?1 and subject = ?2", who.issuer(), who.subject())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Two first sign-ins of one person come one after the other, and so do two of one name. */
  private void takeTurn() {
    people
        .getEntityManager()
        .createNativeQuery("select 1 from pg_advisory_xact_lock(" + TURN + ")")
        .getSingleResult();
  }

  private Person add(ProviderClaims who, String role) {
    var person = new Person();
    person.id = Ids.next();
    person.username = free(username(who.username()));
    person.issuer = who.issuer();
    person.subject = who.subject();
    person.role = role;
    person.queues = queues.parse(settings.firstQueues().map(List::copyOf).orElse(List.of()));
    person.createdAt = Instant.now();
    describe(person, who);
    people.persist(person);
    log.add(AuditKind.PERSON_ADDED, Caller.SYSTEM, person.username, role + ", by " + who.issuer());
    return person;
  }

  /**
   * {@code Jo.Doe@corp.example} is {@code jo.doe}; who has no name that can be used is a person.
   */
  public static String username(@Nullable String claimed) {
    var name = claimed == null ? "" : claimed.toLowerCase(Locale.ROOT);
    int at = name.indexOf('@');
    name = (at > 0 ? name.substring(0, at) : name).replaceAll("[^a-z0-9._-]+", "-");
    name = name.replaceAll("^[._-]+|[._-]+$", "");
    name = name.length() > LONGEST_NAME - 4 ? name.substring(0, LONGEST_NAME - 4) : name;
    return name.isEmpty() ? "person" : name;
  }

  private String free(String wanted) {
    var taken =
        Set.copyOf(
            people
                .getEntityManager()
                .createQuery(
                    "select username from Person where username = :name or username like :numbered",
                    String.class)
                .setParameter("name", wanted)
                .setParameter("numbered", wanted.replace("_", "\\_") + "-%")
                .getResultList());
    var name = wanted;
    for (int next = 2; taken.contains(name); next++) {
      name = wanted + "-" + next;
    }
    return name;
  }

  private static void describe(Person person, ProviderClaims who) {
    var name = who.name() == null ? null : TypedText.clean(who.name());
    person.name = name == null || name.isBlank() ? person.username : name;
    person.email = EmailAddress.of(who.email()).map(EmailAddress::value).orElse(null);
  }

  private void changeRole(Person person, String role) {
    if (person.role.equals(role)) {
      return;
    }
    if (person.role.equals(Roles.ADMINISTRATOR)) {
      keys.revokeAllOf(person, Caller.SYSTEM);
    }
    log.add(
        AuditKind.ROLE_CHANGED,
        Caller.SYSTEM,
        person.username,
        person.role + " to " + role + ", by " + person.issuer);
    person.role = role;
  }

  /**
   * Ends the sessions and keys of somebody who has no role any more.
   *
   * @return their user name; empty where they never were here
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<String> withoutRole(ProviderClaims who) {
    var known = take(who);
    known.ifPresent(
        person -> {
          sessions.endAll(person, null);
          keys.revokeAllOf(person, Caller.SYSTEM);
        });
    return known.map(person -> person.username);
  }
}
