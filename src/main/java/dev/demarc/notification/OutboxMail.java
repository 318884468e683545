package dev.demarc.notification;

import dev.demarc.shared.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One mail on its way out. */
@Entity
@Table(name = "outbox")
class OutboxMail {

  @Id UUID id;

  @Column(name = "case_id")
  UUID caseId;

  String kind;
  String recipient;
  String subject;

  @Column(name = "body_text")
  String bodyText;

  @Column(name = "body_html")
  String bodyHtml;

  @Column(name = "message_id")
  String messageId;

  @Column(name = "in_reply_to")
  String inReplyTo;

  @Enumerated(EnumType.STRING)
  MailStatus status;

  int attempts;

  @Column(name = "last_error")
  String lastError;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "next_attempt")
  Instant nextAttempt;

  @Column(name = "sent_at")
  Instant sentAt;

  boolean isTo(EmailAddress address) {
    return address != null
        && EmailAddress.of(recipient)
            .filter(r -> r.compared().equals(address.compared()))
            .isPresent();
  }

  /** Acknowledgements and notes go to who reported; all else goes to queues. */
  boolean isToTeam() {
    return !kind.equals(Notifications.ACKNOWLEDGEMENT) && !kind.equals(Notifications.NOTE);
  }

  SentMail toView() {
    return new SentMail(
        id,
        caseId,
        kind,
        recipient,
        subject,
        bodyText,
        bodyHtml,
        messageId,
        inReplyTo,
        status,
        attempts,
        lastError,
        createdAt,
        nextAttempt,
        sentAt);
  }
}
