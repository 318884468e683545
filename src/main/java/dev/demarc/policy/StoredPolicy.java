package dev.demarc.policy;

import dev.demarc.shared.SettingsVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A matrix, a threshold and a text model that decide, decided, or may come to decide. */
@Entity
@Table(name = "policy")
class StoredPolicy extends SettingsVersion {

  @Nullable String matrix;

  @Column(name = "matrix_version")
  String matrixVersion;

  double threshold;

  @Column(name = "model_id")
  @Nullable UUID modelId;

  @Column(name = "model_version")
  String modelVersion;

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
