package dev.demarc.notification;

import dev.demarc.notification.relay.MailStatus;
import dev.demarc.notification.relay.OutgoingMail;
import dev.demarc.notification.relay.Relay;
import dev.demarc.notification.relay.RelaySettings;
import dev.demarc.notification.relay.SentMail;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;

/** Makes a relay's client with settings of its own, impatient unless told otherwise. */
final class TestRelay {

  private TestRelay() {}

  static RelaySettings settings(int port, Map<String, String> more) {
    var all = new HashMap<String, String>();
    all.put("host", "localhost");
    all.put("port", String.valueOf(port));
    all.put("answer-timeout", "400ms");
    all.put("final-answer-timeout", "500ms");
    all.putAll(more);
    var properties = new HashMap<String, String>();
    all.forEach((key, value) -> properties.put("demarc.relay." + key, value));
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(RelaySettings.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(RelaySettings.class);
  }

  static Relay to(ScriptedRelay server, Clock clock, Map<String, String> more) {
    return to(server.port(), clock, more);
  }

  static Relay to(int port, Clock clock, Map<String, String> more) {
    return new Relay(
        settings(port, more),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        "demarc.example",
        clock);
  }

  static OutgoingMail mail(String messageId) throws Exception {
    return mail(view(messageId, "team@example.org", null));
  }

  static OutgoingMail mailTo(String recipient, String inReplyTo) throws Exception {
    return mail(view("1@example.org", recipient, inReplyTo));
  }

  private static OutgoingMail mail(SentMail view) throws Exception {
    return OutgoingMail.of(
        view,
        new InternetAddress("demarc@example.org"),
        Optional.empty(),
        Clock.systemUTC().instant());
  }

  private static SentMail view(String messageId, String recipient, String inReplyTo) {
    return new SentMail(
        UUID.randomUUID(),
        null,
        "note",
        recipient,
        "Grüße aus dem Betrieb",
        "Zwei Zeilen\n.\nmit Umlaut: ü",
        "<p>ü</p>",
        messageId,
        inReplyTo,
        MailStatus.PENDING,
        0,
        0,
        null,
        null,
        null,
        null);
  }
}
