package dev.demarc.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where an operator has newer versions of AWS's address ranges read from. */
@ConfigMapping(prefix = "demarc.aws-ranges")
interface RangeSettings {

  /** A file in the form of AWS's ip-ranges.json; counts before the address. */
  Optional<String> file();

  Optional<URI> url();

  @WithDefault("24h")
  Duration every();
}
