package dev.demarc.notification;

import dev.demarc.notification.relay.MailStatus;
import dev.demarc.notification.relay.SentMail;
import dev.demarc.shared.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One mail on its way out. */
@Entity
@Table(name = "outbox")
class OutboxMail {

  @Id UUID id;

  @Column(name = "case_id")
  @Nullable UUID caseId;

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
  @Nullable String inReplyTo;

  @Enumerated(EnumType.STRING)
  MailStatus status;

  int attempts;

  @Column(name = "last_error")
  @Nullable String lastError;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "next_attempt")
  @Nullable Instant nextAttempt;

  @Column(name = "sent_at")
  @Nullable Instant sentAt;

  @Column(name = "pending_since")
  @Nullable Instant pendingSince;

  /** Set before the end of the mail is sent, until it is recorded what came of it. */
  @Column(name = "handed_over_at")
  @Nullable Instant handedOverAt;

  /** Tries after which the relay may have taken it. */
  int unconfirmed;

  /** The change of a person's that caused it; else null. */
  @Column(name = "change_id")
  @Nullable UUID changeId;

  boolean isPendingSince(Instant time) {
    return (pendingSince == null ? createdAt : pendingSince).isBefore(time);
  }

  boolean isTo(@Nullable EmailAddress address) {
    return address != null
        && EmailAddress.of(recipient)
            .filter(r -> r.compared().equals(address.compared()))
            .isPresent();
  }

  /** Acknowledgements, links and notes go to who reported; all else goes to queues. */
  boolean isToTeam() {
    return !kind.equals(Notifications.ACKNOWLEDGEMENT)
        && !kind.equals(Notifications.ADDRESS_LINK)
        && !kind.equals(Notifications.NOTE);
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
        unconfirmed,
        lastError,
        createdAt,
        nextAttempt,
        sentAt);
  }
}
