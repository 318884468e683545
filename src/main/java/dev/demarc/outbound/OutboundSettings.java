package dev.demarc.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What an operator decides about connections to other hosts. */
@ConfigMapping(prefix = "demarc.outbound")
interface OutboundSettings {

  /** Networks that may be connected to although they are no part of the public Internet. */
  Optional<List<String>> allow();

  /** Whether a request may go out without TLS. */
  @WithDefault("false")
  boolean allowHttp();
}
