package dev.demarc.intake;

import java.time.Instant;
import java.util.UUID;

/** What is on disk about one report, without its bytes. */
public record StoredReport(
    UUID id,
    Instant receivedAt,
    Channel channel,
    String contentType,
    long sizeBytes,
    String messageId,
    String envelopeFrom,
    String submittedBy,
    boolean sample) {}
