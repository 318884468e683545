package dev.demarc.ops;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What is served over HTTP. */
@ConfigMapping(prefix = "demarc.http")
interface HttpSettings {

  /** Host names without ports, as callers write them; where absent, every name is served. */
  Optional<Set<String>> hosts();
}
