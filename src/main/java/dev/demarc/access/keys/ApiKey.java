package dev.demarc.access.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a program signs its requests with; only the hashes of its secrets are kept. */
@Entity
@Table(name = "api_key")
class ApiKey {

  @Id UUID id;
  String name;

  @Column(name = "key_hash")
  byte[] keyHash;

  /** The secret before that, which is good until {@link #previousUntil}. */
  @Column(name = "previous_hash")
  byte @Nullable [] previousHash;

  @Column(name = "previous_until")
  @Nullable Instant previousUntil;

  String[] scopes;

  /** Networks that it may come from; any where it is empty. */
  String[] addresses;

  /** Null for every queue. */
  UUID @Nullable [] queues;

  /** Null for both. */
  @Nullable String side;

  @Column(name = "owner_id")
  @Nullable UUID ownerId;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  /** To the minute. */
  @Column(name = "last_used_at")
  @Nullable Instant lastUsedAt;

  @Column(name = "last_used_from")
  @Nullable String lastUsedFrom;
}
