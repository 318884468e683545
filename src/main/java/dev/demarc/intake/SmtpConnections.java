package dev.demarc.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * Keeps one sender from having all connections, and each from lasting for ever: whoever sends a
 * byte now and then never runs into the time that is waited for the next one.
 */
final class SmtpConnections implements SessionHandler, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SmtpConnections.class);

  private final int mostOfOneAddress;
  private final Duration longest;
  private final Map<InetAddress, Integer> ofAddress = new ConcurrentHashMap<>();
  private final Map<Session, Long> since = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "smtp-connections");
            thread.setDaemon(true);
            return thread;
          });

  SmtpConnections(int mostOfOneAddress, Duration longest) {
    this.mostOfOneAddress = mostOfOneAddress;
    this.longest = longest;
    long tick = Math.max(100, Math.min(10_000, longest.toMillis() / 4));
    clock.scheduleWithFixedDelay(this::endOverdue, tick, tick, TimeUnit.MILLISECONDS);
  }

  @Override
  public SessionAcceptance accept(Session session) {
    if (ofAddress.merge(address(session), 1, Integer::sum) > mostOfOneAddress) {
      leave(address(session));
      return SessionAcceptance.failure(
          421, "4.7.0 Too many connections from your address; try again later");
    }
    since.put(session, System.nanoTime());
    return SessionAcceptance.success();
  }

  @Override
  public void onSessionEnd(Session session) {
    if (since.remove(session) != null) {
      leave(address(session));
    }
  }

  private void leave(InetAddress address) {
    ofAddress.computeIfPresent(address, (a, many) -> many > 1 ? many - 1 : null);
  }

  private static InetAddress address(Session session) {
    return session.getSocket().getInetAddress();
  }

  private void endOverdue() {
    long now = System.nanoTime();
    since.forEach(
        (session, began) -> {
          if (now - began > longest.toNanos()) {
            try {
              session.closeSocket();
            } catch (IOException e) {
              LOG.debug("a connection that lasted too long is gone already", e);
            }
          }
        });
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
