package dev.demarc.mailboxes;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.mailboxes.MailboxApi.add;
import static dev.demarc.mailboxes.MailboxApi.awaitTaken;
import static dev.demarc.mailboxes.MailboxApi.change;
import static dev.demarc.mailboxes.MailboxApi.mail;
import static dev.demarc.mailboxes.MailboxApi.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mailbox belongs to the node that has its job, for as long as that node shows that it lives. */
@DemarcTest
class TakingOverTest {

  /** Long enough for both nodes to poll, and for the quick one to look for dead nodes. */
  private static final Duration LOOKS_TWICE = Duration.ofSeconds(3);

  @Inject DataSource database;
  @Inject Mailboxes mailboxes;
  @Inject MailboxRun run;
  @Inject ReadingJobs jobs;
  @Inject Clock clock;

  @AfterEach
  void removeMailboxes() {
    mailboxes.inOrder(200, null).items().forEach(mailbox -> mailboxes.remove(mailbox.id()));
  }

  @Test
  void a_mailbox_is_left_to_the_node_that_has_it_and_taken_over_when_that_died() throws Exception {
    var heir = new ReadingEngine(database, mailboxes, run, jobs, new QuickHeartbeats(), clock);
    try (var server = new ScriptedImap()) {
      server.arrives("abuse", mail("Inherited", "From " + freshAddress()));
      var id =
          add(
              Map.of(
                  "host",
                  "127.0.0.1",
                  "port",
                  server.port(),
                  "security",
                  "NONE",
                  "username",
                  "abuse",
                  "password",
                  ScriptedImap.PASSWORD,
                  "enabled",
                  false));
      anotherNodeHas(id);
      change(id, Map.of("enabled", true));
      heir.start(null);
      Thread.sleep(LOOKS_TWICE.toMillis());
      assertThat(server.heard()).isEmpty();

      itDied(id);
      patient().atMost(Duration.ofSeconds(40)).until(() -> !server.heard().isEmpty());
      awaitTaken(id, 1);
      assertThat(server.mailsIn("abuse", "Processed")).isEqualTo(1);
    } finally {
      mailboxes.inOrder(200, null).items().forEach(mailbox -> mailboxes.remove(mailbox.id()));
      heir.stop(null);
    }
  }

  /** Of a node that is quick to see that another has died. */
  private static final class QuickHeartbeats implements MailboxLimits {

    @Override
    public int idling() {
      return 0;
    }

    @Override
    public Duration answerWithin() {
      return Duration.ofSeconds(8);
    }

    @Override
    public Duration heartbeat() {
      return Duration.ofMillis(500);
    }
  }

  private void anotherNodeHas(String id) throws SQLException {
    update(
        "insert into mailbox_job (task_name, task_instance, execution_time, picked, picked_by,"
            + " last_heartbeat, version) values ('"
            + ReadingJobs.READ.getTaskName()
            + "', ?, now(), true, 'another node', now() + interval '1 minute', 1)",
        id);
  }

  /** It has not been heard of for as long as four heartbeats of either node. */
  private void itDied(String id) throws SQLException {
    update(
        "update mailbox_job set last_heartbeat = now() - interval '21 seconds'"
            + " where task_instance = ?",
        id);
  }

  private void update(String statement, String id) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(statement)) {
      update.setString(1, UUID.fromString(id).toString());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
