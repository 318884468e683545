package dev.demarc.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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

  static final String STOPPING = "4.3.2 Demarc is stopping; try again later";

  private static final long SEND_AWAY_EVERY_MS = 50;
  private static final Logger LOG = Logger.getLogger(SmtpConnections.class);

  /**
   * @param socket the plain one, which closes at once also below a TLS that waits for its peer
   * @param since by the clock of {@link System#nanoTime}
   */
  private record Open(Socket socket, long since) {}

  private final int mostOfOneAddress;
  private final Duration longest;
  private final Map<InetAddress, Integer> ofAddress = new ConcurrentHashMap<>();
  private final Map<Session, Open> open = new ConcurrentHashMap<>();
  private final Set<Session> amidMail = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;
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
    if (draining) {
      return SessionAcceptance.failure(421, STOPPING);
    }
    var socket = session.getSocket();
    if (ofAddress.merge(socket.getInetAddress(), 1, Integer::sum) > mostOfOneAddress) {
      leave(socket);
      return SessionAcceptance.failure(
          421, "4.7.0 Too many connections from your address; try again later");
    }
    open.put(session, new Open(socket, System.nanoTime()));
    return SessionAcceptance.success();
  }

  @Override
  public void onSessionEnd(Session session) {
    var ended = open.remove(session);
    if (ended != null) {
      leave(ended.socket());
    }
  }

  /**
   * @return to be run when that mail is over
   */
  Runnable mailBegins(Session session) {
    amidMail.add(session);
    return () -> amidMail.remove(session);
  }

  /** From now on, whoever is not amid a mail is sent away. */
  void drain() {
    draining = true;
    clock.scheduleWithFixedDelay(
        this::sendAwayWhoWaits, 0, SEND_AWAY_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void sendAwayWhoWaits() {
    for (var session : open.keySet()) {
      if (!amidMail.contains(session)) {
        try {
          session.sendResponse("421 " + STOPPING);
        } catch (IOException e) {
          LOG.debug("a sender hung up before it was sent away", e);
        }
        session.quit();
      }
    }
  }

  boolean areDraining() {
    return draining;
  }

  /** How many connections are open. */
  int count() {
    return open.size();
  }

  private void leave(Socket socket) {
    ofAddress.computeIfPresent(
        socket.getInetAddress(), (address, many) -> many > 1 ? many - 1 : null);
  }

  private void endOverdue() {
    long now = System.nanoTime();
    for (var connection : open.values()) {
      if (now - connection.since() > longest.toNanos()) {
        try {
          connection.socket().close();
        } catch (IOException e) {
          LOG.debug("a connection that lasted too long is gone already", e);
        }
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
