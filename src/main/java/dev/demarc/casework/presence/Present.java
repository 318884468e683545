package dev.demarc.casework.presence;

import java.time.Instant;

/**
 * Somebody who has a case before them.
 *
 * @param typing whether they wrote something within the last 20 seconds
 */
public record Present(String username, String name, Instant seenAt, boolean typing) {}
