package dev.demarc.access;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody signs in from.
 *
 * @param device the cookie of an earlier sign-in on that browser; null without one
 * @param session the cookie of the session that the browser has; null without one
 */
public record SignInOrigin(
    @Nullable String address,
    @Nullable String browser,
    @Nullable String device,
    @Nullable String session) {}
