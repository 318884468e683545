package dev.demarc.triage;

import dev.demarc.responsibility.Assessment;
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

/** The state of one report's walk. */
@Entity
@Table(name = "filing")
class Filing {

  @Id
  @Column(name = "report_id")
  UUID reportId;

  @Enumerated(EnumType.STRING)
  FilingStatus status;

  @Nullable String format;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Reading reading;

  @Nullable Boolean joined;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Assessment assessment;

  @Column(name = "set_aside")
  @Nullable String setAside;

  @Nullable String error;
  int attempts;

  @Column(name = "updated_at")
  Instant updatedAt;
}
