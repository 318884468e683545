package dev.demarc.mailboxes;

/**
 * How a mailbox is signed in to with OAuth 2.0; never its secrets.
 *
 * @param scope that the token is asked for; null for what the client has anyway
 */
public record OAuthSettings(String tokenEndpoint, String clientId, String scope, Grant grant) {}
