package dev.demarc.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes out with a reply, for reading.
 *
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal
 * @param change the change that sent it; null while it is a draft's
 */
public record ReplyFile(
    UUID id,
    String name,
    String contentType,
    long size,
    String sha256,
    String addedBy,
    Instant addedAt,
    @Nullable UUID change) {}
