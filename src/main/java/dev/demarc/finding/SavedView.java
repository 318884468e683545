package dev.demarc.finding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter that is kept under a name.
 *
 * @param queue the slug of the queue whose team sees it; null for its owner only
 * @param notifyEveryMinutes at most one mail in so many minutes tells of new cases; null for none
 * @param mine whether whoever asks may change it
 */
public record SavedView(
    UUID id,
    String name,
    String filter,
    String owner,
    String queue,
    @Nullable Integer notifyEveryMinutes,
    Instant changedAt,
    @JsonIgnore boolean mine) {}
