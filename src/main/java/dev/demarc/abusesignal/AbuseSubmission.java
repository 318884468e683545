package dev.demarc.abusesignal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report that came in the shape of AWS's Abuse Signal API. */
@Entity
@Table(name = "abuse_submission")
class AbuseSubmission {

  @Id
  @Column(name = "report_id")
  UUID reportId;

  String submitter;

  @Column(name = "client_token")
  @Nullable String clientToken;

  @Column(name = "correlation_id")
  @Nullable String correlationId;

  @Column(name = "submitted_at")
  Instant submittedAt;
}
