package dev.demarc.mailboxes;

import org.jspecify.annotations.Nullable;

/**
 * How a mailbox is signed in to with OAuth 2.0; never its secrets.
 *
 * @param scope that the token is asked for; null for what the client has anyway
 */
public record OAuthSettings(
    @Nullable String tokenEndpoint,
    @Nullable String clientId,
    @Nullable String scope,
    @Nullable Grant grant) {}
