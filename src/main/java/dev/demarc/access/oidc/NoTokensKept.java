package dev.demarc.access.oidc;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * Has no token of a provider outlast the request that brought it: who somebody is was read from it,
 * and a session of ours says the rest. A session cookie of the extension opens nothing.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class NoTokensKept implements TokenStateManager {

  @Override
  public Uni<String> createTokenState(
      RoutingContext request,
      OidcTenantConfig tenant,
      AuthorizationCodeTokens tokens,
      OidcRequestContext<String> context) {
    return Uni.createFrom().item("none");
  }

  @Override
  public Uni<AuthorizationCodeTokens> getTokens(
      RoutingContext request,
      OidcTenantConfig tenant,
      String state,
      OidcRequestContext<AuthorizationCodeTokens> context) {
    return Uni.createFrom().failure(new AuthenticationFailedException("no tokens are kept"));
  }

  @Override
  public Uni<Void> deleteTokens(
      RoutingContext request,
      OidcTenantConfig tenant,
      String state,
      OidcRequestContext<Void> context) {
    return Uni.createFrom().voidItem();
  }
}
