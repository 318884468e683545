package dev.demarc.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A text model that was learned here. */
@Entity
@Table(name = "text_model")
class StoredModel {

  @Id UUID id;
  String version;

  @Enumerated(EnumType.STRING)
  LearnedModel.Status status;

  byte @Nullable [] bytes;
  int examples;

  @JdbcTypeCode(SqlTypes.JSON)
  LearnedModel.@Nullable Comparison comparison;

  @Nullable String error;

  @Column(name = "trained_at")
  Instant trainedAt;

  @Column(name = "trained_by")
  String trainedBy;
}
