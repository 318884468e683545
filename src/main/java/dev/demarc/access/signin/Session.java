package dev.demarc.access.signin;

import dev.demarc.access.people.Person;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's sign-in on one browser; only the hash of its token is kept. */
@Entity
@Table(name = "session")
class Session {

  @Id
  @Column(name = "token_hash")
  byte[] tokenHash;

  UUID id;

  @ManyToOne Person person;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  /** To the minute. */
  @Column(name = "last_seen_at")
  Instant lastSeenAt;

  /** When its person last showed who they are; with the sign-in, or since. */
  @Column(name = "confirmed_at")
  Instant confirmedAt;

  @Nullable String address;
  @Nullable String browser;
}
