package dev.demarc.notification.relay;

import dev.demarc.notification.relay.SmtpReply.Phase;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** SMTP as Angus speaks it (RFC 5321), which also notes how far it came and what was answered. */
class SmtpExchange extends SMTPTransport {

  private final RelaySettings settings;
  private final Socket socket;
  private @Nullable Runnable beforeEnd;
  private Phase phase = Phase.GREETING;
  private int code;
  private String words = "";
  private boolean aside;
  private boolean outOfStep;

  SmtpExchange(RelaySettings settings, String ownName, SSLSocketFactory tls, Socket socket) {
    super(session(settings, ownName, tls), new URLName("smtp", null, -1, null, null, null));
    this.settings = settings;
    this.socket = socket;
  }

  private static Session session(RelaySettings settings, String ownName, SSLSocketFactory tls) {
    var properties = new Properties();
    properties.setProperty("mail.smtp.localhost", ownName);
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", tls);
    // or the machine's authorities would be asked after it
    properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    switch (settings.startTlsInForce()) {
      case DISABLED -> properties.setProperty("mail.smtp.starttls.enable", "false");
      case OPTIONAL -> properties.setProperty("mail.smtp.starttls.enable", "true");
      case REQUIRED -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
    }
    return Session.getInstance(properties);
  }

  void beforeEnd(Runnable step) {
    beforeEnd = step;
  }

  /**
   * What was answered to the last command that matters.
   *
   * @param failure that ended the exchange, or null; it counts where the answer was no refusal
   */
  SmtpReply reply(@Nullable Throwable failure) {
    boolean settled = code >= 400 || (phase == Phase.END && code > 0);
    return settled || failure == null
        ? new SmtpReply(phase, code, words)
        : new SmtpReply(phase, 0, String.valueOf(failure.getMessage()));
  }

  /** Whether the next answer could be one to an earlier command. */
  boolean outOfStep() {
    return outOfStep;
  }

  @Override
  protected synchronized boolean protocolConnect(String host, int port, String u, String p)
      throws MessagingException {
    var user = settings.username().filter(name -> !name.isBlank()).orElse(null);
    var password = user == null ? null : settings.password().orElse("");
    if (!super.protocolConnect(host, port, user, password)) {
      throw new AuthenticationFailedException(words);
    }
    return true;
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    enter(Phase.HELLO);
    return super.ehlo(domain);
  }

  @Override
  public boolean supportsExtension(String extension) {
    if (extension.equals("STARTTLS")) {
      enter(Phase.START_TLS);
    }
    return super.supportsExtension(extension);
  }

  @Override
  protected void startTLS() throws MessagingException {
    try {
      super.startTLS();
    } catch (MessagingException refused) {
      if (code < 400 || !goesOnInTheClear()) {
        throw refused;
      }
    }
  }

  /** A password is not told to a relay that offers encryption and then has none. */
  private boolean goesOnInTheClear() {
    return settings.startTlsInForce() == RelaySettings.StartTls.OPTIONAL
        && settings.startTlsRefused() == RelaySettings.StartTlsRefused.CLEAR
        && settings.username().filter(name -> !name.isBlank()).isEmpty();
  }

  @Override
  protected boolean supportsAuthentication(String mechanism) {
    enter(Phase.SIGN_IN);
    return super.supportsAuthentication(mechanism);
  }

  @Override
  protected void mailFrom() throws MessagingException {
    enter(Phase.MAIL);
    super.mailFrom();
  }

  @Override
  protected void rcptTo() throws MessagingException {
    enter(Phase.RCPT);
    super.rcptTo();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    enter(Phase.DATA);
    return super.data();
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    if (beforeEnd != null) {
      beforeEnd.run();
    }
    enter(Phase.END);
    socket.setSoTimeout((int) settings.finalAnswerTimeout().toMillis());
    try {
      super.finishData();
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout((int) settings.answerTimeout().toMillis());
      }
    }
  }

  private void enter(Phase next) {
    phase = next;
    code = 0;
    words = "";
  }

  /** What tidies up after a refusal is not what was refused. */
  @Override
  protected void sendCommand(String command) throws MessagingException {
    aside = command.equals("RSET") || command.equals("QUIT");
    super.sendCommand(command);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    if (aside) {
      outOfStep = true;
      int answer = super.readServerResponse();
      outOfStep = answer < 0;
      return answer;
    }
    code = 0;
    words = "";
    int answer = super.readServerResponse();
    code = Math.max(answer, 0);
    words = String.valueOf(getLastServerResponse());
    return answer;
  }
}
