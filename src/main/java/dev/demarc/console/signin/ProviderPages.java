package dev.demarc.console.signin;

import dev.demarc.access.SessionCookie;
import dev.demarc.access.oidc.OidcProvider;
import dev.demarc.access.signin.ProviderSignIn;
import dev.demarc.access.signin.ProviderSignIn.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Signing in by a provider, and out there. */
@Path("/sign-in/oidc")
@PermitAll
public class ProviderPages {

  private final ProviderSignIn signIn;
  private final OidcProvider provider;
  private final SignedIn signedIn;
  private final SecurityIdentity identity;

  ProviderPages(
      ProviderSignIn signIn, OidcProvider provider, SignedIn signedIn, SecurityIdentity identity) {
    this.signIn = signIn;
    this.provider = provider;
    this.signedIn = signedIn;
    this.identity = identity;
  }

  /** Reached once the provider has answered; before that, callers are sent there. */
  @GET
  public RestResponse<Object> signIn(HttpServerRequest request) {
    if (provider.name().isEmpty()) {
      return to("/sign-in").build();
    }
    var result = signIn.signIn(OidcProvider.claims(identity), SignedIn.from(request));
    var next = SignInPages.local(SessionCookie.next(request));
    var refused = result.refusal() == null ? Refusal.FAILED : result.refusal();
    var answer =
        result.opened() == null
            ? to(Notice.valueOf(refused.name()).address())
            : signedIn.withSession(to(next), result.opened(), request);
    return SignedIn.set(answer, SessionCookie.NEXT, "", Duration.ZERO, request).build();
  }

  private static ResponseBuilder<Object> to(String address) {
    return ResponseBuilder.create(303).location(URI.create(address));
  }

  /** Ends the session at the provider too, where somebody asks for it after signing out here. */
  @GET
  @Path("end")
  public RestResponse<Object> end(RoutingContext request) {
    return to(provider.endOfSession(request, "/sign-in").orElse("/sign-in")).build();
  }
}
