package dev.demarc.access.oidc;

import dev.demarc.http.OutwardRedirect;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The extension for OpenID Connect, let in at one path only. What it proves is who somebody is; the
 * identity that comes of it has no role, whatever the token says.
 */
@ApplicationScoped
public class OidcProvider {

  /** Where people go to sign in, and come back to. */
  public static final String PATH = ProviderTenant.PATH;

  private static final Logger LOG = Logger.getLogger(OidcProvider.class);

  /** What jose4j writes before the reason and after all that the token says. */
  private static final String DETAILS = "Additional details: ";

  private static final int LONGEST_REASON = 200;
  private static final String CLAIMS = "demarc.oidc.claims";
  private static final String SESSION_COOKIE =
      OidcUtils.SESSION_COOKIE_NAME + "_" + ProviderTenant.ID;

  private final OidcAuthenticationMechanism extension;
  private final ProviderTenant tenant;
  private final TenantConfigBean tenants;
  private final OidcSettings settings;

  OidcProvider(
      OidcAuthenticationMechanism extension,
      ProviderTenant tenant,
      TenantConfigBean tenants,
      OidcSettings settings) {
    this.extension = extension;
    this.tenant = tenant;
    this.tenants = tenants;
    this.settings = settings;
  }

  /** What people call it; empty where none is configured. */
  public Optional<String> name() {
    return tenant.isConfigured() ? Optional.of(settings.name()) : Optional.empty();
  }

  public boolean isFor(RoutingContext request) {
    return tenant.isConfigured() && request.normalizedPath().equals(PATH);
  }

  /** Nothing where somebody is to be sent there; an identity without claims where it went wrong. */
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identities) {
    if (isBack(request) && !hasCookieOfTheWay(request)) {
      // sent there once more they would come back like this once more
      return Uni.createFrom().item(identity(null));
    }
    return extension
        .authenticate(request, identities)
        .map(known -> known == null ? null : identity(read(known)))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("A sign-in by %s failed: %s", settings.name(), reason(failure));
              return identity(null);
            })
        .invoke(done -> request.response().removeCookies(SESSION_COOKIE, false));
  }

  private static boolean isBack(RoutingContext request) {
    var query = request.queryParams();
    return query.contains("state") || query.contains("code") || query.contains("error");
  }

  private static boolean hasCookieOfTheWay(RoutingContext request) {
    return request.request().cookies().stream()
        .anyMatch(cookie -> cookie.getName().startsWith(OidcUtils.STATE_COOKIE_NAME));
  }

  private @Nullable ProviderClaims read(SecurityIdentity known) {
    var token = ((JsonWebToken) known.getPrincipal()).getRawToken();
    var body = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    var claims =
        ProviderClaims.of(new JsonObject(new String(body, StandardCharsets.UTF_8)), settings);
    return claims.isWhole() ? claims : null;
  }

  private static SecurityIdentity identity(@Nullable ProviderClaims claims) {
    var identity =
        QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("signing in"));
    return claims == null ? identity.build() : identity.addAttribute(CLAIMS, claims).build();
  }

  /** Without tokens and claims, and without what a caller could write into the log. */
  static String reason(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    var words = String.valueOf(cause.getMessage());
    int details = words.indexOf(DETAILS);
    words = details < 0 ? words : words.substring(details + DETAILS.length());
    words =
        words.replaceAll("eyJ[A-Za-z0-9_.-]+", "(token)").replaceAll("[\\p{Cntrl}]+", " ").strip();
    return words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) + "..." : words;
  }

  /** Empty where no provider proved who is asking. */
  public static Optional<ProviderClaims> claims(SecurityIdentity identity) {
    return Optional.ofNullable(identity.<ProviderClaims>getAttribute(CLAIMS));
  }

  /** Sends somebody there. */
  public Uni<ChallengeData> challenge(RoutingContext request) {
    return extension
        .getChallenge(request)
        .invoke(challenge -> allowRedirect(request, challenge))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf(
                  "Nobody can sign in by %s: %s does not answer as it should (%s)",
                  settings.name(), settings.issuer().orElse(""), reason(failure));
              return new ChallengeData(
                  HttpResponseStatus.SEE_OTHER.code(), "Location", "/sign-in?why=unreachable");
            });
  }

  private static void allowRedirect(RoutingContext request, ChallengeData challenge) {
    challenge
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (HttpHeaderNames.LOCATION.contentEqualsIgnoreCase(name)) {
                OutwardRedirect.allow(request, value.toString());
              }
            });
  }

  /**
   * Where the session at the provider is ended (OpenID Connect RP-Initiated Logout 1.0).
   *
   * @param back the path of ours that the provider sends people to then
   * @return empty where it has no such address, or has not been talked to yet by this node
   */
  public Optional<String> endOfSession(RoutingContext request, String back) {
    var here = request.request().scheme() + "://" + request.request().authority();
    var address =
        Optional.ofNullable(tenants.getDynamicTenant(ProviderTenant.ID))
            .map(known -> known.getOidcMetadata())
            .map(metadata -> metadata.getEndSessionUri())
            .map(
                end ->
                    end
                        + (end.contains("?") ? "&" : "?")
                        + "client_id="
                        + encoded(settings.clientId().orElse(""))
                        + "&post_logout_redirect_uri="
                        + encoded(here + back));
    address.ifPresent(location -> OutwardRedirect.allow(request, location));
    return address;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
