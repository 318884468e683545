package dev.demarc.notification;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * The mail server that takes what goes out; the mailer reads these too, see application.properties.
 */
@ConfigMapping(prefix = "demarc.relay")
interface RelaySettings {

  /** Without one, mails are held. */
  Optional<String> host();

  Optional<Integer> port();

  Optional<String> username();

  Optional<String> password();

  /** DISABLED, OPTIONAL or REQUIRED. */
  Optional<String> startTls();

  default boolean isConfigured() {
    return host().filter(name -> !name.isBlank()).isPresent();
  }
}
