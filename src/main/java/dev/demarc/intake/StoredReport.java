package dev.demarc.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is on disk about one report, without its bytes.
 *
 * @param submittedBy a name, for people to read
 * @param submitterKey the id of the API key that handed it over; null where none did
 */
public record StoredReport(
    UUID id,
    Instant receivedAt,
    Channel channel,
    String contentType,
    long sizeBytes,
    @Nullable String messageId,
    @Nullable String envelopeFrom,
    String submittedBy,
    @Nullable UUID submitterKey,
    boolean sample) {}
