package dev.demarc.casework.changes;

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

/** A row of {@code case_change}. */
@Entity
@Table(name = "case_change")
class StoredChange {

  @Id UUID id;

  @Column(name = "case_id")
  UUID caseId;

  @Nullable UUID batch;
  Instant at;
  String kind;

  @Enumerated(EnumType.STRING)
  @Column(name = "actor_kind")
  Actor.Kind actorKind;

  String actor;
  String summary;
  String before;
  String after;
  @Nullable String details;

  @Column(name = "undone_at")
  @Nullable Instant undoneAt;
}
