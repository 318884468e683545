package dev.demarc.mailboxes;

import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants tokens to come from.
 *
 * @param clientSecret null keeps the one that is stored
 * @param refreshToken null keeps the one that is stored
 */
public record OAuthDefinition(
    @Nullable String tokenEndpoint,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable String scope,
    @Nullable Grant grant,
    @Nullable String refreshToken) {

  private static final int LONGEST_SECRET = 8000;

  /**
   * @throws Problem INVALID naming the field
   */
  public OAuthDefinition {
    tokenEndpoint = TypedText.clean(tokenEndpoint);
    clientId = TypedText.clean(clientId);
    scope = TypedText.orNull(scope);
    clientSecret = secret("clientSecret", clientSecret);
    refreshToken = secret("refreshToken", refreshToken);
    if (!isHttps(tokenEndpoint)) {
      throw Problem.invalid(
          "tokenEndpoint", "must be an address that begins with https://, without # and user");
    }
    if (clientId == null || clientId.isBlank() || clientId.length() > 500) {
      throw Problem.invalid("clientId", "is needed, with at most 500 characters");
    }
    if (scope != null && scope.length() > 1000) {
      throw Problem.invalid("scope", "must have at most 1000 characters");
    }
    if (grant == null) {
      throw Problem.invalid("grant", "must be client_credentials or refresh_token");
    }
  }

  // what the constructor has refused is not there

  @Override
  public String tokenEndpoint() {
    return Objects.requireNonNull(tokenEndpoint);
  }

  @Override
  public String clientId() {
    return Objects.requireNonNull(clientId);
  }

  @Override
  public Grant grant() {
    return Objects.requireNonNull(grant);
  }

  private static boolean isHttps(@Nullable String address) {
    try {
      var uri = new URI(address == null ? "" : address);
      return uri.toString().length() <= 1000
          && "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static @Nullable String secret(String field, @Nullable String given) {
    var secret = given == null || given.isBlank() ? null : given.strip();
    if (secret != null
        && (secret.length() > LONGEST_SECRET || secret.chars().anyMatch(Character::isISOControl))) {
      throw Problem.invalid(field, "must be one line of at most " + LONGEST_SECRET + " characters");
    }
    return secret;
  }

  /** To the same place, in the same name. */
  boolean leadsTo(StoredMailbox stored) {
    return tokenEndpoint().equals(stored.tokenEndpoint)
        && clientId().equals(stored.clientId)
        && grant().name().equals(stored.tokenGrant);
  }

  @Override
  public String toString() {
    return "tokens of " + clientId + " from " + tokenEndpoint; // and not its secrets
  }
}
