package dev.demarc.access;

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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The keys that programs call the API with. */
@ApplicationScoped
public class ApiKeys implements PanacheRepositoryBase<ApiKey, UUID> {

  static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  /**
   * One key, without its secret.
   *
   * @param expiresAt null for never
   * @param addresses networks that it may come from; empty for any
   * @param previousUntil until when the secret before this one is good; null where it is not
   * @param lastUsedAt to the minute; null for never
   */
  public record Entry(
      UUID id,
      String name,
      List<String> scopes,
      List<String> addresses,
      Instant createdAt,
      String createdBy,
      Instant expiresAt,
      Instant previousUntil,
      Instant lastUsedAt,
      String lastUsedFrom,
      Instant revokedAt) {

    public boolean isExpired() {
      return expiresAt != null && !expiresAt.isAfter(Instant.now());
    }
  }

  /** What a key is to be; null where it is left open, or where a change leaves it as it is. */
  public record Wanted(
      String name, Collection<String> scopes, Collection<String> addresses, String expiresAt) {}

  /**
   * A key with its secret, which is kept nowhere and shown once.
   *
   * @param secret what is sent as {@code Authorization: Bearer}
   */
  public record Shown(Entry key, String secret) {}

  private final Clock clock;
  private final AuditLog log;

  ApiKeys(Clock clock, AuditLog log) {
    this.clock = clock;
    this.log = log;
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
    return create(name, scopes, List.of(), null, createdBy, null, Caller.SYSTEM).secret();
  }

  /**
   * @throws Problem INVALID naming the field; CONFLICT where the name is taken
   */
  @Transactional
  public Shown create(Wanted wanted, Caller by) {
    return create(
        wanted.name(),
        Scope.parse(wanted.scopes()),
        KeyNetworks.parse(wanted.addresses()),
        KeyExpiry.parse(wanted.expiresAt(), clock.instant()),
        by.actor().name(),
        ownerOf(by),
        by);
  }

  private Shown create(
      String wanted,
      Set<Scope> scopes,
      List<String> addresses,
      Instant expiresAt,
      String createdBy,
      UUID owner,
      Caller by) {
    var name = TypedText.clean(wanted);
    if (name == null || name.isBlank() || name.length() > 100) {
      throw Problem.invalid("name", "say what the key is for, in at most 100 characters");
    }
    if (find("name", name).count() > 0) {
      throw new Problem(ProblemType.CONFLICT, "There is a key named " + name + " already.");
    }
    var secret = Secret.key();
    var key = entity(name, secret, scopes, createdBy);
    key.addresses = addresses.toArray(String[]::new);
    key.expiresAt = expiresAt;
    key.ownerId = owner;
    persist(key);
    log.add(AuditKind.KEY_MADE, by, name, limits(key));
    return new Shown(entry(key), secret);
  }

  /** Makes the configured key valid, and the one configured before it invalid. */
  void keep(String name, String secret, String role) {
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
    known.scopes = slugs(Scope.ofRole(role));
    known.addresses = new String[0];
    known.expiresAt = null;
    known.revokedAt = null;
  }

  private ApiKey entity(String name, String secret, Set<Scope> scopes, String createdBy) {
    var entity = new ApiKey();
    entity.id = Ids.next();
    entity.name = name;
    entity.keyHash = Secret.hash(secret);
    entity.scopes = slugs(scopes);
    entity.addresses = new String[0];
    entity.createdAt = clock.instant();
    entity.createdBy = createdBy;
    return entity;
  }

  private static String[] slugs(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::slug).toArray(String[]::new);
  }

  /** The person who answers for it; a key that makes keys passes its own person on. */
  private UUID ownerOf(Caller by) {
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
  public Entry change(UUID id, Wanted wanted, Caller by) {
    var key = taken(id);
    if (wanted.scopes() != null) {
      key.scopes = slugs(Scope.parse(wanted.scopes()));
    }
    if (wanted.addresses() != null) {
      key.addresses = KeyNetworks.parse(wanted.addresses()).toArray(String[]::new);
    }
    if (wanted.expiresAt() != null) {
      key.expiresAt = KeyExpiry.parse(wanted.expiresAt(), clock.instant());
    }
    log.add(AuditKind.KEY_CHANGED, by, key.name, limits(key));
    return entry(key);
  }

  private static String limits(ApiKey key) {
    return String.join(", ", key.scopes)
        + (key.addresses.length == 0 ? "" : "; from " + String.join(", ", key.addresses))
        + (key.expiresAt == null ? "" : "; until " + key.expiresAt);
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
    return new Shown(entry(key), secret);
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

  void revokeAllOf(Person owner, Caller by) {
    find("ownerId = ?1 and revokedAt is null order by id", owner.id)
        .list()
        .forEach(key -> revoke(key, by));
  }

  /** Newest first. */
  @Transactional
  public Page<Entry> list(Integer limit, String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var rows =
        (after == null ? find("order by id desc") : find("id < ?1 order by id desc", after.id()))
            .page(0, size + 1).stream().map(ApiKeys::entry).toList();
    return Page.of(rows, size, key -> new Cursor("", key.id()).encode());
  }

  /**
   * @throws Problem NOT_FOUND
   */
  @Transactional
  public Entry get(UUID id) {
    return findByIdOptional(id)
        .map(ApiKeys::entry)
        .orElseThrow(() -> Problem.notFound("There is no such key."));
  }

  private static Entry entry(ApiKey k) {
    return new Entry(
        k.id,
        k.name,
        List.of(k.scopes),
        List.of(k.addresses),
        k.createdAt,
        k.createdBy,
        k.expiresAt,
        k.previousUntil,
        k.lastUsedAt,
        k.lastUsedFrom,
        k.revokedAt);
  }
}
