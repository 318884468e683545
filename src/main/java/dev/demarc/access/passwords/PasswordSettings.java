package dev.demarc.access.passwords;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** How long passwords must be, and what computing their hash costs. */
@ConfigMapping(prefix = "demarc.passwords")
public interface PasswordSettings {

  /**
   * Characters. NIST SP 800-63B-4 section 3.1.1.2 wants 15 where the password is the only factor,
   * and 8 beside a second one.
   */
  @WithDefault("15")
  int shortest();

  /** KiB that one hash takes; the defaults are those that OWASP recommends for Argon2id. */
  @WithDefault("19456")
  int memory();

  @WithDefault("2")
  int iterations();

  @WithDefault("1")
  int parallelism();

  /** Hashes computed at the same time on one node; as many as processors where it is left out. */
  OptionalInt hashesAtOnce();
}
