package dev.demarc.casework;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** That a report belongs to a case, and why. */
@Entity
@Table(name = "case_report")
class CaseReport {

  @Id
  @Column(name = "report_id")
  UUID reportId;

  @Column(name = "case_id")
  UUID caseId;

  @Column(name = "filed_at")
  Instant filedAt;

  @Column(name = "received_at")
  Instant receivedAt;

  String format;
  String channel;
  String title;
  @Nullable String reporter;

  @Column(name = "message_id")
  @Nullable String messageId;

  @Column(name = "external_id")
  @Nullable String externalId;

  /** When its source said it by its own clock, where the format tells. */
  @Column(name = "said_at")
  @Nullable Instant saidAt;

  @Column(name = "joined_because")
  @Nullable String joinedBecause;

  /** Whether it is a mail that nobody has accepted as one by whom it names. */
  @Column(name = "sender_unproved")
  boolean senderUnproved;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] subjects;
}
