package dev.demarc.access.people;

import dev.demarc.access.Caller;
import dev.demarc.access.PersonAdded;
import dev.demarc.access.Roles;
import dev.demarc.access.SeenQueues;
import dev.demarc.access.Viewer;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.passwords.PasswordHashes;
import dev.demarc.access.passwords.PasswordPolicy;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The people who may sign in. */
@ApplicationScoped
public class People implements PanacheRepositoryBase<Person, UUID> {

  /** In the order in which they may do more. */
  public static final List<String> ROLES =
      List.of(Roles.ANALYST, Roles.LEAD, Roles.AUDITOR, Roles.ADMINISTRATOR);

  /**
   * One person, without their password.
   *
   * @param queues slugs of the queues whose cases they see; empty for all
   * @param side {@code aws} or {@code customer}, whose cases they see; null for both
   * @param issuer who vouches for them; null where they have a password
   */
  public record PersonEntry(
      String username,
      @Nullable String name,
      @Nullable String email,
      String role,
      List<String> queues,
      @Nullable String side,
      @Nullable String issuer,
      boolean disabled) {

    /** Whether every case is shown to them. */
    public boolean isUnlimited() {
      return queues.isEmpty() && side == null;
    }
  }

  /** Somebody to add; what is null or blank but the user name is left open. */
  public record Wanted(
      String username,
      String name,
      @Nullable String email,
      String role,
      @Nullable String password) {}

  private static final Logger LOG = Logger.getLogger(People.class);

  private final Clock clock;
  private final AuditLog log;
  private final PasswordPolicy policy;
  private final PasswordHashes hashes;
  private final SeenQueues queues;
  private final Viewer viewer;
  private final Event<PersonAdded> added;

  /** What a person is made of, who asks about them, and who hears of new ones. */
  People(
      Clock clock,
      AuditLog log,
      PasswordPolicy policy,
      PasswordHashes hashes,
      SeenQueues queues,
      Viewer viewer,
      Event<PersonAdded> added) {
    this.clock = clock;
    this.log = log;
    this.policy = policy;
    this.hashes = hashes;
    this.queues = queues;
    this.viewer = viewer;
    this.added = added;
  }

  public boolean isEmpty() {
    return count() == 0;
  }

  /**
   * No transaction lasts while the password is hashed.
   *
   * @throws Problem INVALID naming the field; CONFLICT where the user name is taken
   */
  public void add(Wanted wanted, Caller by) {
    var person = prepare(wanted);
    QuarkusTransaction.requiringNew().run(() -> add(person, by));
  }

  private Person prepare(Wanted wanted) {
    requireUsername(wanted.username());
    requireRole(wanted.role());
    var person = withoutPassword(wanted);
    policy.require(wanted.password(), namesOf(person));
    person.passwordHash = hashes.hash(wanted.password());
    return person;
  }

  /**
   * The first administrator, whose password may come from the configuration; stored by {@link
   * #add(Person, Caller)}.
   *
   * @throws Problem INVALID where the password cannot be used
   */
  public Person prepareFirst(Wanted wanted) {
    var person = withoutPassword(wanted);
    policy
        .requireConfigured(wanted.password(), namesOf(person))
        .ifPresent(
            why ->
                LOG.warnf(
                    "The configured password of %s %s; change it under Settings, Your account",
                    wanted.username(), why));
    person.passwordHash = hashes.hash(wanted.password());
    return person;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void add(Person person, Caller by) {
    if (find("username", person.username).count() > 0) {
      throw new Problem(
          ProblemType.CONFLICT, "There is a person named " + person.username + " already.");
    }
    persist(person);
    log.add(AuditKind.PERSON_ADDED, by, person.username, person.role);
    added.fire(
        new PersonAdded(person.username, person.name, person.email, person.role, by.actor()));
  }

  private static void requireUsername(String username) {
    if (username == null || !username.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw Problem.invalid(
          "username", "use lower-case letters, digits, dots, hyphens; 64 characters at most");
    }
  }

  public static void requireRole(String role) {
    if (role == null || !ROLES.contains(role)) {
      throw Problem.invalid("role", "must be administrator, lead, analyst or auditor");
    }
  }

  private Person withoutPassword(Wanted wanted) {
    var person = new Person();
    person.id = Ids.next();
    person.username = wanted.username();
    person.name =
        wanted.name() == null || wanted.name().isBlank()
            ? wanted.username()
            : TypedText.clean(wanted.name());
    person.email = EmailAddress.of(wanted.email()).map(EmailAddress::value).orElse(null);
    person.role = wanted.role();
    person.createdAt = clock.instant();
    return person;
  }

  /** What a password of theirs must not be made of. */
  public static List<String> namesOf(Person person) {
    var names = new ArrayList<String>();
    names.add(person.username);
    names.add(person.name);
    names.add(person.email);
    return names;
  }

  /** By user name, 500 at most. */
  @Transactional
  public List<PersonEntry> all() {
    var slugs = queues.slugs();
    return findAll(Sort.by("username")).page(0, 500).stream().map(p -> entry(p, slugs)).toList();
  }

  /** Whom the caller may give work to: those who see some of the same cases. */
  @Transactional
  public List<PersonEntry> assignable() {
    var sight = viewer.sight();
    var slugs = queues.slugs();
    return find("disabled = false and role <> ?1 order by username", Roles.AUDITOR)
        .page(0, 500)
        .stream()
        .filter(person -> person.sight().overlaps(sight))
        .map(person -> entry(person, slugs))
        .toList();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public PersonEntry get(@Nullable String username) {
    return entry(required(username), queues.slugs());
  }

  public Person required(@Nullable String username) {
    var person = find("username", username).firstResult();
    if (person == null) {
      throw Problem.notFound("There is no person named " + username + ".");
    }
    return person;
  }

  /**
   * @throws Problem CONFLICT where a provider vouches for the person
   */
  public static void requirePassword(Person person, String why) {
    if (person.issuer != null) {
      throw new Problem(
          ProblemType.CONFLICT, person.username + " signs in by " + person.issuer + ". " + why);
    }
  }

  private static PersonEntry entry(Person p, Map<UUID, String> slugs) {
    return new PersonEntry(
        p.username,
        p.name,
        p.email,
        p.role,
        SeenQueues.named(p.queues, slugs),
        SeenQueues.sideSlug(p.side),
        p.issuer,
        p.disabled);
  }

  /**
   * Whether somebody may be given work of a queue, which they must see. Until the transaction ends
   * they are not deactivated, so that nobody gets work after theirs was handed on.
   */
  @Transactional
  public boolean mayBeGiven(String username, UUID queue, String side) {
    return find("username = ?1 and disabled = false and role <> ?2", username, Roles.AUDITOR)
        .withLock(LockModeType.PESSIMISTIC_READ)
        .firstResultOptional()
        .filter(person -> person.sight().has(queue, side))
        .isPresent();
  }

  /** How long a password must be, in characters. */
  public int shortestPassword() {
    return policy.shortest();
  }
}
