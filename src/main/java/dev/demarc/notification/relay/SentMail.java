package dev.demarc.notification.relay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One mail of the outbox, for reading.
 *
 * @param unconfirmed tries after which the relay may have taken it without telling so
 */
public record SentMail(
    UUID id,
    @Nullable UUID caseId,
    String kind,
    String recipient,
    String subject,
    String bodyText,
    String bodyHtml,
    @JsonIgnore String messageId,
    @Nullable String inReplyTo,
    MailStatus status,
    int attempts,
    int unconfirmed,
    @Nullable String lastError,
    Instant createdAt,
    @Nullable Instant nextAttempt,
    @Nullable Instant sentAt) {}
