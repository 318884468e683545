package dev.demarc.mailboxes;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.mailboxes.MailboxApi.add;
import static dev.demarc.mailboxes.MailboxApi.awaitCase;
import static dev.demarc.mailboxes.MailboxApi.awaitStatus;
import static dev.demarc.mailboxes.MailboxApi.mail;
import static dev.demarc.shared.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.Api;
import dev.demarc.CertificateResource;
import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Against Dovecot, where it is installed. */
@DemarcTest
@EnabledIf(value = "isInstalled", disabledReason = "Dovecot is not installed")
class RealServerTest {

  @TempDir Path folder;
  @Inject Mailboxes mailboxes;
  @Inject AccessTokens tokens;

  static boolean isInstalled() {
    return Dovecot.isInstalled();
  }

  @AfterEach
  void removeMailboxes() {
    mailboxes.inOrder(200, null).items().forEach(mailbox -> mailboxes.remove(mailbox.id()));
  }

  private static Map<String, Object> settings(Dovecot server, MailSecurity security) {
    var settings = new HashMap<String, Object>();
    settings.put("host", "localhost");
    settings.put("port", security == MailSecurity.TLS ? server.imapsPort() : server.imapPort());
    settings.put("security", security.name());
    settings.put("username", "abuse");
    settings.put("password", Dovecot.PASSWORD);
    settings.put("certificate", CertificateResource.certificate());
    settings.put("pollSeconds", 86400);
    return settings;
  }

  @Test
  void reads_moves_and_is_told_of_new_mail_over_tls() throws Exception {
    readsMovesAndIsTold(MailSecurity.TLS, "");
  }

  @Test
  void reads_moves_and_is_told_of_new_mail_after_starttls() throws Exception {
    readsMovesAndIsTold(MailSecurity.STARTTLS, "");
  }

  @Test
  void reads_moves_and_is_told_of_new_mail_without_encryption() throws Exception {
    readsMovesAndIsTold(MailSecurity.NONE, "");
  }

  @Test
  void copies_and_removes_on_a_server_that_cannot_move() throws Exception {
    readsMovesAndIsTold(MailSecurity.TLS, "imap_capability = IMAP4rev1 IDLE UIDPLUS\n");
  }

  @Test
  void copies_and_removes_on_a_server_that_can_neither_move_nor_remove_one() throws Exception {
    readsMovesAndIsTold(MailSecurity.TLS, "imap_capability = IMAP4rev1 IDLE\n");
  }

  @Test
  void reads_with_an_access_token() throws Exception {
    var title = "With a token " + UUID.randomUUID();
    try (var endpoint = new TokenStub()) {
      // what Dovecot asks about the token, and what we ask for it
      endpoint.answer = "{\"active\":\"true\",\"username\":\"abuse\",\"access_token\":\"a.token\"}";
      var oauth = folder.resolve("oauth2.conf");
      Files.writeString(
          oauth,
          """
          tokeninfo_url = %s?token=
          username_attribute = username
          active_attribute = active
          active_value = true
          """
              .formatted(endpoint.address()));
      tokens.routeThrough(asked -> endpoint.address());
      var configuration =
          """
          auth_mechanisms = plain xoauth2
          passdb {
            driver = oauth2
            mechanisms = xoauth2
            args = %s
          }
          """
              .formatted(oauth);
      try (var server = Dovecot.start(folder, configuration)) {
        server.arrives(mail(title, "From " + freshAddress()));
        var settings = settings(server, MailSecurity.TLS);
        settings.remove("password");
        settings.put(
            "oauth",
            Map.of(
                "tokenEndpoint", "https://sign-in.example/token",
                "clientId", "demarc",
                "clientSecret", "secret",
                "grant", "client_credentials"));
        awaitStatus(add(settings), "ok");
        awaitCase(title);
      } finally {
        tokens.routeThrough(UnaryOperator.identity());
      }
    }
  }

  private void readsMovesAndIsTold(MailSecurity security, String configuration) throws Exception {
    var first = "First " + UUID.randomUUID();
    var second = "Second " + UUID.randomUUID();
    try (var server = Dovecot.start(folder, configuration)) {
      var mail = mail(first, "From " + freshAddress());
      server.arrives(mail);
      var id = add(settings(server, security));
      var key = awaitCase(first);
      String report = Api.getCase(key).path("reports[0].id");
      assertThat(Api.client().get("/api/v1/reports/" + report + "/raw").asByteArray())
          .isEqualTo(mail);
      awaitStatus(id, "ok");
      awaitMoved(server, 1);

      server.arrives(mail(second, "From " + freshAddress()));
      awaitMoved(server, 2);
      awaitCase(second);
    }
  }

  private static void awaitMoved(Dovecot server, int mails) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.mailsIn("Processed") == mails && server.mailsInInbox() == 0);
  }

  @Test
  void a_server_that_goes_away_is_told() throws Exception {
    String id;
    var title = "Back " + UUID.randomUUID();
    try (var server = Dovecot.start(folder, "")) {
      id = add(settings(server, MailSecurity.TLS));
      awaitStatus(id, "ok");
      server.arrives(mail("Before " + title, "From " + freshAddress()));
      awaitCase("Before " + title);
    }
    awaitStatus(id, "failing");
    assertThat(MailboxApi.<String>state(id, "error")).matches("(?s).*(ended|answers).*");
  }
}
