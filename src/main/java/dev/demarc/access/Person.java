package dev.demarc.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who signs in to the console. */
@Entity
@Table(name = "person")
class Person {

  @Id UUID id;
  String username;
  @Nullable String name;
  @Nullable String email;
  String role;

  /** Null where a provider vouches for them. */
  @Column(name = "password_hash")
  @Nullable String passwordHash;

  /** Who vouches for them, and what they are called there; null where they have a password. */
  @Nullable String issuer;

  @Nullable String subject;

  /** Sealed; null without a second factor. */
  @Column(name = "totp_secret")
  byte @Nullable [] totpSecret;

  @Column(name = "totp_since")
  @Nullable Instant totpSince;

  /** Of the last code that was taken. */
  @Column(name = "totp_last_step")
  long totpLastStep;

  /** Null for every queue. */
  UUID @Nullable [] queues;

  /** Null for both. */
  @Nullable String side;

  boolean disabled;

  @Column(name = "created_at")
  Instant createdAt;

  /** An administrator limits people, themselves too, and so is not limited. */
  CaseScope sight() {
    return role.equals(Roles.ADMINISTRATOR) ? CaseScope.ALL : CaseScope.of(queues, side);
  }
}
