package dev.demarc.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a node says of itself that it is not well. */
@ConfigMapping(prefix = "demarc.health")
interface HealthSettings {

  /**
   * How long all connections of the pool may be taken, with none given back, before it is not
   * ready.
   */
  @WithDefault("10s")
  Duration poolExhaustedAfter();

  /** How long a request may wait for a thread before the node is to be restarted. */
  @WithDefault("2m")
  Duration threadsStuckAfter();
}
