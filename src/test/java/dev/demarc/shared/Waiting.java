package dev.demarc.shared;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what happens by itself, on a machine that may be busy with other tests. */
public final class Waiting {

  public static final Duration AT_MOST = Duration.ofSeconds(30);

  private Waiting() {}

  public static ConditionFactory await() {
    return Awaitility.await().atMost(AT_MOST);
  }
}
