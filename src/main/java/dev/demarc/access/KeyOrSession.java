package dev.demarc.access;

import dev.demarc.access.CredentialRequest.Kind;
import dev.demarc.access.oidc.OidcProvider;
import dev.demarc.http.PathKind;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API takes keys and nothing else, the console a session cookie and nothing else: a browser
 * that is signed in cannot be made to call the API. As the one alternative it stands in the place
 * of all other mechanisms that are there; what a provider says counts at one path, where it opens a
 * session.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class KeyOrSession implements HttpAuthenticationMechanism {

  private static final String BEARER = "bearer ";

  /** Methods that change nothing (RFC 9110 section 9.2.1). */
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** The id of the element of the queue's page that asks for its rows again and again. */
  private static final String POLLED = "rows";

  private final OidcProvider provider;

  KeyOrSession(OidcProvider provider) {
    this.provider = provider;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    if (provider.isFor(request)) {
      return provider.authenticate(request, identities);
    }
    var credential = isApi(request) ? key(request) : session(request);
    return credential == null ? Uni.createFrom().nullItem() : identities.authenticate(credential);
  }

  private static boolean isApi(RoutingContext request) {
    return PathKind.of(request.normalizedPath()).isForPrograms();
  }

  private @Nullable CredentialRequest key(RoutingContext request) {
    var header = request.request().getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    return credential(Kind.API_KEY, header.substring(BEARER.length()).trim(), request);
  }

  private @Nullable CredentialRequest session(RoutingContext request) {
    var token = SessionCookie.session(request.request());
    return token == null ? null : credential(Kind.SESSION, token, request);
  }

  private static CredentialRequest credential(Kind kind, String token, RoutingContext context) {
    var request = context.request();
    return new CredentialRequest(
        kind,
        token,
        address(request),
        READING.contains(request.method().name()),
        POLLED.equals(request.getHeader("HX-Trigger")));
  }

  static @Nullable String address(HttpServerRequest request) {
    var remote = request.remoteAddress();
    return remote == null ? null : remote.hostAddress();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    if (provider.isFor(request)) {
      SessionCookie.keepNext(request);
      return provider.challenge(request);
    }
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
