package dev.demarc.notification;

import static dev.demarc.Api.client;
import static dev.demarc.Api.newCase;
import static dev.demarc.shared.Waiting.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demarc.DemarcTest;
import dev.demarc.MailRelayResource;
import dev.demarc.Smtp;
import dev.demarc.intake.smtp.SmtpListener;
import dev.demarc.notification.relay.DeliveryAttempt;
import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.notification.relay.MailStatus;
import dev.demarc.notification.relay.Relay;
import dev.demarc.notification.relay.RetrySchedule;
import dev.demarc.notification.relay.SentMail;
import dev.demarc.shared.FreePort;
import dev.demarc.shared.Ids;
import dev.demarc.shared.OwnWork;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a mail of the outbox, for each way in which its delivery fails. */
@DemarcTest
class DeliveringMailsTest {

  private static final DeliveryAttempt TAKEN = new DeliveryAttempt(Verdict.TAKEN, null, null);

  @Inject DataSource database;
  @Inject DeliverySteps steps;
  @Inject ReplyFiles files;
  @Inject DeliveryJobs jobs;
  @Inject Outbox outbox;
  @Inject MailSettings settings;
  @Inject Clock clock;
  @Inject SmtpListener listener;

  private final SettableClock relayClock = new SettableClock();
  private String key;
  private final String recipient = UUID.randomUUID() + "@team.example";
  private ScriptedRelay server;
  private Relay relay;
  private UUID mail;

  @BeforeEach
  void writeMail() throws Exception {
    key = newCase();
    server = new ScriptedRelay();
    relay = TestRelay.to(server, relayClock, Map.of());
    mail = Ids.next();
    // due tomorrow: the application leaves it alone
    update(
        "insert into outbox (id, case_id, kind, recipient, subject, body_text, body_html,"
            + " message_id, status, created_at, next_attempt) select '%s', id, 'note', '%s',"
            + " 'Something to know', 'text', '<p>text</p>', '%s', 'PENDING', now(),"
            + " now() + interval '1 day' from incident_case where key = '%s'",
        mail, recipient, messageId(), key);
  }

  @AfterEach
  void stopRelay() throws Exception {
    relay.close();
    server.close();
  }

  private String messageId() {
    return mail + "@demarc.example";
  }

  private void update(String statement, Object... values) throws SQLException {
    try (var connection = database.getConnection();
        var update = connection.createStatement()) {
      assertThat(update.executeUpdate(statement.formatted(values))).isEqualTo(1);
    }
  }

  private Optional<Instant> deliver() {
    return deliverTo(relay);
  }

  private Optional<Instant> deliverTo(Relay to) {
    return new MailDelivery(steps, to, files, settings, clock).deliver(mail);
  }

  private SentMail stored() {
    return OwnWork.call(() -> outbox.read(mail)).orElseThrow();
  }

  private List<String> told() {
    return client()
        .get("/api/v1/cases/" + key + "/timeline?limit=200")
        .jsonPath()
        .getList("items.findAll { it.summary.contains('" + recipient + "') }.summary");
  }

  private JsonPath shown(MailStatus status) {
    return client()
        .get("/api/v1/outbox?limit=200&status=" + status.slug())
        .jsonPath()
        .setRootPath("items.find { it.id == '" + mail + "' }");
  }

  /** Else a case whose timeline cannot be written would send its mails again and again. */
  @Test
  void what_the_timeline_refuses_for_good_is_recorded_all_the_same() throws Exception {
    update(
        "update timeline_head h set position = 9223372036854775807 from incident_case c where"
            + " h.case_id = c.id and c.key = '%s'",
        key);
    assertThat(deliver()).isEmpty();
    assertThat(stored().status()).isEqualTo(MailStatus.SENT);
    assertThat(told()).isEmpty();
    assertThat(deliver()).isEmpty();
    assertThat(server.taken()).containsExactly(messageId());
  }

  @Test
  void what_became_of_a_mail_while_the_database_was_away_is_recorded_and_told_later() {
    var away = new AtomicInteger(3);
    var failing =
        new DeliverySteps(null, null, null, null) {
          @Override
          public Start begin(UUID id) {
            return steps.begin(id);
          }

          @Override
          public void handingOver(UUID id) {
            steps.handingOver(id);
          }

          @Override
          public boolean isHandedOverBy(UUID id, Instant time) {
            failWhileAway();
            return steps.isHandedOverBy(id, time);
          }

          @Override
          public Optional<Instant> record(UUID id, DeliveryAttempt attempt) {
            failWhileAway();
            return steps.record(id, attempt);
          }

          private void failWhileAway() {
            if (away.getAndDecrement() > 0) {
              throw new IllegalStateException(new SQLTransientConnectionException("gone", "08006"));
            }
          }
        };
    var delivery =
        new MailDelivery(failing, relay, files, settings, clock, List.of(Duration.ofMillis(1)));
    assertThatThrownBy(() -> delivery.deliver(mail)).hasRootCauseMessage("gone");
    assertThatThrownBy(() -> delivery.deliver(mail)).hasRootCauseMessage("gone");
    assertThat(stored().status()).isEqualTo(MailStatus.PENDING);
    assertThat(delivery.deliver(mail)).isEmpty();
    assertThat(stored().status()).isEqualTo(MailStatus.SENT);
    assertThat(told()).containsExactly("delivered a mail to " + recipient);
    assertThat(server.taken()).containsExactly(messageId());
  }

  @Test
  void a_mail_that_is_taken_is_sent_and_told_on_the_timeline() {
    assertThat(deliver()).isEmpty();
    assertThat(stored().status()).isEqualTo(MailStatus.SENT);
    assertThat(stored().sentAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(told()).containsExactly("delivered a mail to " + recipient);
    assertThat(deliver()).isEmpty();
    assertThat(server.taken()).containsExactly(messageId());
  }

  @Test
  void a_mail_that_is_deferred_is_tried_eight_times_and_then_waits_for_a_person() {
    server.answers("END", "451 4.3.0 later");
    for (int attempt = 1; attempt < RetrySchedule.ATTEMPTS; attempt++) {
      var expected = Instant.now().plus(RetrySchedule.wait(attempt));
      assertThat(deliver().orElseThrow()).isCloseTo(expected, within(5, ChronoUnit.SECONDS));
      assertThat(stored().attempts()).isEqualTo(attempt);
      assertThat(stored().status()).isEqualTo(MailStatus.PENDING);
    }
    assertThat(deliver()).isEmpty();
    assertThat(stored().status()).isEqualTo(MailStatus.FAILED);
    assertThat(stored().attempts()).isEqualTo(8);
    assertThat(stored().nextAttempt()).isNull();
    assertThat(told()).singleElement().asString().startsWith("could not deliver a mail");
    assertThat(server.taken()).isEmpty();
  }

  @Test
  void a_mail_that_is_refused_fails_at_once_and_is_sent_when_a_person_says_so() {
    server.answers("RCPT", "550 5.1.1 no such user");
    assertThat(deliver()).isEmpty();
    assertThat(shown(MailStatus.FAILED).getString("lastError"))
        .contains("RCPT TO: 550 5.1.1 no such user");
    assertThat(shown(MailStatus.FAILED).getInt("attempts")).isEqualTo(1);

    client().post("/api/v1/outbox/" + mail + "/retry").then().statusCode(202);
    await().atMost(30, SECONDS).until(() -> stored().status() == MailStatus.SENT);
    assertThat(MailRelayResource.mailsTo(recipient)).hasSize(1);
    assertThat(told()).hasSize(2).contains("delivered a mail to " + recipient);
    client().post("/api/v1/outbox/" + mail + "/retry").then().statusCode(409);
  }

  @Test
  void a_mail_that_comes_back_is_bounced_and_can_be_sent_again() throws Exception {
    deliver();
    assertThat(Smtp.send(listener.port(), "", "abuse@demarc.example", bounce())).isEqualTo(250);
    await().atMost(30, SECONDS).until(() -> stored().status() == MailStatus.BOUNCED);
    assertThat(shown(MailStatus.BOUNCED).getString("lastError")).contains("Undelivered");
    client().post("/api/v1/outbox/" + mail + "/retry").then().statusCode(202);
    await().atMost(30, SECONDS).until(() -> stored().status() == MailStatus.SENT);
  }

  private String bounce() {
    return """
    From: MAILER-DAEMON@mx.example
    To: demarc@demarc.example
    Subject: Undelivered Mail Returned to Sender
    Message-ID: <%s@mx.example>
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary=b

    --b
    Content-Type: text/plain

    It could not be delivered.

    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; %s
    Action: failed
    Status: 5.1.1

    --b
    Content-Type: message/rfc822

    From: demarc@demarc.example
    To: %s
    Subject: Something to know
    Message-ID: <%s>

    text
    --b--
    """
        .formatted(UUID.randomUUID(), recipient, recipient, messageId());
  }

  @Test
  void a_mail_that_came_back_before_it_was_recorded_as_sent_stays_bounced() {
    assertThat(steps.begin(mail).mail()).isNotNull();
    steps.handingOver(mail);
    outbox.bounced(List.of(messageId()), "Undelivered");
    assertThat(steps.record(mail, TAKEN)).isEmpty();
    assertThat(stored().status()).isEqualTo(MailStatus.BOUNCED);
    assertThat(stored().lastError()).isEqualTo("Undelivered");
    assertThat(stored().sentAt()).isNotNull();
  }

  @Test
  void a_mail_that_may_have_been_taken_waits_longer_keeps_its_message_id_and_says_so() {
    server.answersNext("END", ScriptedRelay.TAKE_AND_HANG_UP);
    assertThat(deliver().orElseThrow())
        .isCloseTo(Instant.now().plus(Duration.ofMinutes(15)), within(5, ChronoUnit.SECONDS));
    var pending = shown(MailStatus.PENDING);
    assertThat(pending.getInt("unconfirmed")).isEqualTo(1);
    assertThat(pending.getInt("attempts")).isEqualTo(1);
    assertThat(pending.getString("lastError")).contains("may have been taken");
    assertThat(told()).singleElement().asString().contains("did not confirm", "arrive twice");

    relayClock.goesOn(Duration.ofMinutes(15));
    assertThat(deliver()).isEmpty();
    assertThat(server.taken()).containsExactly(messageId(), messageId());
    assertThat(shown(MailStatus.SENT).getInt("unconfirmed")).isEqualTo(1);
  }

  @Test
  void a_node_that_died_while_handing_over_leaves_a_mail_that_may_have_been_taken()
      throws Exception {
    steps.begin(mail);
    steps.handingOver(mail);
    assertThat(deliver().orElseThrow()).isAfter(Instant.now().plus(Duration.ofMinutes(5)));
    assertThat(server.heard()).isEmpty();

    update("update outbox set handed_over_at = now() - interval '1 hour' where id = '%s'", mail);
    assertThat(deliver()).isEmpty();
    assertThat(stored().status()).isEqualTo(MailStatus.SENT);
    assertThat(stored().unconfirmed()).isEqualTo(1);
    assertThat(told()).hasSize(2);
    assertThat(server.taken()).containsExactly(messageId());
  }

  @Test
  void of_two_nodes_that_have_one_mail_one_sends_it() {
    steps.begin(mail);
    steps.begin(mail);
    steps.handingOver(mail);
    assertThatThrownBy(() -> steps.handingOver(mail)).isInstanceOf(DeliverySteps.NotOurs.class);
    steps.record(mail, TAKEN);
    assertThat(stored().attempts()).isEqualTo(1);
  }

  @Test
  void a_mail_that_is_removed_under_way_is_not_sent() throws Exception {
    steps.begin(mail);
    update("delete from outbox where id = '%s'", mail);
    assertThatThrownBy(() -> steps.handingOver(mail)).isInstanceOf(DeliverySteps.NotOurs.class);
    assertThat(steps.record(mail, TAKEN)).isEmpty();
    assertThat(deliver()).isEmpty();
  }

  @Test
  void a_relay_that_is_down_costs_no_attempts_until_three_days_are_over() throws Exception {
    var down = TestRelay.to(FreePort.choose(), relayClock, Map.of());
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(deliverTo(down)).isPresent();
        relayClock.goesOn(Duration.ofMinutes(6));
      }
      assertThat(stored().attempts()).isZero();
      assertThat(stored().lastError()).contains("Connection refused", "demarc.relay.host");

      update("update outbox set pending_since = now() - interval '73 hours' where id = '%s'", mail);
      new MailDelivery(steps, down, files, settings, clock).giveUpOverdue();
      assertThat(stored().status()).isEqualTo(MailStatus.FAILED);
      assertThat(stored().lastError()).contains("Connection refused");
    } finally {
      down.close();
    }
  }

  @Test
  void too_many_connections_cost_no_attempt() {
    server.answersNext("GREETING", "421 4.7.0 too many connections");
    assertThat(deliver()).isPresent();
    assertThat(stored().attempts()).isZero();
    assertThat(deliver()).isEmpty();
    assertThat(server.taken()).containsExactly(messageId());
  }

  @Test
  void an_address_that_no_mail_can_go_to_fails_at_once() throws Exception {
    update("update outbox set recipient = 'nobody at all' where id = '%s'", mail);
    assertThat(deliver()).isEmpty();
    assertThat(stored().status()).isEqualTo(MailStatus.FAILED);
    assertThat(server.connections()).isZero();
  }

  @Test
  void a_mail_without_a_job_is_found_and_sent() throws Exception {
    update("update outbox set next_attempt = now() - interval '2 minutes' where id = '%s'", mail);
    jobs.scheduleForgotten(); // unless the application's own sweep was first
    await().atMost(30, SECONDS).until(() -> stored().status() == MailStatus.SENT);
    assertThat(MailRelayResource.mailsTo(recipient)).hasSize(1);
  }

  @Test
  void a_job_that_another_version_left_is_taken_over() throws Exception {
    update("update outbox set next_attempt = now() - interval '1 hour' where id = '%s'", mail);
    update(
        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + " values ('deliver-mail', '%s', now() - interval '1 hour', false, 1)",
        mail);
    jobs.scheduleForgotten();
    await().atMost(30, SECONDS).until(() -> stored().status() == MailStatus.SENT);
    assertThat(MailRelayResource.mailsTo(recipient)).hasSize(1);
  }
}
