package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.shared.Indicator.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedMailTest {

  private static final String OUTER =
      "From: Ops <ops@example.org>\nTo: desk@example.org\nSubject: Fwd: see below\n";

  private static ParsedReport read(String mail) {
    return Samples.read(Samples.mail(mail));
  }

  @Test
  void a_certified_mail_is_the_mail_that_it_delivers() {
    var report =
        read(
            "From: \"Per conto di: studio@legale.example\" <posta-certificata@gestore.example>\n"
                + "To: abuse@desk.example\nSubject: POSTA CERTIFICATA: Diffida\n"
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
                + "Il messaggio originale è incluso in allegato.\n--b\n"
                + "Content-Type: message/rfc822; name=\"postacert.eml\"\n"
                + "Content-Disposition: attachment; filename=\"postacert.eml\"\n\n"
                + "From: studio@legale.example\nTo: abuse@desk.example\nSubject: Diffida\n\n"
                + "Il sito https://falso-uno.example/login imita la banca ed è una truffa.\n--b--\n");

    assertThat(report.reporter().email()).isEqualTo("studio@legale.example");
    assertThat(Samples.named(Role.SOURCE, report)).contains("https://falso-uno.example/login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----Original Message-----\n"
            + "From: Joe <joe@reporter.example>\n"
            + "Sent: Monday, November 2, 2026 10:00 AM\n"
            + "To: abuse@example.org\n"
            + "Subject: Abuse from 203.0.113.7\n\n"
            + "attack log",
        "Begin forwarded message:\n\n"
            + "From: Joe <joe@reporter.example>\n"
            + "Subject: Abuse from 203.0.113.7\n"
            + "Date: 2 November 2026 at 10:00:00 GMT\n"
            + "To: abuse@example.org\n\n"
            + "attack log",
        "---------- Forwarded message ---------\n"
            + "From: Joe <joe@reporter.example>\n"
            + "Date: Mon, Nov 2, 2026 at 10:00 AM\n"
            + "Subject: Abuse from 203.0.113.7\n"
            + "To: <abuse@example.org>\n\n"
            + "attack log",
        "> From: Joe <joe@reporter.example>\n"
            + "> Date: Mon, 2 Nov 2026 10:00:00 +0000\n"
            + "> To: abuse@example.org\n"
            + "> Subject: Abuse from 203.0.113.7\n"
            + ">\n"
            + "> attack log",
        "-----Ursprüngliche Nachricht-----\n"
            + "Von: Joe <joe@reporter.example>\n"
            + "Gesendet: Montag, 2. November 2026 10:00\n"
            + "An: abuse@example.org\n"
            + "Betreff: Abuse from 203.0.113.7\n\n"
            + "attack log",
        "-------- Message transféré --------\n"
            + "Sujet : Abuse from 203.0.113.7\n"
            + "Date : lundi 2 novembre 2026 10:00\n"
            + "De : Joe <joe@reporter.example>\n"
            + "Pour : x\n"
            + "À : abuse@example.org\n\n"
            + "attack log",
        "-----Mensaje original-----\n"
            + "De: Joe <joe@reporter.example>\n"
            + "Enviado el: lunes, 2 de noviembre de 2026 10:00\n"
            + "Para: abuse@example.org\n"
            + "Asunto: Abuse from 203.0.113.7\n\n"
            + "attack log",
        "*From:* Joe <joe@reporter.example>\n"
            + "*Sent:* Monday, November 2, 2026 10:00 AM\n"
            + "*To:* abuse@example.org\n"
            + "*Subject:* Abuse from 203.0.113.7\n\n"
            + "attack log",
      })
  void aReportQuotedInTheTextHasItsWriterAsReporter(String quoted) {
    var report = read(OUTER + "Content-Type: text/plain; charset=utf-8\n\nFYI\n\n" + quoted);
    assertThat(report.reporter().email()).isEqualTo("joe@reporter.example");
    assertThat(report.details())
        .containsEntry("forwardedBy", "ops@example.org")
        .containsEntry("forwardedSubject", "Abuse from 203.0.113.7")
        .containsEntry("forwardedDate", "2026-11-02T10:00:00Z");
    assertThat(report.title()).isEqualTo("Abuse from 203.0.113.7");
    assertThat(report.mail().from()).isEqualTo("ops@example.org");
  }

  @Test
  void a_report_enclosed_in_a_mail_has_its_writer_as_reporter() {
    var report =
        read(
            OUTER
                + """
                Content-Type: multipart/mixed; boundary=B

                --B

                FYI
                --B
                Content-Type: message/rfc822

                From: joe@reporter.example
                To: abuse@example.org
                Subject: Port scan from 203.0.113.7

                203.0.113.7 scanned us
                --B--
                """);
    assertThat(report.reporter().email()).isEqualTo("joe@reporter.example");
    assertThat(report.details()).containsEntry("forwardedBy", "ops@example.org");
    assertThat(report.text()).contains("FYI").contains("203.0.113.7 scanned us");
  }

  @Test
  void the_sender_of_an_enclosed_spam_is_not_the_reporter() {
    var report =
        read(
            "From: joe@example.org\n"
                + "Subject: spam\n"
                + "Content-Type: multipart/mixed; boundary=B\n\n"
                + "--B\n\n"
                + "I got this\n"
                + "--B\n"
                + "Content-Type: message/rfc822\n\n"
                + "From: s@spam.example.net\n"
                + "To: joe@example.org\n"
                + "Subject: Win now\n\n"
                + "buy\n"
                + "--B--\n");
    assertThat(report.reporter().email()).isEqualTo("joe@example.org");
    assertThat(report.details())
        .containsEntry("originalFrom", "s@spam.example.net")
        .doesNotContainKey("forwardedBy");
  }

  @Test
  void a_spam_quoted_in_the_text_is_the_original() {
    var report =
        read(
            "From: joe@example.org\n"
                + "Subject: Fwd: Win now\n\n"
                + "---------- Forwarded message\n"
                + "From: Prize <s@spam.example.net>\n"
                + "Date: Mon, 2 Nov 2026 10:00:00 +0000\n"
                + "Subject: Win now\n"
                + "To: joe@example.org\n\n"
                + "buy");
    assertThat(report.reporter().email()).isEqualTo("joe@example.org");
    assertThat(report.details())
        .containsEntry("originalFrom", "s@spam.example.net")
        .containsEntry("originalDate", Instant.parse("2026-11-02T10:00:00Z").toString());
  }

  @Test
  void a_bounced_report_stays_a_bounce() {
    var report =
        read(
            """
            From: MAILER-DAEMON@example.org
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary=B

            --B

            sorry
            --B
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            --B
            Content-Type: message/rfc822

            From: trustandsafety@support.aws.com
            To: abuse@example.org
            Subject: Your Amazon EC2 Abuse Report [14062912345-1]

            Please reply.
            --B--
            """);
    assertThat(report.format()).isEqualTo("mail");
    assertThat(report.mail().kind()).isEqualTo(MailFacts.Kind.BOUNCE);
    assertThat(report.details()).doesNotContainKey("forwardedBy");
  }
}
