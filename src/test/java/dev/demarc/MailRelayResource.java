package dev.demarc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** A real SMTP server that takes what Demarc sends, once for the whole run. */
public class MailRelayResource implements QuarkusTestResourceLifecycleManager {

  private record Delivered(String recipient, MimeMessage mail) {}

  private static final List<Delivered> DELIVERED = new CopyOnWriteArrayList<>();

  private SMTPServer server;

  @Override
  public Map<String, String> start() {
    server =
        SMTPServer.port(0)
            .hostName("relay.example")
            .sessionHandler(new GreetsAsAcrossANetwork())
            .simpleMessageListener(new Keeps())
            .build();
    server.start();
    return Map.of(
        "demarc.relay.host",
        "127.0.0.1",
        "demarc.relay.port",
        String.valueOf(server.getPortAllocated()));
  }

  @Override
  public void stop() {
    server.stop();
  }

  /** What arrived for an address so far. */
  public static List<MimeMessage> mailsTo(String address) {
    return DELIVERED.stream()
        .filter(d -> d.recipient().equals(address))
        .map(Delivered::mail)
        .toList();
  }

  private static class Keeps implements SimpleMessageListener {

    @Override
    public boolean accept(String from, String recipient) {
      return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws IOException {
      try {
        var bytes = new ByteArrayInputStream(data.readAllBytes());
        DELIVERED.add(new Delivered(recipient, new MimeMessage(null, bytes)));
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }
  }

  /** The mail client may miss a greeting that comes in no time. */
  private static class GreetsAsAcrossANetwork implements SessionHandler {

    @Override
    public SessionAcceptance accept(Session session) {
      try {
        Thread.sleep(40);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return SessionAcceptance.success();
    }

    @Override
    public void onSessionEnd(Session session) {
      // nothing is kept for a session
    }
  }
}
