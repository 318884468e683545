package dev.demarc.mailboxes;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.json;
import static dev.demarc.mailboxes.MailboxApi.add;
import static dev.demarc.mailboxes.MailboxApi.awaitCase;
import static dev.demarc.mailboxes.MailboxApi.awaitStatus;
import static dev.demarc.mailboxes.MailboxApi.awaitTaken;
import static dev.demarc.mailboxes.MailboxApi.change;
import static dev.demarc.mailboxes.MailboxApi.mail;
import static dev.demarc.mailboxes.MailboxApi.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.demarc.CertificateResource;
import dev.demarc.DemarcTest;
import dev.demarc.Smtp;
import dev.demarc.intake.Intake;
import dev.demarc.intake.smtp.SmtpListener;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DemarcTest
class ReadingMailboxesTest {

  private static GreenMail server;

  @Inject DataSource database;
  @Inject Mailboxes mailboxes;
  @Inject MailServers servers;
  @Inject MailboxRun run;
  @Inject ReadingJobs jobs;
  @Inject MailboxLimits limits;
  @Inject FolderReader reader;
  @Inject SmtpListener smtp;

  private final String user = "user-" + UUID.randomUUID();

  @BeforeAll
  static void startServer() {
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", "imap"), new ServerSetup(0, "127.0.0.1", "imaps")
            });
    server.start();
  }

  @AfterAll
  static void stopServer() {
    server.stop();
  }

  @AfterEach
  void removeMailboxes() {
    mailboxes.inOrder(200, null).items().forEach(mailbox -> mailboxes.remove(mailbox.id()));
  }

  private Map<String, Object> plain() {
    return new HashMap<>(
        Map.of(
            "host", "127.0.0.1",
            "port", server.getImap().getPort(),
            "security", "NONE",
            "username", user,
            "password", "secret"));
  }

  private Map<String, Object> plain(String member, Object value) {
    var settings = plain();
    settings.put(member, value);
    return settings;
  }

  private GreenMailUser account() {
    var existing = server.getUserManager().getUser(user);
    return existing != null ? existing : server.setUser(user + "@x.example", user, "secret");
  }

  private void arrives(byte[] mail) throws Exception {
    account().deliver(new MimeMessage((Session) null, new ByteArrayInputStream(mail)));
  }

  private int mailsIn(String folder) {
    MailFolder there = server.getManagers().getImapHostManager().getFolder(account(), folder);
    return there == null ? 0 : there.getMessageCount();
  }

  @Test
  void a_mail_becomes_a_report_with_its_exact_bytes_and_is_moved() throws Exception {
    var title = "Scan " + UUID.randomUUID();
    var mail = mail(title, "From " + freshAddress());
    arrives(mail);
    var id = add(plain());

    var key = awaitCase(title);
    String report = client().get("/api/v1/cases/" + key).path("reports[0].id");
    client().get("/api/v1/reports/" + report).then().body("channel", is("imap"));
    assertThat(client().get("/api/v1/reports/" + report + "/raw").asByteArray()).isEqualTo(mail);
    awaitStatus(id, "ok");
    assertThat(mailsIn("INBOX")).isZero();
    assertThat(mailsIn("Processed")).isEqualTo(1);
    assertThat(MailboxApi.<Integer>state(id, "taken")).isEqualTo(1);
  }

  @Test
  void a_server_with_a_certificate_of_its_own_is_read_where_that_was_given() throws Exception {
    var title = "Encrypted " + UUID.randomUUID();
    arrives(mail(title, "From " + freshAddress()));
    var settings = plain("security", "TLS");
    settings.put("host", "localhost");
    settings.put("port", server.getImaps().getPort());
    settings.put("certificate", CertificateResource.certificate());
    add(settings);
    awaitCase(title);
  }

  @Test
  void a_certificate_that_nobody_vouches_for_or_of_another_name_is_refused() throws Exception {
    arrives(mail("Unread", "text"));
    var settings = plain("security", "TLS");
    settings.put("host", "localhost");
    settings.put("port", server.getImaps().getPort());
    var unknown = add(settings);
    awaitStatus(unknown, "failing");
    assertThat(MailboxApi.<String>state(unknown, "error")).contains("is not to be trusted");

    settings.put("host", "127.0.0.1");
    settings.put("certificate", CertificateResource.certificate());
    var otherName = add(settings);
    awaitStatus(otherName, "failing");
    assertThat(MailboxApi.<String>state(otherName, "error")).contains("made out for another name");
    assertThat(mailsIn("INBOX")).isEqualTo(1);
  }

  @Test
  void a_mail_whose_move_was_cut_off_is_filed_once_and_moved_the_next_time() throws Exception {
    var title = "Cut " + UUID.randomUUID();
    // without a Message-ID, so that nothing but the mail's number tells
    var mail = new String(mail(title, "From " + freshAddress())).replaceAll("Message-ID.*\r\n", "");
    arrives(mail.getBytes());
    try (var between = new CutsAtMove(server.getImap().getPort())) {
      var id = add(plain("port", between.port()));
      patient().until(between::hasCut);
      awaitStatus(id, "failing");
      var key = awaitCase(title);
      assertThat(mailsIn("Processed")).isZero();

      change(id, Map.of("pollSeconds", 10));
      patient().until(() -> mailsIn("Processed") == 1);
      assertThat(mailsIn("INBOX")).isZero();
      client().get("/api/v1/cases/" + key).then().body("reportCount", is(1));
    }
  }

  @Test
  void a_mail_that_came_over_smtp_already_is_recognised() throws Exception {
    var title = "Both ways " + UUID.randomUUID();
    var mail = mail(title, "From " + freshAddress());
    assertThat(Smtp.send(smtp.port(), "noc@x.example", "abuse@demarc.example", mail))
        .isEqualTo(250);
    var key = awaitCase(title);
    arrives(mail);
    var id = add(plain());
    patient().until(() -> mailsIn("Processed") == 1);
    awaitStatus(id, "ok");
    client().get("/api/v1/cases/" + key).then().body("reportCount", is(1));
    assertThat(MailboxApi.<Integer>state(id, "taken")).isZero();
  }

  @Test
  void two_nodes_take_many_mails_each_once() throws Exception {
    for (int i = 0; i < 60; i++) {
      arrives(mail("Many " + user, "number " + i + " from " + freshAddress()));
    }
    var otherNode = new ReadingEngine(database, mailboxes, run, jobs, limits, Clock.systemUTC());
    otherNode.start(null);
    try {
      var id = add(plain());
      patient().atMost(Duration.ofSeconds(60)).until(() -> mailsIn("Processed") == 60);
      awaitStatus(id, "ok");
      awaitTaken(id, 60);
      assertThat(mailsIn("INBOX")).isZero();
    } finally {
      mailboxes.inOrder(200, null).items().forEach(mailbox -> mailboxes.remove(mailbox.id()));
      otherNode.stop(null);
    }
  }

  @Test
  void two_nodes_that_both_believe_to_have_the_mailbox_take_each_mail_once() throws Exception {
    for (int i = 0; i < 40; i++) {
      arrives(mail("Split " + user, "number " + i + " from " + freshAddress()));
    }
    var id = add(plain("enabled", false));
    var imap = mailboxes.wayInto(UUID.fromString(id));
    Callable<Void> node =
        () -> {
          try (var connection = servers.connect(imap)) {
            reader.readAll(connection, imap, () -> false);
          } catch (MailFailure | MessagingException overtaken) {
            // the other one moved it in the meantime; the next run goes on
          }
          return null;
        };
    var nodes = Executors.newFixedThreadPool(2);
    try {
      var one = nodes.submit(node);
      var other = nodes.submit(node);
      one.get();
      other.get();
      node.call();
    } finally {
      nodes.shutdown();
    }
    assertThat(mailsIn("INBOX")).isZero();
    assertThat(MailboxApi.<Integer>state(id, "taken")).isEqualTo(40);
  }

  @Test
  void a_wrong_password_is_told_and_a_right_one_sets_it_going() throws Exception {
    var title = "Locked " + UUID.randomUUID();
    arrives(mail(title, "From " + freshAddress()));
    var id = add(plain("password", "wrong"));
    awaitStatus(id, "failing");
    assertThat(MailboxApi.<String>state(id, "error"))
        .startsWith("The server refuses the user or the password");
    json()
        .post("/api/v1/mailboxes/" + id + "/checks")
        .then()
        .statusCode(200)
        .body("ok", is(false))
        .body("says", containsString("refuses the user or the password"));

    change(id, Map.of("password", "secret"));
    awaitCase(title);
    awaitStatus(id, "ok");
    json().post("/api/v1/mailboxes/" + id + "/checks").then().body("ok", is(true));
  }

  @Test
  void new_mail_is_taken_at_once_where_the_server_announces_it() throws Exception {
    account();
    var id = add(plain("pollSeconds", 86400));
    awaitStatus(id, "ok");
    for (int i = 1; i <= 2; i++) {
      arrives(mail("Announced " + user, "From " + freshAddress()));
      int mails = i;
      patient().atMost(Duration.ofSeconds(30)).until(() -> mailsIn("Processed") == mails);
    }
    awaitTaken(id, 2);
  }

  @Test
  void a_mailbox_that_is_switched_off_is_left_within_seconds() {
    account();
    var id = add(plain("pollSeconds", 86400));
    awaitStatus(id, "ok");
    assertThat(hasJob(id)).isTrue();
    change(id, Map.of("enabled", false));
    patient().atMost(Duration.ofSeconds(30)).until(() -> !hasJob(id));
    assertThat(MailboxApi.<String>state(id, "status")).isEqualTo("off");
  }

  private boolean hasJob(String id) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select 1 from mailbox_job where task_instance = ?")) {
      query.setString(1, id);
      return query.executeQuery().next();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_mail_that_is_too_large_is_set_aside_and_the_next_is_taken() throws Exception {
    var large = "x".repeat(70).concat("\r\n").repeat(Intake.MAX_BYTES / 72 + 10);
    arrives(mail("Large", large));
    arrives(mail("Small " + user, "From " + freshAddress()));
    var id = add(plain());
    awaitTaken(id, 1);
    awaitStatus(id, "ok");
    assertThat(mailsIn("Failed")).isEqualTo(1);
    assertThat(MailboxApi.<String>state(id, "remark")).contains("larger than 25 MiB");
    assertThat(mailsIn("INBOX")).isZero();
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    account();
    var id = add(plain("folder", "Abuse"));
    awaitStatus(id, "failing");
    assertThat(MailboxApi.<String>state(id, "error")).startsWith("The folder Abuse is not there");
  }

  @Test
  void the_password_is_shown_nowhere_and_sent_to_no_other_host() throws Exception {
    account();
    var id = add(plain("password", "very secret words"));
    client()
        .get("/api/v1/mailboxes")
        .then()
        .statusCode(200)
        .body(not(containsString("very secret words")))
        .body("items[0].password", is((Object) null));
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select password from mailbox where id = ?")) {
      query.setObject(1, UUID.fromString(id));
      var rows = query.executeQuery();
      rows.next();
      assertThat(new String(rows.getBytes(1))).doesNotContain("secret");
    }
    json()
        .body(Map.of("host", "attacker.example"))
        .patch("/api/v1/mailboxes/" + id)
        .then()
        .statusCode(422)
        .body("errors[0].field", is("password"));
  }

  @Test
  void what_cannot_be_a_mailbox_is_refused_by_field() {
    json()
        .body(plain("folder", "Processed"))
        .post("/api/v1/mailboxes")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("name"));
    var settings = plain("folder", "Processed");
    settings.put("name", "x");
    json()
        .body(settings)
        .post("/api/v1/mailboxes")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("processedFolder"));
    settings.put("folder", "INBOX");
    settings.put("certificate", "no certificate");
    json()
        .body(settings)
        .post("/api/v1/mailboxes")
        .then()
        .statusCode(422)
        .body("errors[0].field", is("certificate"));
    client().get("/api/v1/mailboxes/nonsense").then().statusCode(404);
  }
}
