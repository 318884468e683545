package dev.demarc.access.signin;

import dev.demarc.access.people.People;
import dev.demarc.access.people.Person;
import dev.demarc.shared.SecretEncryption;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/** Who must have a second factor. */
@ApplicationScoped
public class SecondFactorRule {

  @ConfigMapping(prefix = "demarc.sign-in.second-factor")
  public interface Settings {
    /** Roles; none by default. */
    Optional<Set<String>> requiredFor();
  }

  private final Set<String> roles;
  private final SecretEncryption encryption;

  public SecondFactorRule(Settings settings, SecretEncryption encryption) {
    this.roles = settings.requiredFor().orElse(Set.of());
    this.encryption = encryption;
  }

  /** Otherwise those who must have one could neither set it up nor sign in without it. */
  public void check(@Observes StartupEvent event) {
    if (!People.ROLES.containsAll(roles)) {
      throw new ConfigurationException(
          "demarc.sign-in.second-factor.required-for (DEMARC_SIGN_IN_SECOND_FACTOR_REQUIRED_FOR)"
              + " cannot be used: name roles, which are "
              + String.join(", ", People.ROLES)
              + ".");
    }
    if (!roles.isEmpty() && !encryption.hasKey()) {
      throw new ConfigurationException(
          "demarc.sign-in.second-factor.required-for needs a key that secrets are encrypted with:"
              + " set DEMARC_SECRETS_KEY to 32 random bytes in Base64 (openssl rand -base64 32),"
              + " the same on every node.");
    }
  }

  boolean isRequiredFor(String role) {
    return roles.contains(role);
  }

  /**
   * Whether somebody must have one and has none, and so may do nothing but set it up. What a
   * provider asks for besides a password is the provider's matter.
   */
  public boolean isMissing(Person person) {
    return person.issuer == null && person.totpSecret == null && isRequiredFor(person.role);
  }
}
