package dev.demarc.access.oidc;

import dev.demarc.shared.Sha256;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The provider as the extension wants it described: code flow with PKCE and nonce, nothing of which
 * an operator can switch off. It is asked for its own description at the first sign-in, so that
 * Demarc starts, and is healthy, while the provider is down.
 */
@ApplicationScoped
class ProviderTenant implements TenantConfigResolver {

  static final String ID = "demarc";
  static final String PATH = "/sign-in/oidc";

  private static final int CLOCKS_DIFFER = 30;
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

  private final OidcSettings settings;
  private final @Nullable OidcTenantConfig tenant;

  ProviderTenant(OidcSettings settings) {
    this.settings = settings;
    this.tenant = settings.issuer().isEmpty() ? null : describe();
  }

  boolean isConfigured() {
    return tenant != null;
  }

  void check(@Observes StartupEvent event) {
    if (tenant != null && new GroupRoles(settings.roles()).giveNone()) {
      throw new ConfigurationException(
          "demarc.oidc.issuer is set, but no group gives a role, so that nobody could sign in there:"
              + " set demarc.oidc.roles.administrator, .lead, .analyst or .auditor"
              + " (DEMARC_OIDC_ROLES_ANALYST and so on) to the names of groups.");
    }
  }

  private OidcTenantConfig describe() {
    var issuer = settings.issuer().orElseThrow();
    var secret = required(settings.clientSecret().orElse(null), "client-secret");
    var description =
        OidcTenantConfig.authServerUrl(issuer)
            .tenantId(ID)
            .applicationType(ApplicationType.WEB_APP)
            .clientId(required(settings.clientId().orElse(null), "client-id"))
            .credentials(secret)
            .connectionTimeout(ANSWERS_WITHIN)
            .connectionRetryCount(1);
    settings.tls().ifPresent(description::tlsConfigurationName);
    return description
        .token()
        .issuer(issuer)
        .subjectRequired()
        // a token is good by its signature and by nothing else
        .allowJwtIntrospection(false)
        .allowOpaqueTokenIntrospection(false)
        .issuedAtRequired()
        .lifespanGrace(CLOCKS_DIFFER)
        .end()
        .authentication()
        .redirectPath(PATH)
        .cookiePath(PATH)
        .restorePathAfterRedirect(false)
        .removeRedirectParameters(false)
        .scopes(List.copyOf(settings.scopes()))
        .forwardParams("prompt")
        .pkceRequired()
        .nonceRequired()
        .failOnMissingStateParam(true)
        .stateSecret(derived(secret))
        .end()
        .build();
  }

  private static String required(@Nullable String value, String key) {
    if (value == null || value.isBlank()) {
      throw new ConfigurationException(
          "demarc.oidc.issuer is set, but demarc.oidc." + key + " is not.");
    }
    return value;
  }

  /** What the cookie of a sign-in under way is encrypted with: the same on every node. */
  private static String derived(String secret) {
    var hash = Sha256.of(("demarc.oidc.state\n" + secret).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** Null leads to the default, which is switched off. */
  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
    return tenant != null && request.normalizedPath().equals(PATH)
        ? Uni.createFrom().item(tenant)
        : Uni.createFrom().nullItem();
  }
}
