package dev.demarc.casework.contents;

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
public class CaseReport {

  @Id
  @Column(name = "report_id")
  public UUID reportId;

  @Column(name = "case_id")
  public UUID caseId;

  @Column(name = "filed_at")
  Instant filedAt;

  @Column(name = "received_at")
  public Instant receivedAt;

  public String format;
  public String channel;
  public String title;
  public @Nullable String reporter;

  @Column(name = "message_id")
  @Nullable String messageId;

  @Column(name = "external_id")
  public @Nullable String externalId;

  /** When its source said it by its own clock, where the format tells. */
  @Column(name = "said_at")
  @Nullable Instant saidAt;

  @Column(name = "joined_because")
  public @Nullable String joinedBecause;

  /** Whether it is a mail that nobody has accepted as one by whom it names. */
  @Column(name = "sender_unproved")
  public boolean senderUnproved;

  @JdbcTypeCode(SqlTypes.ARRAY)
  public String[] subjects;
}
