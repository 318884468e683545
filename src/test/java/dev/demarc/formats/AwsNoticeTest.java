package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsNoticeTest {

  private static final String BODY =
      """
      Hello,

      We've received a report that the following AWS resource

      AWS Account ID: 123456789012
      EC2 Instance Id: i-0abcdef1234567890
      Public IP: 203.0.113.7
      Region(s): eu-west-1
      Reported Activity: Port Scanning
      Abuse Time: 02 Nov 2026 02:21:07 UTC

      was used for activity that the AWS Acceptable Use Policy (https://aws.amazon.com/aup/) forbids.
      Please reply to this email within 24 hours with the corrective action taken.

      * Log Extract:
      <<<
      Nov 02 02:21:07 203.0.113.7:4711 -> 198.51.100.9:22 SYN
      >>>
      * Comments:
      <<<
      DDoS would be worse
      >>>
      """;

  private static String notice(String from, String subject, String more, String body) {
    return "From: %s\nTo: owner@example.org\nSubject: %s\nDate: Mon, 02 Nov 2026 10:00:00 +0000\n%s\n%s"
        .formatted(from, subject, more.isEmpty() ? "" : more + "\n", body);
  }

  private static final String SENDER = "AWS Trust & Safety <trustandsafety@support.aws.com>";
  private static final String SUBJECT =
      "Your Amazon EC2 Abuse Report [14062912345-1] [AWS ID 123456789012]";

  private static ParsedReport read(String mail) {
    return Samples.read(Samples.mail(mail));
  }

  @Test
  void every_fact_of_a_notice_is_read() {
    var report = read(notice(SENDER, SUBJECT, "", BODY));
    assertThat(report.format()).isEqualTo("aws-notice");
    assertThat(report.externalId()).isEqualTo("14062912345");
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.region()).isEqualTo("eu-west-1");
    assertThat(report.category()).isEqualTo(Category.PORT_SCAN);
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-02T02:21:07Z"));
    assertThat(report.replyBy()).isEqualTo(Instant.parse("2026-11-03T10:00:00Z"));
    assertThat(report.details())
        .containsEntry("awsMail", "abuse-notice")
        .containsEntry("notice", "first")
        .containsEntry("awsCaseId", "14062912345")
        .containsEntry("logExtract", "Nov 02 02:21:07 203.0.113.7:4711 -> 198.51.100.9:22 SYN");
    assertThat(report.indicators())
        .contains(
            new Indicator(IndicatorType.EC2_INSTANCE, "i-0abcdef1234567890", Role.SOURCE),
            new Indicator(IndicatorType.IPV4, "203.0.113.7", Role.SOURCE))
        .doesNotContain(new Indicator(IndicatorType.IPV4, "198.51.100.9", Role.SOURCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Please respond within 12 hours.;                      2026-11-02T22:00:00Z",
        "You must reply within five (5) days.;                 2026-11-07T10:00:00Z",
        "Please reply by November 5, 2026.;                    2026-11-05T23:59:59Z",
        "Respond no later than 2026-11-04 17:00 UTC please.;   2026-11-04T17:00:00Z",
        "Please tell us what you did.;                         2026-11-03T10:00:00Z",
      })
  void theAnswerIsDueWhenTheNoticeSaysElseAfterADay(String words, String due) {
    var report = read(notice(SENDER, SUBJECT, "", words));
    assertThat(report.replyBy()).isEqualTo(Instant.parse(due));
  }

  @ParameterizedTest
  @CsvSource({
    "FINAL NOTIFICATION Your AWS Abuse Report,            final",
    "REMINDER: Your AWS Abuse Report [14062912345-2],     reminder",
    "Your AWS Abuse Report [14062912345-1],               first"
  })
  void theSubjectTellsWhichNoticeItIs(String subject, String which) {
    var report = read(notice("ec2-abuse@amazon.com", subject, "", "Please reply."));
    assertThat(report.details()).containsEntry("notice", which);
  }

  @Test
  void a_reminder_has_the_id_of_the_first_notice() {
    var numbered = read(notice(SENDER, "RE: Your AWS Abuse Report [14062912345-2]", "", "reply"));
    assertThat(numbered.externalId()).isEqualTo("14062912345");
    var first = read(notice(SENDER, "Your AWS Abuse Report", "Message-ID: <a@amazon.com>", "x"));
    var later =
        read(
            notice(
                SENDER,
                "Re: Your AWS Abuse Report",
                "Message-ID: <b@amazon.com>\nReferences: <a@amazon.com>",
                "x"));
    assertThat(later.externalId()).isEqualTo(first.externalId()).isEqualTo("a@amazon.com");
  }

  @Test
  void a_resolved_notice_wants_no_answer() {
    var report = read(notice(SENDER, SUBJECT, "", "Thank you. This case has been resolved."));
    assertThat(report.resolved()).isTrue();
    assertThat(report.replyBy()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "mx.example.org; dkim=pass header.d=support.aws.com; true",
        "mx.example.org; dmarc=pass (p=reject) header.from=support.aws.com; true",
        "mx.example.org; dkim=pass header.d=amazonses.com; false",
        "mx.example.org; dkim=pass header.d=support.aws.com.evil.example; false",
        "mx.example.org; dkim=pass header.d=evil.example; false",
      })
  void onlyAResultForTheSendersOwnDomainConfirmsIt(String host, String result, boolean verified) {
    var report =
        read(notice(SENDER, SUBJECT, "Authentication-Results: " + host + "; " + result, BODY));
    assertThat(report.details())
        .containsEntry("claimsToBeAws", true)
        .containsEntry("awsVerified", verified);
    assertThat(report.problems().stream().anyMatch(p -> p.contains("claims to come from AWS, but")))
        .isEqualTo(!verified);
  }

  @Test
  void a_failed_dmarc_outweighs_a_passed_signature() {
    var result = "mx; dkim=pass header.d=support.aws.com; dmarc=fail header.from=support.aws.com";
    var report = read(notice(SENDER, SUBJECT, "Authentication-Results: " + result, BODY));
    assertThat(report.details()).containsEntry("awsVerified", false);
  }

  @Test
  void a_notice_from_elsewhere_is_read_but_not_believed() {
    var report = read(notice("AWS Abuse <desk@evil.example>", SUBJECT, "", BODY));
    assertThat(report.format()).isEqualTo("aws-notice");
    assertThat(report.problems()).anyMatch(p -> p.contains("desk@evil.example is not AWS's"));
  }

  @Test
  void a_notice_that_a_colleague_forwards_is_read_whichever_way() {
    var quoted =
        read(
            "From: Ops <ops@example.org>\n"
                + "To: abuse@example.org\n"
                + "Subject: Fwd: look\n\n"
                + "please handle\n\n"
                + "---------- Forwarded message ---------\n"
                + "From: "
                + SENDER
                + "\nDate: Mon, Nov 2, 2026 at 10:00 AM\nSubject: "
                + SUBJECT
                + "\nTo: <owner@example.org>\n\n"
                + BODY);
    var encoded = Base64.getMimeEncoder().encodeToString(BODY.getBytes());
    var enclosed =
        read(
            "From: Ops <ops@example.org>\nSubject: Fwd: look\nContent-Type: multipart/mixed;"
                + " boundary=B\n\n--B\n\nplease handle\n--B\nContent-Type: message/rfc822\n\n"
                + notice(SENDER, SUBJECT, "Content-Transfer-Encoding: base64", encoded)
                + "\n--B--\n");
    for (var report : new ParsedReport[] {quoted, enclosed}) {
      assertThat(report.format()).isEqualTo("aws-notice");
      assertThat(report.externalId()).isEqualTo("14062912345");
      assertThat(report.details()).containsEntry("forwardedBy", "ops@example.org");
      assertThat(report.reporter().email()).isEqualTo("trustandsafety@support.aws.com");
      assertThat(report.mail().from()).isEqualTo("ops@example.org");
      assertThat(report.replyBy()).isEqualTo(Instant.parse("2026-11-03T10:00:00Z"));
      assertThat(report.text()).contains("please handle").contains("i-0abcdef1234567890");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-reply-aws@amazon.com, Amazon Web Services: New Support case: 170000000000001, support-case",
    "no-reply-aws@amazon.com, AWS Health Event: degraded EC2 instance, health",
    "no-reply-aws@amazon.com, Amazon Web Services Billing Statement Available, billing",
    "no-reply@sns.amazonaws.com, AWS Notification Message, notification",
  })
  void otherMailsOfAwsSayWhichTheyAreAndWantNoAnswer(String from, String subject, String which) {
    var report =
        read(notice(from, subject, "", "Account ID: 111111111111\nCase ID: 170000000000001"));
    assertThat(report.format()).isEqualTo("aws-notice");
    assertThat(report.details()).containsEntry("awsMail", which);
    assertThat(report.accountId()).isEqualTo("111111111111");
    assertThat(report.replyBy()).isNull();
    assertThat(report.externalId()).isEqualTo("170000000000001");
  }

  @ParameterizedTest
  @CsvSource({
    "joe@example.org,  Attack from an Amazon server",
    "joe@amazon.com,   lunch",
    "joe@example.org,  AWS abuse report: your instance attacks us",
  })
  void aPersonsMailAboutAmazonIsNoNotice(String from, String subject) {
    assertThat(read(notice(from, subject, "", "203.0.113.7 attacked us")).format())
        .isEqualTo("mail");
  }

  @Test
  void a_report_in_json_that_a_topic_sends_is_read_as_what_it_is() {
    var json =
        "{\"title\":\"Port scan\",\"description\":\"203.0.113.7"
            + " scans\",\"category\":\"port-scan\"}";
    var report =
        read(
            notice(
                "AWS Notifications <no-reply@sns.amazonaws.com>",
                "AWS Notification Message",
                "",
                json + "\n\n--\nIf you wish to stop receiving notifications, visit a link\n"));
    assertThat(report.format()).isEqualTo("demarc");
    assertThat(report.category()).isEqualTo(Category.PORT_SCAN);
    assertThat(report.mail().from()).isEqualTo("no-reply@sns.amazonaws.com");
    assertThat(report.details()).containsEntry("claimsToBeAws", true);
  }
}
