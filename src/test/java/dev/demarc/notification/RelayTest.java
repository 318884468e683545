package dev.demarc.notification;

import static dev.demarc.shared.Waiting.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.notification.relay.DeliveryAttempt;
import dev.demarc.notification.relay.DeliveryOutcomeRules.Verdict;
import dev.demarc.notification.relay.Relay;
import dev.demarc.shared.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One try at a relay that does what relays do. */
class RelayTest {

  private final SettableClock clock = new SettableClock();
  private final AtomicInteger ends = new AtomicInteger();
  private ScriptedRelay server;
  private Relay relay;

  @BeforeEach
  void startRelay() throws Exception {
    server = new ScriptedRelay();
    relay = TestRelay.to(server, clock, Map.of());
  }

  @AfterEach
  void stopRelay() throws Exception {
    relay.close();
    server.close();
  }

  private DeliveryAttempt send(String id) throws Exception {
    var mail = TestRelay.mail(id);
    return relay.send(mail, mail.to(), ends::incrementAndGet);
  }

  @Test
  void a_mail_is_taken_once_with_its_message_id_and_says_what_sent_it() throws Exception {
    assertThat(send("1@example.org").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(server.taken()).containsExactly("1@example.org");
    assertThat(server.heard())
        .startsWith(
            "EHLO demarc.example",
            "MAIL FROM:<demarc@example.org>",
            "RCPT TO:<team@example.org>",
            "DATA");
    assertThat(server.mails().get(0))
        .contains("Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All")
        .contains("Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_dem_Betrieb?=")
        .contains("multipart/alternative", "text/plain; charset=UTF-8", "mit Umlaut: =C3=BC");
    assertThat(ends).hasValue(1);
  }

  @Test
  void a_connection_is_kept_for_the_next_mail() throws Exception {
    send("1@example.org");
    send("2@example.org");
    assertThat(server.taken()).containsExactly("1@example.org", "2@example.org");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void a_kept_connection_that_the_relay_closed_is_replaced_within_the_try() throws Exception {
    send("1@example.org");
    server.hangUpOnAll();
    assertThat(send("2@example.org").verdict()).isEqualTo(Verdict.TAKEN);
    server.answersNext("MAIL", "421 4.4.2 idle for too long");
    assertThat(send("3@example.org").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(server.taken()).hasSize(3);
    assertThat(relay.connectionsAllowed()).isEqualTo(4);
  }

  @Test
  void a_refusal_of_one_mail_leaves_the_connection_to_the_next() throws Exception {
    server.answersNext("RCPT", "550 5.1.1 no such user").answersNext("END", "451 4.3.0 later");
    var refused = send("1@example.org");
    assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(refused.words())
        .isEqualTo("localhost:" + server.port() + " answered RCPT TO: 550 5.1.1 no such user");
    assertThat(send("2@example.org").verdict()).isEqualTo(Verdict.DEFERRED);
    assertThat(send("3@example.org").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(server.taken()).containsExactly("3@example.org");
    assertThat(server.connections()).isEqualTo(1);
    assertThat(relay.pausedUntil()).isEmpty();
  }

  @Test
  void silence_before_the_end_ends_the_connection_and_nothing_was_taken() throws Exception {
    for (var command : List.of("GREETING", "EHLO", "MAIL")) {
      server.answersNext(command, ScriptedRelay.SILENCE);
      var handover = send("1@example.org");
      assertThat(handover.verdict()).as(command).isEqualTo(Verdict.RELAY_FAILS);
      assertThat(handover.words()).contains("gave no answer", "Read timed out");
      await().atMost(30, SECONDS).until(() -> server.openConnections() == 0);
      clock.goesOn(Duration.ofMinutes(10));
    }
    for (var command : List.of("RCPT", "DATA")) {
      server.answersNext(command, ScriptedRelay.SILENCE);
      assertThat(send("1@example.org").verdict()).as(command).isEqualTo(Verdict.BROKEN_OFF);
      clock.goesOn(Duration.ofMinutes(10));
    }
    assertThat(ends).hasValue(0);
    assertThat(server.taken()).isEmpty();
  }

  @Test
  void without_an_answer_to_the_end_the_mail_may_have_been_taken() throws Exception {
    for (var end : List.of(ScriptedRelay.TAKE_AND_HANG_UP, ScriptedRelay.SILENCE)) {
      server.answersNext("END", end);
      var handover = send("1@example.org");
      assertThat(handover.verdict()).as(end).isEqualTo(Verdict.UNCONFIRMED);
      assertThat(handover.words()).contains("may have been taken");
      await().atMost(30, SECONDS).until(() -> server.openConnections() == 0);
      clock.goesOn(Duration.ofMinutes(10));
    }
    assertThat(server.taken()).containsExactly("1@example.org");
  }

  @Test
  void an_answer_that_trickles_without_an_end_is_cut_off_at_the_deadline() throws Exception {
    relay.close();
    relay = TestRelay.to(server, clock, Map.of("deadline", "600ms"));
    server.answersNext("RCPT", ScriptedRelay.TRICKLE);
    assertThat(send("1@example.org").verdict()).isEqualTo(Verdict.BROKEN_OFF);
    clock.goesOn(Duration.ofMinutes(10));
    server.answersNext("EHLO", ScriptedRelay.TRICKLE);
    assertThat(send("1@example.org").verdict()).isEqualTo(Verdict.RELAY_FAILS);
  }

  @Test
  void what_is_thrown_before_the_end_keeps_the_relay_from_taking_the_mail() throws Exception {
    var mail = TestRelay.mail("1@example.org");
    assertThatThrownBy(
            () ->
                relay.send(
                    mail,
                    mail.to(),
                    () -> {
                      throw new DeliverySteps.NotOurs();
                    }))
        .isInstanceOf(DeliverySteps.NotOurs.class);
    await().atMost(30, SECONDS).until(() -> server.openConnections() == 0);
    assertThat(server.taken()).isEmpty();
    assertThat(send("2@example.org").verdict()).isEqualTo(Verdict.TAKEN);
  }

  @Test
  void too_many_connections_are_fewer_afterwards_and_nothing_rests() throws Exception {
    server.answersNext("GREETING", "421 4.7.0 too many connections");
    var handover = send("1@example.org");
    assertThat(handover.verdict()).isEqualTo(Verdict.BUSY);
    assertThat(handover.notBefore()).isEqualTo(clock.instant().plusSeconds(10));
    assertThat(relay.connectionsAllowed()).isEqualTo(1);
    assertThat(relay.pausedUntil()).isEmpty();
    assertThat(send("1@example.org").verdict()).isEqualTo(Verdict.TAKEN);
    clock.goesOn(Duration.ofMinutes(3));
    assertThat(relay.connectionsAllowed()).isEqualTo(4);
  }

  @Test
  void a_relay_that_allows_two_connections_gets_every_mail_once() throws Exception {
    server.connectionsAtMost = 2;
    var sent = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    var all =
        sent.stream()
            .map(id -> CompletableFuture.runAsync(() -> sendUntilTaken(id + "@example.org")))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).get(30, SECONDS);
    assertThat(server.taken())
        .containsExactlyInAnyOrderElementsOf(sent.stream().map(id -> id + "@example.org").toList());
  }

  private void sendUntilTaken(String id) {
    try {
      for (int i = 0; i < 50; i++) {
        if (send(id).verdict() == Verdict.TAKEN) {
          return;
        }
        clock.goesOn(Duration.ofSeconds(10));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_relay_that_is_down_is_asked_by_one_mail_at_a_time_and_then_works_again() throws Exception {
    int port = FreePort.choose();
    var down = TestRelay.to(port, clock, Map.of());
    var mail = TestRelay.mail("1@example.org");
    var first = down.send(mail, mail.to(), ends::incrementAndGet);
    assertThat(first.verdict()).isEqualTo(Verdict.RELAY_FAILS);
    assertThat(first.words()).contains("Connection refused", "demarc.relay.host");
    assertThat(first.notBefore()).isEqualTo(clock.instant().plusSeconds(10));
    for (int i = 0; i < 100; i++) {
      assertThat(down.send(mail, mail.to(), ends::incrementAndGet).notBefore())
          .isEqualTo(clock.instant().plusSeconds(10));
    }
    assertThat(down.trouble()).isPresent();
    down.close();

    server.answersNext("MAIL", "550 5.7.1 sender refused");
    assertThat(send("2@example.org").words()).contains("demarc.mail.from");
    assertThat(send("3@example.org").verdict()).isEqualTo(Verdict.RELAY_FAILS);
    clock.goesOn(Duration.ofSeconds(11));
    assertThat(send("3@example.org").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(relay.trouble()).isEmpty();
    assertThat(server.heard().stream().filter(line -> line.startsWith("MAIL"))).hasSize(2);
  }

  @Test
  void a_user_signs_in_and_a_wrong_password_is_the_relays_matter() throws Exception {
    server.extensions = List.of("AUTH PLAIN");
    relay.close();
    relay =
        TestRelay.to(
            server,
            clock,
            Map.of("username", "demarc", "password", "secret", "start-tls", "OPTIONAL"));
    assertThat(send("1@example.org").verdict()).isEqualTo(Verdict.TAKEN);
    assertThat(server.heard()).contains("AUTH PLAIN ZGVtYXJjAGRlbWFyYwBzZWNyZXQ=");

    server.answers("AUTH", "535 5.7.8 wrong");
    server.hangUpOnAll();
    var refused = send("2@example.org");
    assertThat(refused.verdict()).isEqualTo(Verdict.RELAY_FAILS);
    assertThat(refused.words()).contains("535 5.7.8 wrong", "demarc.relay.password");
  }

  @Test
  void a_relay_that_is_being_left_finishes_what_is_under_way_or_is_cut_off() throws Exception {
    server.answersNext("END", ScriptedRelay.SILENCE);
    relay.close();
    relay = TestRelay.to(server, clock, Map.of("final-answer-timeout", "60s"));
    var sending = CompletableFuture.supplyAsync(() -> sendUnchecked("1@example.org"));
    await().atMost(30, SECONDS).until(() -> ends.get() == 1);
    relay.endWithin(Duration.ofMillis(200));
    assertThat(sending.get(10, SECONDS).verdict()).isEqualTo(Verdict.UNCONFIRMED);
    assertThat(send("2@example.org").verdict()).isEqualTo(Verdict.BUSY);
  }

  private DeliveryAttempt sendUnchecked(String id) {
    try {
      return send(id);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_address_that_no_mail_can_go_to_and_a_header_that_breaks_lines_go_nowhere()
      throws Exception {
    for (var address : List.of("Jürgen@example.org", "no-at-sign", "a b@example.org")) {
      assertThatThrownBy(() -> TestRelay.mailTo(address, null)).as(address).isNotNull();
    }
    assertThat(TestRelay.mailTo("team@bücher.example", null).to().toString())
        .isEqualTo("team@xn--bcher-kva.example");
    var hostile = TestRelay.mailTo("a@example.org", "x@y>\r\nBcc: all@example.org");
    assertThat(hostile.getHeader("Bcc")).isNull();
    assertThat(hostile.getHeader("In-Reply-To")).isNull();
    assertThat(TestRelay.mailTo("a@example.org", "x@y").getHeader("References"))
        .containsExactly("<x@y>");
  }
}
