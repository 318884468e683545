package dev.demarc.access;

import dev.demarc.access.CredentialRequest.Kind;
import dev.demarc.http.PathKind;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * The API takes keys and nothing else, the console a session cookie and nothing else: a browser
 * that is signed in cannot be made to call the API.
 */
@ApplicationScoped
class KeyOrSession implements HttpAuthenticationMechanism {

  private static final String BEARER = "bearer ";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    var credential = isApi(request) ? key(request) : session(request);
    return credential == null ? Uni.createFrom().nullItem() : identities.authenticate(credential);
  }

  private static boolean isApi(RoutingContext request) {
    return PathKind.of(request.normalizedPath()).takesKeys();
  }

  private CredentialRequest key(RoutingContext request) {
    var header = request.request().getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    return new CredentialRequest(Kind.API_KEY, header.substring(BEARER.length()).trim());
  }

  private CredentialRequest session(RoutingContext request) {
    var cookie = request.request().getCookie(SessionCookie.NAME);
    return cookie == null || cookie.getValue().isEmpty()
        ? null
        : new CredentialRequest(Kind.SESSION, cookie.getValue());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom()
        .item(
            isApi(request)
                ? new ChallengeData(
                    HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", "Bearer")
                : new ChallengeData(303, "Location", "/sign-in"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(CredentialRequest.class);
  }
}
