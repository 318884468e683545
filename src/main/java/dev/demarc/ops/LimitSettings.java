package dev.demarc.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often anybody may call; counted by each node for itself. A rate of 0 is no limit. */
@ConfigMapping(prefix = "demarc.limits")
interface LimitSettings {

  /** Calls of one API key, or of one address without a key. */
  @WithDefault("500")
  double callsPerSecond();

  @WithDefault("2000")
  int callsBurst();

  /** Sign-ins, and calls with a key that there is not, from one address. */
  @WithDefault("2")
  double attemptsPerSecond();

  @WithDefault("60")
  int attemptsBurst();

  /**
   * Seconds until a body that stopped coming is given up; below quarkus.http.read-timeout, which
   * ends connections without a word.
   */
  @WithDefault("30")
  long bodyStallsAfter();
}
