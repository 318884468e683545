package dev.demarc.access.audit;

import dev.demarc.shared.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of the audit log; the database refuses to change it. */
@Entity
@Table(name = "audit_entry")
class AuditEntry {

  @Id UUID id;
  Instant at;
  String kind;

  @Enumerated(EnumType.STRING)
  @Column(name = "actor_kind")
  Actor.Kind actorKind;

  @Nullable String actor;
  @Nullable String subject;
  @Nullable String address;
  @Nullable String detail;
  int times;
}
