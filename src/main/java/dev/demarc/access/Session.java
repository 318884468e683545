package dev.demarc.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A person's sign-in on one browser; only the hash of its token is kept. */
@Entity
@Table(name = "session")
class Session {

  @Id
  @Column(name = "token_hash")
  byte[] tokenHash;

  @ManyToOne Person person;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;
}
