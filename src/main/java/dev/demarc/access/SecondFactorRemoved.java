package dev.demarc.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's second factor counts no more; fired in the transaction that removes it.
 *
 * @param email null where none is known
 * @param another whether their role wants one, so that they set up another when they sign in
 * @param by themselves, or an administrator
 */
public record SecondFactorRemoved(
    String username, @Nullable String name, @Nullable String email, boolean another, Caller by) {}
