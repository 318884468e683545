package dev.demarc.notification.relay;

import dev.demarc.notification.relay.SmtpReply.Phase;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;
import org.jspecify.annotations.Nullable;

/** One connection to the relay, over which one mail after the other may go. */
class RelayConnection {

  private final RelaySettings settings;
  private final String ownName;
  private final SSLSocketFactory tls;
  private final ScheduledExecutorService timer;
  private volatile @Nullable Socket socket;
  private volatile boolean cut;
  private @Nullable SmtpExchange smtp;
  private int mails;

  /**
   * @param ownName what Demarc calls itself in EHLO
   * @param timer closes it where a write takes too long
   */
  RelayConnection(
      RelaySettings settings,
      String ownName,
      SSLSocketFactory tls,
      ScheduledExecutorService timer) {
    this.settings = settings;
    this.ownName = ownName;
    this.tls = tls;
    this.timer = timer;
  }

  /** Connects, greets, encrypts and signs in; empty where all of it went well. */
  Optional<SmtpReply> open() {
    var phase = Phase.CONNECT;
    try {
      var plain = connect();
      phase = Phase.START_TLS;
      var spoken = settings.usesImplicitTls() ? encrypted(plain) : plain;
      return greet(new SmtpExchange(settings, ownName, tls, plain), spoken);
    } catch (IOException failure) {
      cut();
      return Optional.of(new SmtpReply(phase, 0, rootWords(failure)));
    }
  }

  private Optional<SmtpReply> greet(SmtpExchange exchange, Socket spoken) {
    smtp = exchange;
    try {
      exchange.connect(spoken);
      return Optional.empty();
    } catch (MessagingException failure) {
      cut();
      return Optional.of(exchange.reply(root(failure)));
    }
  }

  private Socket connect() throws IOException {
    var host = settings.host().orElseThrow();
    var refused = new IOException("no address is known of " + host);
    for (var address : InetAddress.getAllByName(host)) {
      try {
        // under its name, or one would be looked up for it
        var named = InetAddress.getByAddress(host, address.getAddress());
        return connect(new InetSocketAddress(named, settings.effectivePort()));
      } catch (IOException e) {
        refused = e;
      }
    }
    throw refused;
  }

  private Socket connect(InetSocketAddress address) throws IOException {
    var answer = (int) settings.answerTimeout().toMillis();
    var plain = new Socket();
    Socket timed;
    try {
      plain.connect(address, (int) settings.connectTimeout().toMillis());
      plain.setSoTimeout(answer);
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      timed = new WriteTimeoutSocket(plain, answer, timer);
      socket = timed;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
    if (cut) {
      plain.close();
    }
    return timed;
  }

  private SSLSocket encrypted(Socket plain) throws IOException {
    var over =
        (SSLSocket)
            tls.createSocket(plain, settings.host().orElseThrow(), settings.effectivePort(), true);
    var parameters = over.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    over.setSSLParameters(parameters);
    over.startHandshake();
    return over;
  }

  /**
   * Hands over one mail.
   *
   * @param beforeEnd run when all but the final dot is written; what it throws ends the connection
   *     before the relay can take the mail, and comes through
   */
  SmtpReply hand(MimeMessage mail, Address recipient, Runnable beforeEnd) {
    mails++;
    var smtp = exchange();
    smtp.beforeEnd(beforeEnd);
    try {
      smtp.sendMessage(mail, new Address[] {recipient});
      return smtp.reply(null);
    } catch (MessagingException failure) {
      var reply = smtp.reply(root(failure));
      if (!reply.answered() || smtp.outOfStep()) {
        cut();
      }
      return reply;
    } catch (RuntimeException stopped) {
      cut();
      throw stopped;
    }
  }

  private SmtpExchange exchange() {
    return Objects.requireNonNull(smtp, "is opened first");
  }

  int mails() {
    return mails;
  }

  boolean isUsable() {
    var connected = socket;
    return !cut && connected != null && !connected.isClosed();
  }

  /** Between mails. */
  void quit() {
    try {
      exchange().close();
    } catch (MessagingException e) {
      // it is gone already
    }
    cut();
  }

  /** At once, whatever is under way; from any thread. */
  void cut() {
    cut = true;
    var open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it is gone already
      }
    }
  }

  private static String rootWords(Throwable failure) {
    var root = root(failure);
    var said = root.getMessage() == null ? "" : ": " + root.getMessage();
    return root.getClass().getSimpleName() + said;
  }

  private static Throwable root(Throwable failure) {
    var root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
