package dev.demarc.startup;

import dev.demarc.shared.Shutdown;
import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * What a signal to end does: at the first, what is under way is finished and the process ends in
 * order, within a bound; at the second it ends at once. Java itself would start to take everything
 * down at the first, and ignore the second.
 */
final class StopSignals {

  private static final Logger LOG = Logger.getLogger(StopSignals.class);

  /** What is left of the bound is for everything that is taken down afterwards. */
  private static final int PARTS_FOR_WHAT_IS_UNDER_WAY = 2;

  private static final int PARTS = 3;

  private final Duration bound;
  private final Runnable atOnce;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private StopSignals(Duration bound, Runnable atOnce) {
    this.bound = bound;
    this.atOnce = atOnce;
  }

  /**
   * @param bound how long stopping may take
   * @param atOnce run before the process ends out of order
   */
  static StopSignals install(Duration bound, Runnable atOnce) {
    var signals = new StopSignals(bound, atOnce);
    for (var name : new String[] {"TERM", "INT", "HUP"}) {
      try {
        Signal.handle(new Signal(name), signals::received);
      } catch (IllegalArgumentException e) {
        LOG.debugf("Java was told to leave %s alone", name);
      }
    }
    return signals;
  }

  private void received(Signal signal) {
    int code = 128 + signal.getNumber();
    if (!stopping.compareAndSet(false, true)) {
      halt("Demarc was told to stop once more and ends at once.", code);
    }
    start(
        "stop",
        () -> {
          start("stop-in-time", () -> endAfterBound(code));
          drain();
          System.exit(code);
        });
  }

  /** Ends the process in order and within the bound, though nothing that is under way can end. */
  void exit(int code) {
    start("stop-in-time", () -> endAfterBound(code));
    System.exit(code);
  }

  private static void start(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    // not that of the thread which signals come on, which knows Java's own classes only
    thread.setContextClassLoader(StopSignals.class.getClassLoader());
    thread.start();
  }

  private void drain() {
    var beans = Arc.container();
    try {
      if (beans != null && beans.isRunning()) {
        var shutdown = beans.instance(Shutdown.class);
        if (shutdown.isAvailable()) {
          shutdown.get().drain(bound.multipliedBy(PARTS_FOR_WHAT_IS_UNDER_WAY).dividedBy(PARTS));
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("What was under way may be cut off", e);
    }
  }

  private void endAfterBound(int code) {
    try {
      Thread.sleep(bound.toMillis());
      halt("Demarc did not stop within " + bound.toSeconds() + " s and ends now.", code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void halt(String why, int code) {
    System.err.println(why);
    try {
      atOnce.run();
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }
}
