package dev.demarc.shared;

import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** How often the engines of a node look for jobs that are due: it is how late a job may begin. */
public final class JobPolling {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LEAST = Duration.ofMillis(50);

  private JobPolling() {}

  /**
   * @throws IllegalArgumentException naming the setting, where it would keep the database busy
   */
  public static Duration every() {
    var every =
        ConfigProvider.getConfig()
            .getOptionalValue("demarc.jobs.poll-every", Duration.class)
            .orElse(EVERY);
    if (every.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "demarc.jobs.poll-every is " + every.toMillis() + " ms: give 50 ms or more.");
    }
    return every;
  }
}
