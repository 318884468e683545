package dev.demarc.mailboxes;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.mailboxes.MailboxApi.add;
import static dev.demarc.mailboxes.MailboxApi.awaitCase;
import static dev.demarc.mailboxes.MailboxApi.awaitStatus;
import static dev.demarc.mailboxes.MailboxApi.awaitTaken;
import static dev.demarc.mailboxes.MailboxApi.change;
import static dev.demarc.mailboxes.MailboxApi.mail;
import static dev.demarc.mailboxes.MailboxApi.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a mail server may do to a reader, and what comes of it. */
@DemarcTest
class TroubledMailboxesTest {

  private static final String WITHOUT_IDLE = "IMAP4rev1 MOVE UIDPLUS";

  @Inject Mailboxes mailboxes;
  @Inject MailServers servers;
  @Inject MailboxRun run;
  @Inject FolderReader reader;
  @Inject IdleWatch watch;

  private final String user = "user-" + UUID.randomUUID();
  private ScriptedImap server;

  @BeforeEach
  void startServer() throws IOException {
    server = new ScriptedImap();
  }

  @AfterEach
  void removeMailboxes() throws IOException {
    mailboxes.inOrder(200, null).items().forEach(mailbox -> mailboxes.remove(mailbox.id()));
    server.close();
  }

  private Map<String, Object> settings() {
    return new HashMap<>(
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            server.port(),
            "security",
            "NONE",
            "username",
            user,
            "password",
            ScriptedImap.PASSWORD));
  }

  private long arrives(String title) {
    return server.arrives(user, mail(title, "From " + freshAddress()));
  }

  private long arrivesWithoutMessageId(String title) {
    var text = new String(mail(title, "From " + freshAddress()));
    return server.arrives(user, text.replaceAll("Message-ID.*\r\n", "").getBytes());
  }

  private int mailsIn(String folder) {
    return server.mailsIn(user, folder);
  }

  private static String error(String id) {
    return MailboxApi.state(id, "error");
  }

  /** As many runs as it takes until nothing goes wrong any more, without the waits between. */
  private int runsUntilAllIsWell(String id) {
    int runs = 1; // the first was not ours
    awaitStatus(id, "failing");
    while (MailboxApi.state(id, "status").equals("failing") && runs < 10) {
      run.run(UUID.fromString(id));
      runs++;
    }
    awaitStatus(id, "ok");
    return runs;
  }

  private static void isOneReport(String title) {
    client().get("/api/v1/cases/" + awaitCase(title)).then().body("reportCount", is(1));
  }

  @Test
  void a_mail_that_the_server_does_not_give_keeps_no_other_waiting_and_is_set_aside_in_the_end() {
    server.capabilities = WITHOUT_IDLE;
    server.unreadable.add(arrives("Unreadable"));
    arrives("Behind it " + user);
    server.unreadable.add(arrives("Unreadable too"));
    arrives("Behind both " + user);
    var id = add(settings());

    awaitStatus(id, "failing");
    awaitTaken(id, 2);
    assertThat(error(id)).contains("the mail cannot be read").contains("the mail with UID 1");
    assertThat(mailsIn("INBOX")).isEqualTo(2);

    assertThat(runsUntilAllIsWell(id)).isEqualTo(2 * FolderReader.PATIENCE + 1);
    assertThat(mailsIn("INBOX")).isZero();
    assertThat(mailsIn("Failed")).isEqualTo(2);
    assertThat(MailboxApi.<String>state(id, "remark"))
        .contains("(UID 3) could not be taken 4 times")
        .contains("the folder Failed");
  }

  @Test
  void a_mail_that_fells_the_server_lets_those_behind_it_pass_from_the_second_time_on() {
    server.capabilities = WITHOUT_IDLE;
    server.deadly.add(arrives("Deadly"));
    arrives("Behind it " + user);
    var id = add(settings());
    awaitStatus(id, "failing");
    assertThat(error(id)).contains("ended the connection").contains("UID 1");

    run.run(UUID.fromString(id));
    awaitTaken(id, 1);
    assertThat(runsUntilAllIsWell(id)).isEqualTo(FolderReader.PATIENCE);
    assertThat(mailsIn("Failed")).isEqualTo(1);
  }

  @Test
  void a_mail_that_was_taken_and_cannot_be_moved_is_never_called_failed() {
    server.capabilities = WITHOUT_IDLE;
    server.refused.add("UID MOVE");
    var title = "Unmoved " + UUID.randomUUID();
    arrives(title);
    var id = add(settings());
    awaitStatus(id, "failing");
    for (int i = 0; i < FolderReader.PATIENCE + 2; i++) {
      run.run(UUID.fromString(id));
    }
    assertThat(mailsIn("INBOX")).isEqualTo(1);
    assertThat(mailsIn("Failed")).isZero();
    assertThat(error(id)).contains("cannot be moved to the folder Processed");

    server.refused.clear();
    run.run(UUID.fromString(id));
    awaitStatus(id, "ok");
    assertThat(mailsIn("Processed")).isEqualTo(1);
    awaitTaken(id, 1);
    isOneReport(title);
  }

  @Test
  void mails_that_the_server_numbers_anew_before_they_are_moved_are_filed_once() {
    server.capabilities = WITHOUT_IDLE;
    server.refused.add("UID MOVE");
    var title = "Renumbered " + UUID.randomUUID();
    arrivesWithoutMessageId(title);
    var id = add(settings());
    awaitStatus(id, "failing");
    awaitCase(title);

    server.numberAnew(user);
    arrives("After it " + user);
    server.refused.clear();
    run.run(UUID.fromString(id));
    awaitStatus(id, "ok");
    assertThat(mailsIn("Processed")).isEqualTo(2);
    awaitTaken(id, 2);
    isOneReport(title);
  }

  @Test
  void a_folder_that_comes_back_from_a_backup_is_emptied_and_filed_no_second_time() {
    server.capabilities = WITHOUT_IDLE;
    var title = "Restored " + UUID.randomUUID();
    arrivesWithoutMessageId(title);
    var id = add(settings());
    awaitTaken(id, 1);
    awaitStatus(id, "ok");

    server.folder(user, "INBOX").addAll(server.folder(user, "Processed"));
    server.folder(user, "Processed").clear();
    server.numberAnew(user);
    run.run(UUID.fromString(id));
    assertThat(mailsIn("INBOX")).isZero();
    assertThat(mailsIn("Processed")).isEqualTo(1);
    awaitTaken(id, 1);
    assertThat(MailboxApi.<String>state(id, "remark")).contains("numbered the mails in INBOX anew");
    isOneReport(title);
  }

  @Test
  void a_connection_that_ends_behind_the_move_loses_nothing() {
    server.hangUpAfter = "UID MOVE";
    var title = "Moved " + UUID.randomUUID();
    arrives(title);
    var id = add(settings());
    awaitStatus(id, "failing");
    assertThat(mailsIn("Processed")).isEqualTo(1);

    change(id, Map.of("pollSeconds", 10));
    awaitStatus(id, "ok");
    awaitTaken(id, 1);
    isOneReport(title);
  }

  @Test
  void a_copy_that_was_cut_off_before_the_removal_is_recognised() {
    server.capabilities = "IMAP4rev1 IDLE UIDPLUS";
    server.hangUpAfter = "UID COPY";
    var title = "Copied " + UUID.randomUUID();
    arrivesWithoutMessageId(title);
    var id = add(settings());
    awaitStatus(id, "failing");
    change(id, Map.of("pollSeconds", 10));
    awaitStatus(id, "ok");
    assertThat(mailsIn("INBOX")).isZero();
    awaitTaken(id, 1);
    isOneReport(title);
  }

  @Test
  void without_move_only_the_mail_that_was_taken_is_removed() {
    server.capabilities = "IMAP4rev1 IDLE UIDPLUS";
    arrives("Somebody else's");
    server.folder(user, "INBOX").get(0).deleted = true;
    arrives("Ours " + user);
    var id = add(settings());
    awaitTaken(id, 1);
    awaitStatus(id, "ok");
    assertThat(mailsIn("INBOX")).isEqualTo(1);
    assertThat(mailsIn("Processed")).isEqualTo(1);
    assertThat(server.heard()).contains("UID EXPUNGE 2").doesNotContain("EXPUNGE");
  }

  @Test
  void where_one_mail_alone_cannot_be_removed_it_is_marked_and_not_taken_again() {
    server.capabilities = "IMAP4rev1";
    arrives("Somebody else's");
    server.folder(user, "INBOX").get(0).deleted = true;
    arrives("Ours " + user);
    var id = add(settings());
    awaitTaken(id, 1);
    awaitStatus(id, "ok");
    run.run(UUID.fromString(id));
    assertThat(mailsIn("INBOX")).isEqualTo(2);
    assertThat(mailsIn("Processed")).isEqualTo(1);
    assertThat(server.heard()).doesNotContain("EXPUNGE");
  }

  @Test
  void where_the_folder_for_taken_mails_cannot_be_made_nothing_is_touched_and_that_is_said() {
    server.refused.add("CREATE");
    arrives("Untouched");
    var id = add(settings());
    awaitStatus(id, "failing");
    assertThat(error(id)).startsWith("The folder Processed is not there").contains("Make it on");
    assertThat(mailsIn("INBOX")).isEqualTo(1);
    awaitTaken(id, 0);
  }

  @Test
  void a_server_that_is_away_is_told_and_read_when_it_is_back() throws IOException {
    server.close();
    var id = add(settings());
    awaitStatus(id, "failing");
    assertThat(error(id)).startsWith("Nothing answers at 127.0.0.1:").contains("Check host and");

    server = new ScriptedImap();
    arrives("Back " + user);
    change(id, Map.of("port", server.port(), "password", ScriptedImap.PASSWORD));
    awaitTaken(id, 1);
  }

  @Test
  void a_certificate_that_has_expired_is_called_so() throws Exception {
    var expired = ExpiredCertificate.read();
    try (var old = new ScriptedImap(expired.sockets())) {
      var settings = settings();
      settings.put("host", "localhost");
      settings.put("port", old.port());
      settings.put("security", "TLS");
      settings.put("certificate", expired.authority());
      var id = add(settings);
      awaitStatus(id, "failing");
      assertThat(error(id))
          .startsWith("The certificate of localhost has expired")
          .contains("renew");
    }
  }

  @Test
  void a_server_that_falls_silent_in_idle_is_left_and_read_anew() {
    var id = add(settings());
    awaitStatus(id, "ok");
    patient().until(() -> server.heard().contains("IDLE"));
    server.deaf = true;
    arrives("Unannounced " + user);
    change(id, Map.of("name", "Renamed " + user));
    patient().atMost(Duration.ofSeconds(50)).until(() -> MailboxApi.state(id, "taken").equals(1));
  }

  @Test
  void a_wait_for_mail_ends_well_before_servers_hang_up() throws Exception {
    assertThat(IdleWatch.LONGEST).isLessThan(Duration.ofMinutes(29));
    var settings = settings();
    settings.put("enabled", false);
    var imap = mailboxes.wayInto(UUID.fromString(add(settings)));
    change(imap.id().toString(), Map.of("pollSeconds", 86400));
    try (var connection = servers.connect(imap)) {
      var folder = reader.readAll(connection, imap, () -> false);
      var began = Instant.now();
      assertThat(watch.mailComes(connection, folder, imap, began.plusSeconds(2))).isFalse();
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void many_mailboxes_are_read_again_and_again_over_no_more_connections_than_the_node_may_have() {
    for (int round = 1; round <= 2; round++) {
      for (int i = 0; i < 30; i++) {
        server.arrives(user + i, mail("Many " + user, "number " + round + i));
      }
      if (round == 1) {
        for (int i = 0; i < 30; i++) {
          var settings = settings();
          settings.put("username", user + i);
          settings.put("pollSeconds", 5);
          add(settings);
        }
      }
      int mails = round;
      for (int i = 0; i < 30; i++) {
        var whose = user + i;
        patient()
            .atMost(Duration.ofSeconds(60))
            .until(() -> server.mailsIn(whose, "Processed") == mails);
      }
    }
    assertThat(server.mostAtOnce()).isBetween(20, 24);
  }
}
