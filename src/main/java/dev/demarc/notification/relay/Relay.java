package dev.demarc.notification.relay;

import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.shared.DaemonThreads;
import dev.demarc.shared.RepeatedWork;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The mail server that takes what goes out, and this node's connections to it. */
@ApplicationScoped
public class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);

  private static final Duration KEPT_OPEN = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration WHEN_BUSY = Duration.ofSeconds(10);
  private static final int MAILS_A_CONNECTION = 100;

  private record IdleConnection(RelayConnection connection, Instant since) {}

  private final RelaySettings settings;
  private final String ownName;
  private final Supplier<SSLSocketFactory> tls;
  private final Clock clock;
  private final CircuitBreaker breaker;
  private final ConnectionLimit limit;
  private final Set<RelayConnection> open = ConcurrentHashMap.newKeySet();
  private final Deque<IdleConnection> kept = new ArrayDeque<>();
  private final ScheduledThreadPoolExecutor timer;
  private volatile boolean ended;

  @Inject
  public Relay(
      RelaySettings settings,
      TlsConfigurationRegistry certificates,
      // looked up, it would wait for a name server with the first mail
      @ConfigProperty(name = "demarc.smtp.host-name", defaultValue = "demarc") String ownName,
      Clock clock) {
    this(settings, new RelayTls(certificates, settings.tls())::sockets, ownName, clock);
  }

  public Relay(
      RelaySettings settings, Supplier<SSLSocketFactory> tls, String ownName, Clock clock) {
    if (settings.connections() < 1) {
      throw new ConfigurationException("demarc.relay.connections must be at least 1");
    }
    this.settings = settings;
    this.ownName = ownName;
    this.tls = tls;
    this.clock = clock;
    this.breaker = new CircuitBreaker(clock);
    this.limit = new ConnectionLimit(settings.connections(), clock);
    this.timer = new ScheduledThreadPoolExecutor(2, DaemonThreads.named("relay-timer"));
    timer.setRemoveOnCancelPolicy(true);
    long seconds = KEPT_OPEN.toSeconds();
    var closing = new RepeatedWork("Closing idle connections to the relay", this::closeIdle);
    timer.scheduleWithFixedDelay(closing, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Until when no mail is tried because the relay fails for all; empty while it works. */
  public Optional<Instant> pausedUntil() {
    return breaker.pausedUntil();
  }

  public Optional<RelayFailure> trouble() {
    return breaker.trouble();
  }

  public int connectionsAllowed() {
    return limit.allowed();
  }

  /**
   * Returns when it is known what became of the mail, or at the deadline.
   *
   * @param beforeEnd run before the relay can take the mail; what it throws stops that and comes
   *     through
   */
  public DeliveryAttempt send(MimeMessage mail, Address recipient, Runnable beforeEnd)
      throws InterruptedException {
    if (ended) {
      return postponed("Demarc is being stopped.", WHEN_BUSY);
    }
    if (!limit.acquire(PATIENCE)) {
      return postponed("All connections to the relay are in use.", PATIENCE);
    }
    try {
      var rest = breaker.tryPass();
      if (rest.isPresent()) {
        var why = breaker.trouble().map(RelayFailure::words).orElse("The relay fails.");
        return new DeliveryAttempt(Verdict.RELAY_FAILS, why, rest.get());
      }
      return conclude(exchange(mail, recipient, beforeEnd));
    } catch (RuntimeException stopped) {
      breaker.undecided();
      throw stopped;
    } finally {
      limit.release();
    }
  }

  private SmtpReply exchange(MimeMessage mail, Address recipient, Runnable beforeEnd) {
    long end = System.nanoTime() + settings.deadline().toNanos();
    var before = takeKept();
    if (before != null) {
      var reply = hand(before, mail, recipient, beforeEnd, end);
      if (!closedMeanwhile(reply)) {
        return reply;
      }
    }
    var connection = new RelayConnection(settings, ownName, tls.get(), timer);
    open.add(connection);
    var deadline = cutAt(end, connection);
    try {
      var trouble = connection.open();
      if (trouble.isPresent()) {
        open.remove(connection);
        return trouble.get();
      }
    } finally {
      deadline.run();
    }
    return hand(connection, mail, recipient, beforeEnd, end);
  }

  /** A relay closes connections that were idle for a while; that says nothing of anything else. */
  private static boolean closedMeanwhile(SmtpReply reply) {
    return reply.phase() == SmtpReply.Phase.MAIL && (!reply.answered() || reply.code() == 421);
  }

  private SmtpReply hand(
      RelayConnection connection,
      MimeMessage mail,
      Address recipient,
      Runnable beforeEnd,
      long end) {
    var deadline = cutAt(end, connection);
    boolean keep = false;
    try {
      var reply = connection.hand(mail, recipient, beforeEnd);
      keep = reply.isOk() || (reply.code() >= 400 && reply.code() != 421);
      return reply;
    } finally {
      deadline.run();
      if (!keep || !keep(connection)) {
        open.remove(connection);
        connection.cut();
      }
    }
  }

  /**
   * @param end as {@code System.nanoTime()} counts
   * @return to be run when the exchange came to an end before
   */
  private Runnable cutAt(long end, RelayConnection connection) {
    var cut = timer.schedule(connection::cut, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    return () -> cut.cancel(false);
  }

  private DeliveryAttempt conclude(SmtpReply reply) {
    var verdict = DeliveryOutcomeRules.verdict(reply);
    var words = RelayMessages.of(verdict, reply, settings);
    switch (verdict) {
      case TAKEN, REFUSED, DEFERRED -> worked();
      case BROKEN_OFF, UNCONFIRMED -> failed(words);
      case RELAY_FAILS -> {
        failed(words);
        var until = breaker.pausedUntil().orElseGet(() -> clock.instant().plus(WHEN_BUSY));
        return new DeliveryAttempt(verdict, words, until);
      }
      case BUSY -> {
        closeKept();
        if (limit.lower()) {
          breaker.undecided();
        } else {
          failed(words);
        }
        return postponed(words, WHEN_BUSY);
      }
    }
    return new DeliveryAttempt(verdict, words, null);
  }

  private DeliveryAttempt postponed(@Nullable String words, Duration wait) {
    return new DeliveryAttempt(Verdict.BUSY, words, clock.instant().plus(wait));
  }

  private void worked() {
    if (breaker.recordSuccess()) {
      LOG.info("Mails leave again: the relay works.");
    }
  }

  private void failed(@Nullable String words) {
    if (breaker.failed(words) && !ended) {
      LOG.warnf("Mails wait until the relay works again: %s", words);
    }
  }

  private synchronized @Nullable RelayConnection takeKept() {
    while (!kept.isEmpty()) {
      var last = kept.removeLast();
      if (last.connection().isUsable() && !isIdle(last)) {
        return last.connection();
      }
      discard(last.connection());
    }
    return null;
  }

  private synchronized boolean keep(RelayConnection connection) {
    // the caller's own is counted as in use
    if (ended
        || !connection.isUsable()
        || connection.mails() >= MAILS_A_CONNECTION
        || !limit.leavesRoomFor(kept.size() - 1)) {
      return false;
    }
    kept.addLast(new IdleConnection(connection, clock.instant()));
    return true;
  }

  private boolean isIdle(IdleConnection one) {
    return one.since().plus(KEPT_OPEN).isBefore(clock.instant());
  }

  private synchronized void closeIdle() {
    while (!kept.isEmpty() && isIdle(kept.peekFirst())) {
      discard(kept.removeFirst().connection());
    }
  }

  private synchronized void closeKept() {
    kept.forEach(one -> discard(one.connection()));
    kept.clear();
  }

  private void discard(RelayConnection connection) {
    open.remove(connection);
    connection.quit();
  }

  /** Takes no new mail, and cuts off what is still under way after that time. */
  public void endWithin(Duration grace) {
    ended = true;
    closeKept();
    timer.schedule(
        () -> open.forEach(RelayConnection::cut), grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  public void close() {
    ended = true;
    timer.shutdownNow();
    open.forEach(RelayConnection::cut);
  }
}
