package dev.demarc.access.keys;

import dev.demarc.access.SeenQueues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One key, without its secret.
 *
 * @param expiresAt null for never
 * @param addresses networks that it may come from; empty for any
 * @param queues slugs of the queues whose cases it sees; empty for all
 * @param side {@code aws} or {@code customer}, whose cases it sees; null for both
 * @param previousUntil until when the secret before this one is good; null where it is not
 * @param lastUsedAt to the minute; null for never
 */
public record KeyEntry(
    UUID id,
    String name,
    List<String> scopes,
    List<String> addresses,
    List<String> queues,
    @Nullable String side,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant previousUntil,
    @Nullable Instant lastUsedAt,
    @Nullable String lastUsedFrom,
    @Nullable Instant revokedAt) {

  public boolean isExpired() {
    return expiresAt != null && !expiresAt.isAfter(Instant.now());
  }

  static KeyEntry of(ApiKey k, Map<UUID, String> slugs) {
    return new KeyEntry(
        k.id,
        k.name,
        List.of(k.scopes),
        List.of(k.addresses),
        SeenQueues.named(k.queues, slugs),
        SeenQueues.sideSlug(k.side),
        k.createdAt,
        k.createdBy,
        k.expiresAt,
        k.previousUntil,
        k.lastUsedAt,
        k.lastUsedFrom,
        k.revokedAt);
  }
}
