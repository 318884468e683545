package dev.demarc.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What a program signs its requests with; only its hash is kept. */
@Entity
@Table(name = "api_key")
class ApiKey {

  @Id UUID id;
  String name;

  @Column(name = "key_hash")
  byte[] keyHash;

  String role;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "revoked_at")
  Instant revokedAt;
}
