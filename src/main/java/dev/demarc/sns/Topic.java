package dev.demarc.sns;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A topic that asked to deliver here, or delivers.
 *
 * @param tokenUntil until when SNS takes the confirmation it asked for; null where none was asked
 * @param confirmedAt when SNS said that the subscription stands; null before
 * @param unsubscribedAt when SNS said that it ended; null while it stands
 * @param decidedBy a user or key name, or {@code configuration}; null before
 * @param messages that were stored as reports
 * @param refused messages with a valid signature that came while it was not approved
 * @param lastError what went wrong with its confirmation; null where nothing did
 */
public record Topic(
    UUID id,
    String arn,
    String accountId,
    TopicState state,
    Instant firstSeen,
    @Nullable Instant tokenUntil,
    @Nullable Instant confirmedAt,
    @Nullable Instant unsubscribedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable Instant lastMessageAt,
    long messages,
    long refused,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt) {}
