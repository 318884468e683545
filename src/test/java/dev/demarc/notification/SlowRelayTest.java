package dev.demarc.notification;

import static dev.demarc.Api.client;
import static dev.demarc.Api.freshAddress;
import static dev.demarc.shared.Waiting.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import dev.demarc.MailRelayResource;
import dev.demarc.Smtp;
import dev.demarc.intake.smtp.SmtpListener;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A relay that hangs keeps mails waiting, and nothing else. */
@DemarcTest
class SlowRelayTest {

  private static final int REPORTS = 15;

  @Inject SmtpListener listener;

  @AfterEach
  void relayAnswers() {
    MailRelayResource.answersAgain();
  }

  @Test
  void while_the_relay_hangs_reports_are_filed_and_afterwards_each_mail_arrives_once()
      throws Exception {
    MailRelayResource.hangs();
    var run = UUID.randomUUID().toString();
    var reporters = new ArrayList<String>();
    for (int i = 0; i < REPORTS; i++) {
      var reporter = "r" + i + "-" + run + "@x.example";
      reporters.add(reporter);
      assertThat(Smtp.send(listener.port(), reporter, "abuse@demarc.example", report(reporter)))
          .isEqualTo(250);
    }
    await().atMost(30, SECONDS).until(() -> acknowledgements(run) == REPORTS);
    assertThat(reporters).allSatisfy(r -> assertThat(MailRelayResource.mailsTo(r)).isEmpty());

    MailRelayResource.answersAgain();
    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(reporters)
                    .allSatisfy(r -> assertThat(MailRelayResource.mailsTo(r)).isNotEmpty()));
    assertThat(reporters).allSatisfy(r -> assertThat(MailRelayResource.mailsTo(r)).hasSize(1));
  }

  /** Each is put in the outbox when its report is filed. */
  private static int acknowledgements(String run) {
    return client()
        .get("/api/v1/outbox?limit=200")
        .jsonPath()
        .getList("items.findAll { it.recipient.contains('" + run + "') }.id")
        .size();
  }

  private static String report(String reporter) {
    return """
    From: %s
    To: abuse@demarc.example
    Subject: Port scan from %s
    Message-ID: <%s@x.example>

    Your instance scans our servers.
    """
        .formatted(reporter, freshAddress(), UUID.randomUUID());
  }
}
