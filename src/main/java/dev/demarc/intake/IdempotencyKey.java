package dev.demarc.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What was answered to a submission, so that its repeat gets the same. */
@Entity
@Immutable
@Table(name = "idempotency_key")
class IdempotencyKey {

  @Embeddable
  record Id(String submitter, @Nullable String key) {}

  @EmbeddedId Id id;

  @Column(name = "report_id")
  UUID reportId;

  byte[] digest;

  @Column(name = "created_at")
  Instant createdAt;

  static IdempotencyKey remember(
      String submitter, String key, UUID reportId, byte[] digest, Instant now) {
    var remembered = new IdempotencyKey();
    remembered.id = new Id(submitter, key);
    remembered.reportId = reportId;
    remembered.digest = digest;
    remembered.createdAt = now;
    return remembered;
  }
}
