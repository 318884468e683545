package dev.demarc.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Who may watch a node. */
@ConfigMapping(prefix = "demarc.operation")
interface OperationSettings {

  /** Networks from which metrics and the description of the API are served without a key. */
  @WithDefault("127.0.0.0/8,::1")
  Set<String> networks();
}
