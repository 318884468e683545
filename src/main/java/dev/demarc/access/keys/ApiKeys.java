package dev.demarc.access.keys;

import dev.demarc.access.Caller;
import dev.demarc.access.Scope;
import dev.demarc.access.Secret;
import dev.demarc.access.SeenQueues;
import dev.demarc.access.audit.AuditKind;
import dev.demarc.access.audit.AuditLog;
import dev.demarc.access.people.Person;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys that programs call the API with. */
@ApplicationScoped
public class ApiKeys implements PanacheRepositoryBase<ApiKey, UUID> {

  static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  /** What a key is to be; null where it is left open, or where a change leaves it as it is. */
  public record Wanted(
      @Nullable String name,
      @Nullable Collection<String> scopes,
      @Nullable Collection<String> addresses,
      @Nullable String expiresAt,
      @Nullable Collection<String> queues,
      @Nullable String side) {

    public Wanted(
        String name,
        @Nullable Collection<String> scopes,
        @Nullable Collection<String> addresses,
        @Nullable String expiresAt) {
      this(name, scopes, addresses, expiresAt, null, null);
    }
  }

  /**
   * A key with its secret, which is kept nowhere and shown once.
   *
   * @param secret what is sent as {@code Authorization: Bearer}
   */
  public record Shown(KeyEntry key, String secret) {}

  private final Clock clock;
  private final AuditLog log;
  private final SeenQueues queues;
  private final KeyLimits limits;

  ApiKeys(Clock clock, AuditLog log, SeenQueues queues, KeyLimits limits) {
    this.clock = clock;
    this.log = log;
    this.queues = queues;
    this.limits = limits;
  }

  /**
   * A key that does what a role may, from anywhere and for ever.
   *
   * @return its secret
   * @throws Problem INVALID naming the field; CONFLICT where the name is taken
   */
  @Transactional
  public String create(String name, String role, String createdBy) {
    var scopes = Scope.ofRole(String.valueOf(role));
    var wanted = new Wanted(name, null, null, null);
    return create(wanted, scopes, createdBy, null, Caller.SYSTEM).secret();
  }

  /**
   * @throws Problem INVALID naming the field; CONFLICT where the name is taken
   */
  @Transactional
  public Shown create(Wanted wanted, Caller by) {
    var scopes = Scope.parse(wanted.scopes());
    return create(wanted, scopes, by.actor().name(), ownerOf(by), by);
  }

  private Shown create(
      Wanted wanted, Set<Scope> scopes, String createdBy, @Nullable UUID owner, Caller by) {
    var name = TypedText.clean(wanted.name());
    if (name == null || name.isBlank() || name.length() > 100) {
      throw Problem.invalid("name", "say what the key is for, in at most 100 characters");
    }
    if (find("name", name).count() > 0) {
      throw new Problem(ProblemType.CONFLICT, "There is a key named " + name + " already.");
    }
    var secret = Secret.key();
    var key = entity(name, secret, scopes, createdBy);
    limits.change(key, wanted);
    key.ownerId = owner;
    persist(key);
    log.add(AuditKind.KEY_MADE, by, name, limits.inWords(key));
    return new Shown(KeyEntry.of(key, queues.slugs()), secret);
  }

  /** Makes the configured key valid, and the one configured before it invalid. */
  public void storeConfigured(String name, String secret, String role) {
    var known = find("name", name).firstResult();
    if (known == null) {
      persist(entity(name, secret, Scope.ofRole(role), "configuration"));
      log.add(AuditKind.KEY_MADE, Caller.SYSTEM, name, "configured");
      return;
    }
    if (known.revokedAt != null || !MessageDigest.isEqual(known.keyHash, Secret.hash(secret))) {
      log.add(AuditKind.KEY_ROTATED, Caller.SYSTEM, name, "configured");
    }
    known.keyHash = Secret.hash(secret);
    known.previousHash = null;
    known.previousUntil = null;
    known.scopes = KeyLimits.slugs(Scope.ofRole(role));
    known.addresses = new String[0];
    known.expiresAt = null;
    known.revokedAt = null;
  }

  private ApiKey entity(String name, String secret, Set<Scope> scopes, String createdBy) {
    var entity = new ApiKey();
    entity.id = Ids.next();
    entity.name = name;
    entity.keyHash = Secret.hash(secret);
    entity.scopes = KeyLimits.slugs(scopes);
    entity.addresses = new String[0];
    entity.createdAt = clock.instant();
    entity.createdBy = createdBy;
    return entity;
  }

  /** The person who answers for it; a key that makes keys passes its own person on. */
  private @Nullable UUID ownerOf(Caller by) {
    var name = by.actor().name();
    return switch (by.actor().kind()) {
      case PERSON ->
          getEntityManager()
              .createQuery("select id from Person where username = :name", UUID.class)
              .setParameter("name", name)
              .getResultStream()
              .findFirst()
              .orElse(null);
      case API_KEY -> find("name", name).firstResultOptional().map(k -> k.ownerId).orElse(null);
      default -> null;
    };
  }

  /**
   * Changes what is not null; an empty {@code expiresAt} takes the expiry away.
   *
   * @throws Problem NOT_FOUND; INVALID naming the field; CONFLICT where it is revoked
   */
  @Transactional
  public KeyEntry change(UUID id, Wanted wanted, Caller by) {
    var key = taken(id);
    limits.change(key, wanted);
    log.add(AuditKind.KEY_CHANGED, by, key.name, limits.inWords(key));
    return KeyEntry.of(key, queues.slugs());
  }

  /**
   * Gives the key a new secret. The one it had is good for a while longer; one from before that is
   * not. Whoever does it answers for the key from then on.
   *
   * @param overlap how much longer; zero for no longer
   * @throws Problem NOT_FOUND; INVALID naming {@code overlap}; CONFLICT where it is revoked
   */
  @Transactional
  public Shown rotate(UUID id, Duration overlap, Caller by) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw Problem.invalid("overlap", "must be between nothing and 30 days");
    }
    var key = taken(id);
    var secret = Secret.key();
    key.previousHash = overlap.isZero() ? null : key.keyHash;
    key.previousUntil = overlap.isZero() ? null : clock.instant().plus(overlap);
    key.keyHash = Secret.hash(secret);
    key.ownerId = ownerOf(by);
    log.add(
        AuditKind.KEY_ROTATED,
        by,
        key.name,
        overlap.isZero() ? null : "the one before is good until " + key.previousUntil);
    return new Shown(KeyEntry.of(key, queues.slugs()), secret);
  }

  private ApiKey taken(UUID id) {
    var key = findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (key == null) {
      throw Problem.notFound("There is no such key.");
    }
    if (key.revokedAt != null) {
      throw new Problem(ProblemType.CONFLICT, "The key is revoked; make another.");
    }
    return key;
  }

  /** Ends it at once and for ever. */
  @Transactional
  public void revoke(UUID id, Caller by) {
    var key = findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (key == null) {
      throw Problem.notFound("There is no such key.");
    }
    revoke(key, by);
  }

  private void revoke(ApiKey key, Caller by) {
    if (key.revokedAt == null) {
      key.revokedAt = clock.instant();
      log.add(AuditKind.KEY_REVOKED, by, key.name, null);
    }
  }

  public void revokeAllOf(Person owner, Caller by) {
    find("ownerId = ?1 and revokedAt is null order by id", owner.id)
        .list()
        .forEach(key -> revoke(key, by));
  }

  /** Newest first. */
  @Transactional
  public Page<KeyEntry> list(@Nullable Integer limit, @Nullable String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var slugs = queues.slugs();
    var rows =
        (after == null ? find("order by id desc") : find("id < ?1 order by id desc", after.id()))
            .page(0, size + 1).stream().map(key -> KeyEntry.of(key, slugs)).toList();
    return Page.of(rows, size, key -> new Cursor("", key.id()).encode());
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public KeyEntry get(UUID id) {
    return findByIdOptional(id)
        .map(key -> KeyEntry.of(key, queues.slugs()))
        .orElseThrow(() -> Problem.notFound("There is no such key."));
  }
}
