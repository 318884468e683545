package dev.demarc.live;

import dev.demarc.access.CaseScope;
import java.util.UUID;

/**
 * Whose page hears of changes.
 *
 * @param session the sign-in that the page belongs to
 * @param scope whose cases they saw when the stream began
 */
record Looker(UUID session, String username, CaseScope scope) {}
