package dev.demarc.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody who signs in to the console. */
@Entity
@Table(name = "person")
class Person {

  @Id UUID id;
  String username;
  String name;
  String email;
  String role;

  @Column(name = "password_hash")
  String passwordHash;

  /** Null for every queue. */
  UUID[] queues;

  /** Null for both. */
  String side;

  boolean disabled;

  @Column(name = "created_at")
  Instant createdAt;

  /** An administrator limits people, themselves too, and so is not limited. */
  CaseScope sight() {
    return role.equals(Roles.ADMINISTRATOR) ? CaseScope.ALL : CaseScope.of(queues, side);
  }
}
