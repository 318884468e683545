package dev.demarc.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the figures that need the database are read for Prometheus. */
@ConfigMapping(prefix = "demarc.metrics")
interface MetricSettings {

  @WithDefault("15s")
  Duration every();
}
