package dev.demarc.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/**
 * One mail of the outbox, for reading.
 *
 * @param unconfirmed tries after which the relay may have taken it without telling so
 */
public record SentMail(
    UUID id,
    UUID caseId,
    String kind,
    String recipient,
    String subject,
    String bodyText,
    String bodyHtml,
    @JsonIgnore String messageId,
    String inReplyTo,
    MailStatus status,
    int attempts,
    int unconfirmed,
    String lastError,
    Instant createdAt,
    Instant nextAttempt,
    Instant sentAt) {}
