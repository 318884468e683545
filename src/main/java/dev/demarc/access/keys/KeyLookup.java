package dev.demarc.access.keys;

import dev.demarc.access.CaseScope;
import dev.demarc.access.Scope;
import dev.demarc.access.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the key that a request shows, and whether it is good for it. */
@ApplicationScoped
public class KeyLookup {

  private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

  /**
   * What a shown secret is.
   *
   * @param name null where no key has it
   * @param refused why it is not taken; null where it is
   */
  public record Found(
      @Nullable UUID id,
      @Nullable String name,
      Set<Scope> scopes,
      CaseScope sight,
      @Nullable String refused) {}

  private final EntityManager database;
  private final Clock clock;

  KeyLookup(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** By the digest's index: the secret itself is compared nowhere. */
  @Transactional
  public Found find(String secret, @Nullable String address) {
    var hash = Secret.hash(secret);
    return database
        .createQuery("from ApiKey where keyHash = :hash or previousHash = :hash", ApiKey.class)
        .setParameter("hash", hash)
        .getResultStream()
        .findFirst()
        .map(key -> judged(key, hash, address))
        .orElse(new Found(null, null, Set.of(), CaseScope.NOTHING, "unknown"));
  }

  private Found judged(ApiKey key, byte[] hash, @Nullable String address) {
    var refused = refusal(key, hash, address, clock.instant());
    if (refused == null) {
      used(key, address);
    }
    var scopes =
        Arrays.stream(key.scopes)
            .map(slug -> Scope.valueOf(slug.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    var sight =
        scopes.contains(Scope.ADMINISTER) ? CaseScope.ALL : CaseScope.of(key.queues, key.side);
    return new Found(key.id, key.name, scopes, sight, refused);
  }

  private static @Nullable String refusal(
      ApiKey key, byte[] hash, @Nullable String address, Instant now) {
    if (key.revokedAt != null) {
      return "revoked";
    }
    if (key.expiresAt != null && !key.expiresAt.isAfter(now)) {
      return "expired";
    }
    boolean current = MessageDigest.isEqual(key.keyHash, hash);
    if (!current && (key.previousUntil == null || !key.previousUntil.isAfter(now))) {
      return "secret was replaced";
    }
    return KeyNetworks.contain(List.of(key.addresses), address) ? null : "from another address";
  }

  /** Written at most once a minute, and by one of the calls that come at the same time. */
  private void used(ApiKey key, @Nullable String address) {
    var now = clock.instant();
    if (key.lastUsedAt != null && key.lastUsedAt.plus(USE_IS_NOTED_EVERY).isAfter(now)) {
      return;
    }
    database
        .createNativeQuery(
            "update api_key set last_used_at = :now, last_used_from = :address where id in (select"
                + " id from api_key where id = :id and (last_used_at is null or last_used_at <="
                + " :before) for update skip locked)")
        .setParameter("now", now)
        .setParameter("address", address)
        .setParameter("id", key.id)
        .setParameter("before", now.minus(USE_IS_NOTED_EVERY))
        .executeUpdate();
  }
}
