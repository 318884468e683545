package dev.demarc.access.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Where people sign in elsewhere; nobody does without an issuer. */
@ConfigMapping(prefix = "demarc.oidc")
public interface OidcSettings {

  /** The provider's address, below which {@code .well-known/openid-configuration} stands. */
  Optional<String> issuer();

  Optional<String> clientId();

  Optional<String> clientSecret();

  /** What people call the provider: it stands on the button. */
  @WithDefault("your organisation")
  String name();

  /** Asked for besides {@code openid}. */
  @WithDefault("profile,email")
  Set<String> scopes();

  /**
   * The claim of the ID token that holds groups or roles: its name, or a path with slashes such as
   * {@code realm_access/roles}.
   */
  @WithDefault("groups")
  String rolesClaim();

  /** The claim that a new person's user name is made from. */
  @WithDefault("preferred_username")
  String usernameClaim();

  /** Which values of that claim give which role. */
  Values roles();

  /** Slugs of the queues that a new person sees; all where it is left out. */
  Optional<Set<String>> firstQueues();

  /** The name of a TLS configuration that says which certificates of the provider are accepted. */
  Optional<String> tls();

  interface Values {
    Optional<Set<String>> administrator();

    Optional<Set<String>> lead();

    Optional<Set<String>> analyst();

    Optional<Set<String>> auditor();
  }
}
