package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.formats.reader.Evidence;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTest {

  private static ParsedReport read(String mail) {
    return Samples.read(Samples.mail(mail));
  }

  private static ParsedReport withHeader(String header) {
    return read("From: a@example.org\nSubject: s\n" + header + "\n\nhello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Auto-Submitted: auto-generated;                Auto-Submitted: auto-generated",
        "Precedence: bulk;                              Precedence: bulk",
        "Return-Path: <>;                               null Return-Path",
        "X-Auto-Response-Suppress: All;                 X-Auto-Response-Suppress",
        "X-Loop: abuse@example.org;                     X-Loop",
        "List-Id: <list.example.org>;                   List-Id",
      })
  void aMailThatSaysItIsAutomaticMayNotBeAnswered(String header, String reason) {
    assertThat(withHeader(header).mail().automatic()).containsExactly(reason.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "Auto-Submitted: no",
    "Precedence: first-class",
    "X-Auto-Response-Suppress: None",
    "Return-Path: <a@example.org>"
  })
  void aPersonsMailMayBeAnswered(String header) {
    assertThat(withHeader(header).mail().mayBeAnswered()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "no-reply@example.org", "noreply+x@example.org", "MAILER-DAEMON@example.org",
    "postmaster@example.org", "do-not-reply@example.org", "abuse-noreply@example.org"
  })
  void aSenderNobodyReadsIsNotAnswered(String sender) {
    var report = read("From: " + sender + "\nSubject: s\n\nhello");
    assertThat(report.mail().automatic()).containsExactly("sender " + sender);
  }

  @Test
  void an_out_of_office_reply_is_no_report() {
    var reply = read("From: a@example.org\nSubject: Out of office: Re: case\n\nback on Monday");
    assertThat(reply.mail().kind()).isEqualTo(MailFacts.Kind.AUTO_REPLY);
    assertThat(reply.mail().mayBeAnswered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Undelivered Mail Returned to Sender",
    "Mail delivery failed: returning message to sender",
    "failure notice",
    "Returned mail: User unknown",
    "Delivery Status Notification (Failure)",
    "Undeliverable: Re: case"
  })
  void aBounceWithoutTheStandardFormIsStillABounce(String subject) {
    var bounce = read("From: MAILER-DAEMON@example.org\nSubject: " + subject + "\n\nsorry");
    assertThat(bounce.mail().kind()).isEqualTo(MailFacts.Kind.BOUNCE);
    assertThat(bounce.mail().mayBeAnswered()).isFalse();
  }

  @Test
  void a_report_about_bounces_is_a_report() {
    var report = read("From: a@example.org\nSubject: Spam from 192.0.2.1\n\n550 user unknown");
    assertThat(report.mail().kind()).isEqualTo(MailFacts.Kind.REPORT);
  }

  @Test
  void identifiers_are_read_without_brackets_oldest_first() {
    var mail =
        read("""
        From: =?iso-8859-1?Q?J=F6rg?= <joerg@Example.ORG>
        To: abuse@example.com, Desk <desk@example.com>
        Subject: =?utf-8?B?w6R0enM=?= report
        Message-ID: <one@example.org>
        References: <first@x> <second@x>
        In-Reply-To: <second@x>
        Date: Mon, 02 Nov 2026 10:00:00 +0000

        hi\
        """)
            .mail();
    assertThat(mail.from()).isEqualTo("joerg@example.org");
    assertThat(mail.fromName()).isEqualTo("Jörg");
    assertThat(mail.to()).containsExactly("abuse@example.com", "desk@example.com");
    assertThat(mail.subject()).isEqualTo("ätzs report");
    assertThat(mail.messageId()).isEqualTo("one@example.org");
    assertThat(mail.references()).containsExactly("first@x", "second@x");
    assertThat(mail.date()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
  }

  @Test
  void html_is_read_as_text_with_where_its_links_lead() {
    var report =
        read(
            """
            From: a@example.org
            Subject: s
            Content-Type: text/html; charset=utf-8

            <p>Click <a href="http://evil.example.net/x">your bank</a></p><script>bad()</script>\
            """);
    assertThat(report.text()).isEqualTo("Click your bank <http://evil.example.net/x>");
    assertThat(report.indicators())
        .contains(new Indicator(IndicatorType.URL, "http://evil.example.net/x", Role.MENTIONED));
  }

  @Test
  void an_address_in_the_subject_is_what_the_mail_is_about() {
    var report = read("From: a@example.org\nSubject: Abuse report 198.51.100.7\n\nsee above");
    assertThat(report.indicators())
        .contains(new Indicator(IndicatorType.IPV4, "198.51.100.7", Role.SOURCE));
  }

  @Test
  void the_mails_own_transport_is_not_mined() {
    var report =
        read(
            """
            Received: from relay.example.net ([203.0.113.99]) by mx.example.com
            From: a@example.org
            Subject: s
            Message-ID: <x@relay.example.net>

            hello\
            """);
    assertThat(report.indicators()).extracting(Indicator::value).containsExactly("a@example.org");
  }

  @Test
  void text_in_a_wrong_or_unknown_charset_is_still_readable() {
    var raw =
        "From: a@example.org\r\nSubject: s\r\nContent-Type: text/plain; charset=no-such\r\n\r\nStraße"
            .getBytes(StandardCharsets.ISO_8859_1);
    var report = Samples.read(new Submission(raw, "message/rfc822", Samples.RECEIVED));
    assertThat(report.text()).isEqualTo("Straße");
  }

  @Test
  void attachments_are_listed_and_can_be_fetched() {
    var mail =
        Samples.mail(
            """
            From: a@example.org
            Subject: s
            Content-Type: multipart/mixed; boundary=B

            --B
            Content-Type: text/plain

            hello
            --B
            Content-Type: text/plain; name=log.txt
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename*=utf-8''l%C3%B6g.txt

            MTkyLjAuMi4x
            --B--
            """);
    var report = Samples.read(mail);
    assertThat(report.attachments()).hasSize(1);
    assertThat(report.attachments().get(0).fileName()).isEqualTo("lög.txt");
    assertThat(report.text()).startsWith("hello").contains("192.0.2.1");
    var content = Evidence.attachment(mail, 0).orElseThrow();
    assertThat(content.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("192.0.2.1");
    assertThat(content.attachment()).isEqualTo(report.attachments().get(0));
    assertThat(Evidence.attachment(mail, 1)).isEmpty();
  }

  @Test
  void a_date_behind_a_label_is_when_it_happened() {
    var report = read("From: a@example.org\nSubject: s\n\nAbuse Time: 10 Jul 2024 02:21:07 UTC");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2024-07-10T02:21:07Z"));
  }

  @Test
  void an_aws_notice_names_its_case_and_account() {
    var report =
        read(
            """
            From: ec2-abuse@amazon.com
            Subject: Your Amazon EC2 Abuse Report [14062912345-1] [AWS ID 123456789012]

            Instance ID: i-0abcdef1234567890 in eu-west-1\
            """);
    assertThat(report.externalId()).isEqualTo("14062912345");
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.region()).isEqualTo("eu-west-1");
  }

  @Test
  void an_x_arf_part_with_an_alias_bomb_is_harmless() {
    var report =
        read(
            """
            From: a@example.org
            Subject: s
            Content-Type: multipart/mixed; boundary=B

            --B
            Content-Type: text/plain; name=report.txt

            Reported-From: a@example.org
            Report-Type: login-attack
            Source: 192.0.2.1
            a: &a [x, x, x, x, x, x, x, x, x]
            b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
            d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
            --B--
            """);
    assertThat(report.format()).isEqualTo("x-arf");
    assertThat(report.details()).containsEntry("sourceIp", "192.0.2.1");
  }
}
