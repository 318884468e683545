package dev.demarc.intake.smtp;

import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.RepeatedWork;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * Keeps one sender from having all connections, and each from lasting for ever: whoever sends a
 * byte or a command now and then never runs into the time that is waited for the next one. Where
 * all connections are taken, one that brings no mail gives way to a new one.
 */
final class SmtpConnections implements SessionHandler, AutoCloseable {

  static final String STOPPING = "4.3.2 Demarc is stopping; try again later";

  /** Those that are sent away are no longer counted, and still there until they have gone. */
  static final int LEAVING = 50;

  private static final long SEND_AWAY_EVERY_MS = 50;
  private static final long GONE_WITHIN_MS = 1_000;

  private final SmtpLimits limits;
  private final Map<String, Integer> ofNetwork = new HashMap<>();
  private final Map<Session, SmtpConnection> open = new ConcurrentHashMap<>();
  private final Set<Session> amidMail = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("smtp-connections"));

  /** Of its own: whoever takes no answers keeps those waiting that send one. */
  private final ExecutorService goodbyes =
      Executors.newCachedThreadPool(DaemonThreads.named("smtp-goodbye"));

  SmtpConnections(SmtpLimits limits) {
    this.limits = limits;
    long shortest =
        Math.min(
            limits.idle().toMillis(),
            Math.min(limits.content().toMillis(), limits.longest().toMillis()));
    long tick = Math.max(100, Math.min(10_000, shortest / 4));
    var ending = new RepeatedWork("Ending overdue connections of SMTP", this::endOverdue);
    clock.scheduleWithFixedDelay(ending, tick, tick, TimeUnit.MILLISECONDS);
  }

  @Override
  public SessionAcceptance accept(Session session) {
    if (draining) {
      return SessionAcceptance.failure(421, STOPPING);
    }
    var socket = session.getSocket();
    var network = CallerNetwork.of(socket.getInetAddress());
    synchronized (ofNetwork) {
      if (ofNetwork.getOrDefault(network, 0) >= limits.connectionsOfOneAddress()) {
        return SessionAcceptance.failure(
            421, "4.7.0 Too many connections from your address; try again later");
      }
      if (count() >= limits.connections() && !makeRoom()) {
        return SessionAcceptance.failure(421, "4.3.2 Too many connections; try again later");
      }
      ofNetwork.merge(network, 1, Integer::sum);
      open.put(session, new SmtpConnection(session, socket, network, System.nanoTime()));
    }
    return SessionAcceptance.success();
  }

  /** Of the sender with the most of them first: one that comes again and again ousts itself. */
  private boolean makeRoom() {
    long now = System.nanoTime();
    var longest =
        open.values().stream()
            .filter(SmtpConnection::isIdle)
            .max(
                Comparator.<SmtpConnection>comparingInt(idle -> ofNetwork.get(idle.network()))
                    .thenComparingLong(idle -> now - idle.idleSince()));
    longest.ifPresent(
        idle -> sendAway(idle, "421 4.3.2 Others wait for your connection; come with a mail"));
    return longest.isPresent();
  }

  @Override
  public void onSessionEnd(Session session) {
    var ended = open.remove(session);
    if (ended != null) {
      synchronized (ofNetwork) {
        ofNetwork.computeIfPresent(ended.network(), (any, many) -> many > 1 ? many - 1 : null);
      }
    }
  }

  /**
   * @return to be run when that mail is over
   */
  Runnable mailBegins(Session session) {
    amidMail.add(session);
    return () -> {
      amidMail.remove(session);
      find(session).ifPresent(SmtpConnection::mailEnds);
    };
  }

  void contentBegins(Session session) {
    find(session).ifPresent(connection -> connection.contentBegins(System.nanoTime()));
  }

  void mailStored(Session session) {
    find(session).ifPresent(connection -> connection.mailStored(System.nanoTime()));
  }

  private Optional<SmtpConnection> find(Session session) {
    return Optional.ofNullable(open.get(session));
  }

  /** From now on, whoever is not amid a mail is sent away. */
  void drain() {
    draining = true;
    var sendingAway = new RepeatedWork("Sending idle clients of SMTP away", this::sendAwayWhoWaits);
    clock.scheduleWithFixedDelay(sendingAway, 0, SEND_AWAY_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void sendAwayWhoWaits() {
    open.forEach(
        (session, connection) -> {
          if (!amidMail.contains(session)) {
            sendAway(connection, "421 " + STOPPING);
          }
        });
  }

  private void sendAway(SmtpConnection connection, String answer) {
    if (connection.leaves()) {
      clock.schedule(connection::cutOff, GONE_WITHIN_MS, TimeUnit.MILLISECONDS);
      goodbyes.execute(() -> connection.sayGoodbye(answer));
    }
  }

  boolean areDraining() {
    return draining;
  }

  /** How many connections are open. */
  int count() {
    return (int) open.values().stream().filter(connection -> !connection.isLeaving()).count();
  }

  private void endOverdue() {
    long now = System.nanoTime();
    for (var connection : open.values()) {
      if (connection.isOpenFor(limits.longest(), now)
          || connection.bringsContentFor(limits.content(), now)) {
        connection.cutOff();
      } else if (connection.isIdleFor(limits.idle(), now)) {
        sendAway(connection, "421 4.4.2 No mail came for too long; come back with one");
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    goodbyes.shutdownNow();
  }
}
