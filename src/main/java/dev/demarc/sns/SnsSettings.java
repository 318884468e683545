package dev.demarc.sns;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What an operator decides about SNS. */
@ConfigMapping(prefix = "demarc.sns")
interface SnsSettings {

  /** ARNs of topics that are approved without a person. */
  Optional<Set<String>> topics();

  /** A folder with signing certificates, named as in SigningCertURL, for sites that fetch none. */
  Optional<Path> certificates();

  /**
   * Whether messages signed with SHA-1 are taken, as topics do whose {@code SignatureVersion} was
   * never set.
   */
  @WithDefault("false")
  boolean allowSha1();

  /** A message whose Timestamp is older is refused. */
  @WithDefault("1h")
  Duration oldest();

  /** How many topics may wait for a decision at a time. */
  @WithDefault("100")
  int pendingAtMost();
}
