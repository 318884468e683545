package dev.demarc.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One received message, never edited. */
@Entity
@Immutable
@Table(name = "report")
class Report {

  @Id UUID id;

  @Column(name = "received_at")
  Instant receivedAt;

  String channel;

  @Column(name = "content_type")
  String contentType;

  @Column(name = "size_bytes")
  long sizeBytes;

  byte[] digest;

  /** Of a mail with a Message-ID: see {@link MailContent}. */
  @Column(name = "content_digest")
  byte @Nullable [] contentDigest;

  @Column(name = "stored_in")
  String storedIn;

  @Column(name = "message_id")
  @Nullable String messageId;

  @Column(name = "envelope_from")
  @Nullable String envelopeFrom;

  @Column(name = "envelope_to")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> envelopeTo;

  @Column(name = "remote_address")
  @Nullable String remoteAddress;

  @Column(name = "submitted_by")
  String submittedBy;

  /** The API key that handed it over; null where none did. */
  @Column(name = "submitter_key")
  @Nullable UUID submitterKey;

  boolean sample;

  StoredReport toStored() {
    return new StoredReport(
        id,
        receivedAt,
        Channel.valueOf(channel.toUpperCase(Locale.ROOT)),
        contentType,
        sizeBytes,
        messageId,
        envelopeFrom,
        submittedBy,
        submitterKey,
        sample);
  }
}
