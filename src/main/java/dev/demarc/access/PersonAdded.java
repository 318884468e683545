package dev.demarc.access;

import dev.demarc.shared.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Somebody may sign in with a password from now on; fired in the transaction that adds them.
 *
 * @param email null where none is known
 */
public record PersonAdded(
    String username, @Nullable String name, @Nullable String email, String role, Actor by) {}
