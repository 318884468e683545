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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that takes what Demarc sends, once for the whole run. */
public class MailRelayResource implements QuarkusTestResourceLifecycleManager {

  private record Delivered(String recipient, MimeMessage mail) {}

  private static final List<Delivered> DELIVERED = new CopyOnWriteArrayList<>();

  /** For a minute at most, whatever a test forgets. */
  private static final long HANGS_AT_MOST_SECONDS = 60;

  private static volatile CountDownLatch open = new CountDownLatch(0);

  private SMTPServer server;

  @Override
  public Map<String, String> start() {
    server =
        SMTPServer.port(0).hostName("relay.example").simpleMessageListener(new Keeps()).build();
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

  /** From now on it takes no mail, and keeps those who bring one waiting. */
  public static void hangs() {
    open = new CountDownLatch(1);
  }

  public static void answersAgain() {
    open.countDown();
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
        open.await(HANGS_AT_MOST_SECONDS, TimeUnit.SECONDS);
        var bytes = new ByteArrayInputStream(data.readAllBytes());
        DELIVERED.add(new Delivered(recipient, new MimeMessage(null, bytes)));
      } catch (MessagingException | InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
