package dev.demarc.finding.filter;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What the meaning of a filter depends on.
 *
 * @param username whom {@code assignee:me} means
 * @param queues those whose cases whoever asks sees, by slug
 */
public record FilterContext(Instant now, String username, Map<String, UUID> queues) {}
