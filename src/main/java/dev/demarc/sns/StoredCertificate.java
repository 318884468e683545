package dev.demarc.sns;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signing certificate that was fetched, is to be fetched, or could not be. */
@Entity
@Table(name = "sns_certificate")
class StoredCertificate {

  enum State {
    WANTED,
    READY,
    FAILED
  }

  @Id String url;

  @Enumerated(EnumType.STRING)
  State state;

  @Nullable String pem;
  @Nullable String error;

  @Column(name = "asked_at")
  Instant askedAt;

  @Column(name = "expires_at")
  Instant expiresAt;
}
