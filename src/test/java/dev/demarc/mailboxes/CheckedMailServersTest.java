package dev.demarc.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.demarc.outbound.AllowedNetworks;
import dev.demarc.outbound.HostResolver;
import dev.demarc.outbound.LoopbackOutbound;
import dev.demarc.outbound.OutboundAddresses;
import dev.demarc.outbound.ServerCertificate;
import jakarta.mail.MessagingException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mail server is connected to at the address that was checked, whatever its name says later. */
@Timeout(60)
class CheckedMailServersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> looked = new CopyOnWriteArrayList<>();

  /** A resolver whose answers are these in turn, the last one again and again. */
  private HostResolver answering(String... answers) {
    Queue<String> left = new ArrayDeque<>(Arrays.asList(answers));
    return host -> {
      looked.add(host);
      return List.of(InetAddress.getByName(left.size() > 1 ? left.remove() : left.element()));
    };
  }

  private static ImapSettings way(
      String host, ScriptedImap server, MailSecurity security, String pem) {
    return new ImapSettings(
        UUID.randomUUID(),
        "Desk",
        1,
        host,
        server.port(),
        security,
        pem,
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

  @Test
  void all_connections_go_to_the_address_that_was_checked_first() throws Exception {
    try (var server = new ScriptedImap()) {
      long uid =
          server.arrives("desk", "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
      var addresses = LoopbackOutbound.addresses(answering("127.0.0.1", "169.254.169.254"));
      var imap = way("mail.example", server, MailSecurity.NONE, null);
      try (var connection = ImapConnection.open(imap, addresses, PATIENCE, PATIENCE)) {
        connection.openFolder();
        assertThat(connection.exists("Elsewhere")).isFalse(); // over a second connection
        assertThat(connection.mails().read(uid, 1000)).isNotNull();
        assertThat(connection.greeting()).contains("mail.example");
      }
      assertThat(looked).containsExactly("mail.example");

      assertThat(refusal(imap, addresses))
          .isEqualTo(
              "Demarc does not connect to mail.example:"
                  + server.port()
                  + ": mail.example has the address 169.254.169.254, which is a link-local address,"
                  + " as clouds use for credentials; an operator can allow its network in"
                  + " demarc.outbound.allow.");
    }
  }

  @Test
  void this_machine_is_no_mail_server_unless_the_operator_says_so() throws Exception {
    try (var server = new ScriptedImap()) {
      var addresses =
          new OutboundAddresses(answering("127.0.0.1"), AllowedNetworks.of(List.of("10.0.0.0/8")));
      assertThat(refusal(way("mail.example", server, MailSecurity.NONE, null), addresses))
          .contains("127.0.0.1, which is a loopback address");
      assertThat(server.heard()).isEmpty();
    }
  }

  @Test
  void the_certificate_is_checked_against_the_name_and_not_the_address(@TempDir Path folder)
      throws Exception {
    var certificate = ServerCertificate.of("mail.example", folder);
    try (var server = new ScriptedImap(certificate.context().getServerSocketFactory())) {
      var addresses = LoopbackOutbound.addresses(answering("127.0.0.1"));
      var imap = way("mail.example", server, MailSecurity.TLS, certificate.pem());
      try (var connection = ImapConnection.open(imap, addresses, PATIENCE, PATIENCE)) {
        assertThat(connection.openFolder().getMessageCount()).isZero();
      }

      var other = way("other.example", server, MailSecurity.TLS, certificate.pem());
      assertThat(refusal(other, addresses))
          .contains("The certificate of other.example is made out for another name");

      var untrusted = way("mail.example", server, MailSecurity.TLS, null);
      assertThat(refusal(untrusted, addresses)).contains("is not to be trusted");
    }
  }

  @Test
  void a_name_that_is_not_known_is_told() throws Exception {
    try (var server = new ScriptedImap()) {
      var imap = way("nowhere.invalid", server, MailSecurity.NONE, null);
      assertThat(refusal(imap, LoopbackOutbound.addresses()))
          .isEqualTo("No host is named nowhere.invalid. Check the name.");
      assertThatThrownBy(() -> ImapConnection.open(imap, LoopbackOutbound.addresses()))
          .isInstanceOf(MessagingException.class);
    }
  }

  private static String refusal(ImapSettings imap, OutboundAddresses addresses) {
    var failure =
        catchThrowable(() -> ImapConnection.open(imap, addresses, PATIENCE, PATIENCE).close());
    assertThat(failure).isNotNull();
    return ImapErrorMessages.words(failure, imap);
  }
}
