package dev.demarc.access;

/**
 * Where somebody signs in from.
 *
 * @param device the cookie of an earlier sign-in on that browser; null without one
 * @param session the cookie of the session that the browser has; null without one
 */
public record Visit(String address, String browser, String device, String session) {}
