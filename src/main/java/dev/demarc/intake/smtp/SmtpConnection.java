package dev.demarc.intake.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.subethamail.smtp.server.Session;

/** An open SMTP connection, and whether it brings a mail. Times are {@link System#nanoTime}. */
final class SmtpConnection {

  private static final Logger LOG = Logger.getLogger(SmtpConnection.class);

  private final Session session;

  /** The plain one, which closes at once also below a TLS that waits for its peer. */
  private final Socket socket;

  private final String network;
  private final long since;
  private final AtomicBoolean leaving = new AtomicBoolean();
  private volatile long idleSince;
  private volatile long contentSince;
  private volatile boolean bringsContent;

  SmtpConnection(Session session, Socket socket, String network, long now) {
    this.session = session;
    this.socket = socket;
    this.network = network;
    this.since = now;
    this.idleSince = now;
  }

  String network() {
    return network;
  }

  /** DATA or BDAT was said to recipients; what comes now is the mail itself. */
  void contentBegins(long now) {
    if (!bringsContent) {
      contentSince = now;
      bringsContent = true;
    }
  }

  /** The mail was stored. No other command makes a connection less idle. */
  void mailStored(long now) {
    idleSince = now;
  }

  void mailEnds() {
    bringsContent = false;
  }

  boolean isIdle() {
    return !bringsContent && !leaving.get();
  }

  long idleSince() {
    return idleSince;
  }

  boolean isIdleFor(Duration time, long now) {
    return isIdle() && now - idleSince > time.toNanos();
  }

  boolean bringsContentFor(Duration time, long now) {
    return bringsContent && now - contentSince > time.toNanos();
  }

  boolean isOpenFor(Duration time, long now) {
    return now - since > time.toNanos();
  }

  boolean isLeaving() {
    return leaving.get();
  }

  /**
   * @return false for all but the first who asks
   */
  boolean leaves() {
    return leaving.compareAndSet(false, true);
  }

  /** Waits for a peer that takes no answers, until somebody calls {@link #cutOff}. */
  void sayGoodbye(String answer) {
    try {
      session.sendResponse(answer);
    } catch (IOException e) {
      LOG.debug("a sender hung up before it was sent away", e);
    }
    session.quit();
  }

  void cutOff() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection that is to be closed is gone already", e);
    }
  }
}
