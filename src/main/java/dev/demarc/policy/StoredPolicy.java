package dev.demarc.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A matrix, a threshold and a text model that decide, decided, or may come to decide. */
@Entity
@Table(name = "policy")
class StoredPolicy {

  @Id UUID id;
  String name;

  @Enumerated(EnumType.STRING)
  PolicyStatus status;

  @Nullable String matrix;

  @Column(name = "matrix_version")
  String matrixVersion;

  double threshold;

  @Column(name = "model_id")
  @Nullable UUID modelId;

  @Column(name = "model_version")
  String modelVersion;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "activated_at")
  @Nullable Instant activatedAt;

  @Column(name = "activated_by")
  @Nullable String activatedBy;

  @Nullable UUID replaces;
  int version;

  Policy view() {
    return new Policy(
        id,
        name,
        status,
        matrixVersion,
        matrix == null,
        threshold,
        modelVersion,
        createdAt,
        createdBy,
        activatedAt,
        activatedBy,
        version);
  }
}
