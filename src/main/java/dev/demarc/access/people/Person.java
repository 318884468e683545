package dev.demarc.access.people;

import dev.demarc.access.CaseScope;
import dev.demarc.access.Roles;
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
public class Person {

  public @Id UUID id;
  public String username;
  public @Nullable String name;
  public @Nullable String email;
  public String role;

  /** Null where a provider vouches for them. */
  @Column(name = "password_hash")
  public @Nullable String passwordHash;

  /** Who vouches for them, and what they are called there; null where they have a password. */
  public @Nullable String issuer;

  public @Nullable String subject;

  /** Sealed; null without a second factor. */
  @Column(name = "totp_secret")
  public byte @Nullable [] totpSecret;

  @Column(name = "totp_since")
  public @Nullable Instant totpSince;

  /** Of the last code that was taken. */
  @Column(name = "totp_last_step")
  public long totpLastStep;

  /** Null for every queue. */
  public UUID @Nullable [] queues;

  /** Null for both. */
  public @Nullable String side;

  public boolean disabled;

  @Column(name = "created_at")
  public Instant createdAt;

  /** An administrator limits people, themselves too, and so is not limited. */
  public CaseScope sight() {
    return role.equals(Roles.ADMINISTRATOR) ? CaseScope.ALL : CaseScope.of(queues, side);
  }
}
