package dev.demarc.access.signin;

import dev.demarc.access.people.Credentials;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Who may sign in with a password: all who have one, unless people are to sign in elsewhere but for
 * some that get in while the provider is away.
 */
@ApplicationScoped
public class LocalSignIn {

  @ConfigMapping(prefix = "demarc.sign-in.passwords")
  public interface Settings {
    /** User names; all where it is left out. */
    Optional<Set<String>> onlyFor();
  }

  private final Settings settings;

  public LocalSignIn(Settings settings) {
    this.settings = settings;
  }

  boolean isFor(Credentials.Known person) {
    return settings.onlyFor().map(names -> names.contains(person.username())).orElse(true);
  }
}
