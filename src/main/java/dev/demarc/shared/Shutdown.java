package dev.demarc.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The first part of stopping: nothing new is taken, and what is under way is finished while the
 * database and everything else are still there.
 */
@ApplicationScoped
public class Shutdown {

  /** Fired once, at the beginning: whoever takes work in stops taking any. */
  public record Begins() {}

  private static final Logger LOG = Logger.getLogger(Shutdown.class);
  private static final long LOOK_EVERY_MS = 50;

  private final Event<Begins> begins;
  private final Instance<UnderWay> work;
  private volatile boolean stopping;

  Shutdown(Event<Begins> begins, @Any Instance<UnderWay> work) {
    this.begins = begins;
    this.work = work;
  }

  /** Whether nothing new is to be taken. */
  public boolean isStopping() {
    return stopping;
  }

  /**
   * Has everyone stop taking work, and waits until all that is under way is finished.
   *
   * @param patience at most
   * @return whether it is finished
   */
  public boolean drain(Duration patience) {
    stopping = true;
    try {
      begins.fire(new Begins());
    } catch (RuntimeException e) {
      LOG.error("Not everything stopped taking work", e);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    int open;
    while ((open = work.stream().mapToInt(UnderWay::underWay).sum()) > 0) {
      if (System.nanoTime() > deadline) {
        LOG.errorf("%d requests, mails or jobs are not finished and are cut off", open);
        return false;
      }
      try {
        Thread.sleep(LOOK_EVERY_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
