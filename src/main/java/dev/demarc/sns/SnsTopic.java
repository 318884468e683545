package dev.demarc.sns;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A topic, and how far its subscription has come. */
@Entity
@Table(name = "sns_topic")
class SnsTopic {

  @Id UUID id;

  String arn;

  @Column(name = "account_id")
  String accountId;

  @Enumerated(EnumType.STRING)
  TopicState state;

  @Column(name = "first_seen")
  Instant firstSeen;

  @Column(name = "subscribe_url")
  @Nullable String subscribeUrl;

  @Column(name = "token_until")
  @Nullable Instant tokenUntil;

  @Column(name = "confirmed_at")
  @Nullable Instant confirmedAt;

  @Column(name = "unsubscribed_at")
  @Nullable Instant unsubscribedAt;

  @Column(name = "decided_by")
  @Nullable String decidedBy;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  @Column(name = "last_message_at")
  @Nullable Instant lastMessageAt;

  long messages;
  long refused;

  @Column(name = "last_error")
  @Nullable String lastError;

  @Column(name = "last_error_at")
  @Nullable Instant lastErrorAt;

  boolean awaitsConfirmation() {
    return subscribeUrl != null && confirmedAt == null;
  }

  Topic toView() {
    return new Topic(
        id,
        arn,
        accountId,
        state,
        firstSeen,
        tokenUntil,
        confirmedAt,
        unsubscribedAt,
        decidedBy,
        decidedAt,
        lastMessageAt,
        messages,
        refused,
        lastError,
        lastErrorAt);
  }
}
