package dev.demarc.mailboxes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.outbound.LoopbackOutbound;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail server that stops answering is noticed wherever it does. */
@Timeout(60)
class SilentServersTest {

  private static final Duration PATIENCE = Duration.ofMillis(300);

  private ScriptedImap server;
  private long uid;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedImap();
    uid = server.arrives("desk", "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LOGIN", "LIST", "SELECT", "UID FETCH"})
  void before_it_greets_and_at_every_command(String command) {
    server.silentFrom = command;
    assertThatThrownBy(this::readAMail).isInstanceOf(MessagingException.class);
  }

  @Test
  void while_it_waits_for_mail() throws Exception {
    try (var connection =
        ImapConnection.open(way(), LoopbackOutbound.addresses(), PATIENCE, PATIENCE)) {
      var folder = connection.openFolder();
      server.silentFrom = "IDLE";
      assertThatThrownBy(() -> folder.idle(true)).isInstanceOf(MessagingException.class);
    }
  }

  private void readAMail() throws Exception {
    try (var connection =
        ImapConnection.open(way(), LoopbackOutbound.addresses(), PATIENCE, PATIENCE)) {
      connection.openFolder();
      connection.mails().read(uid, 10);
    }
  }

  private ImapSettings way() {
    return new ImapSettings(
        UUID.randomUUID(),
        "Desk",
        1,
        "127.0.0.1",
        server.port(),
        MailSecurity.NONE,
        null,
        "desk",
        ScriptedImap.PASSWORD,
        null,
        "INBOX",
        "Processed",
        "Failed",
        Duration.ofSeconds(60),
        PATIENCE,
        null,
        null,
        0);
  }
}
