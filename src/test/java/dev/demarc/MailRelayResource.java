package dev.demarc;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real SMTP server that takes what Demarc sends, once for the whole run. */
public class MailRelayResource implements QuarkusTestResourceLifecycleManager {

  private static GreenMail relay;

  @Override
  public Map<String, String> start() {
    relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    relay.start();
    return Map.of(
        "demarc.relay.host",
        "127.0.0.1",
        "demarc.relay.port",
        String.valueOf(relay.getSmtp().getPort()));
  }

  @Override
  public void stop() {
    relay.stop();
  }

  /** What arrived for an address so far. */
  public static List<Message> mailsTo(String address) {
    return Arrays.stream(relay.getReceivedMessages())
        .filter(mail -> isTo(mail, address))
        .map(Message.class::cast)
        .toList();
  }

  private static boolean isTo(Message mail, String address) {
    try {
      return Arrays.stream(mail.getAllRecipients()).anyMatch(to -> to.toString().equals(address));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
