package dev.demarc.mailboxes;

import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.Shutdown;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jboss.logging.Logger;

/**
 * Waits in IDLE (RFC 2177) for mail, and ends the wait where something else is to be done: the
 * mailbox was changed, switched off or removed, the node stops, or the wait is long enough.
 */
@ApplicationScoped
class IdleWatch {

  private static final Logger LOG = Logger.getLogger(IdleWatch.class);

  /** Well below the 29 minutes after which servers may hang up (RFC 2177). */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Mailboxes mailboxes;
  private final Semaphore places;
  private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticking =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("mailbox-watch"));
  private final ExecutorService ending =
      Executors.newCachedThreadPool(DaemonThreads.named("mailbox-wake"));
  private volatile boolean stopping;

  IdleWatch(Mailboxes mailboxes, MailboxLimits limits) {
    this.mailboxes = mailboxes;
    this.places = new Semaphore(limits.idling());
  }

  void start(@Observes StartupEvent event) {
    ticking.scheduleWithFixedDelay(
        this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Those who wait for mail end their run. */
  void end(@Observes Shutdown.Begins event) {
    stopping = true;
    waiting.forEach(this::end);
  }

  /** Before the engine that waits for those who wait. */
  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping = true;
    waiting.forEach(this::end);
    ticking.shutdownNow();
    ending.shutdown();
  }

  boolean isStopping() {
    return stopping;
  }

  boolean takePlace() {
    return places.tryAcquire();
  }

  void leavePlace() {
    places.release();
  }

  /**
   * @return true where there may be mail; false where the wait is over
   */
  boolean mailComes(ImapConnection connection, IMAPFolder folder, ImapSettings imap, Instant until)
      throws MessagingException {
    var wait = new Wait(connection, folder, imap, until, new AtomicBoolean(), new AtomicBoolean());
    waiting.add(wait);
    try {
      if (!stopping && !connection.hasArrivals()) {
        folder.idle(true);
      }
      return !wait.over.get() && !stopping;
    } catch (MessagingException gone) {
      if (wait.over.get()) {
        return false; // it was left, and the server has not heard it: it may have gone silently
      }
      throw gone;
    } finally {
      waiting.remove(wait);
    }
  }

  private void tick() {
    try {
      var revisions =
          waiting.isEmpty()
              ? Map.<UUID, Integer>of()
              : mailboxes.revisions(
                  waiting.stream().map(w -> w.imap.id()).collect(Collectors.toSet()));
      for (var wait : waiting) {
        if (!Objects.equals(revisions.get(wait.imap.id()), wait.imap.revision())
            || !Instant.now().isBefore(wait.until)) {
          end(wait);
        } else if (wait.connection.hasArrivals()) {
          wake(wait);
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("The mailboxes that wait are looked at again in a moment", e);
    }
  }

  private void end(Wait wait) {
    wait.over.set(true);
    wake(wait);
  }

  /** Any other command ends IDLE; it may have to wait for a server that is gone. */
  private void wake(Wait wait) {
    if (!wait.waking.compareAndSet(false, true)) {
      return;
    }
    ending.execute(
        () -> {
          try {
            wait.folder.getMessageCount();
          } catch (MessagingException | RuntimeException e) {
            // then the connection is gone, and with it the wait
          } finally {
            wait.waking.set(false);
          }
        });
  }

  private record Wait(
      ImapConnection connection,
      IMAPFolder folder,
      ImapSettings imap,
      Instant until,
      AtomicBoolean over,
      AtomicBoolean waking) {}
}
