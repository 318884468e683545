package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Category;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notices of AWS Health: what they are about, whose they are, and until when AWS waits. */
class HealthEventTest {

  private static ParsedReport notice(String code, String description, String more) {
    return Samples.read(
        Samples.json(
            """
            {'id': 'e1', 'detail-type': 'AWS Health Abuse Event', 'source': 'aws.health',
             'account': '999999999999', 'time': '2026-11-18T12:00:00Z', 'region': 'us-east-1',
             'detail': {'eventArn': 'arn:aws:health:global::event/x', 'service': 'ABUSE',
              'eventTypeCode': '%s', 'startTime': 'Wed, 18 Nov 2026 06:00:00 GMT',
              'eventDescription': [{'language': 'en_US', 'latestDescription': '%s'}],
              'affectedEntities': [{'entityValue': 'i-0123456789abcdef0'}]%s}}"""
                .formatted(code, description, more)));
  }

  private static ParsedReport notice(String code) {
    return notice(code, "A description", "");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_ABUSE_DOS_REPORT, denial-of-service",
    "AWS_ABUSE_COPYRIGHT_DMCA_REPORT, copyright",
    "AWS_ABUSE_SPAM_REPORT, spam",
    "AWS_ABUSE_PORT_SCANNING_REPORT, port-scan",
    "AWS_ABUSE_PHISHING_CONTENT_REPORTED, phishing",
    "AWS_ABUSE_PII_CONTENT_REMOVAL_REPORT, prohibited-content",
    "AWS_ABUSE_IOC_DETECTED, compromised-resource",
    "AWS_ABUSE_CSAM_REPORT, child-abuse",
    "AWS_ABUSE_MALWARE_REPORT, malware",
    "AWS_ABUSE_SOMETHING_NEW, intrusion-attempt",
    "AWS_RISK_CREDENTIALS_EXPOSED, credential-exposure",
  })
  void the_code_tells_what_is_reported(String code, String category) {
    assertThat(notice(code).category()).isEqualTo(Category.of(category).orElseThrow());
  }

  @Test
  void an_operational_code_claims_nothing() {
    assertThat(notice("AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED").category()).isNull();
    assertThat(notice("AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED").replyBy()).isNull();
    assertThat(notice("AWS_RISK_CREDENTIALS_EXPOSED").replyBy()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please answer. | 2026-11-19T06:00:00Z",
        "Reply by November 25, 2026. | 2026-11-25T23:59:59Z",
        "Reply before 2026-11-20 15:00 UTC, please. | 2026-11-20T15:00:00Z",
        "Reply no later than Friday, 27 November 2026 at 5:30 PM PST. | 2026-11-28T01:30:00Z",
        "Please respond within 48 hours. | 2026-11-20T06:00:00Z",
        "It was mended by 1 March 2019. | 2026-11-19T06:00:00Z",
        "Traffic until 2031-01-01 | 2026-11-19T06:00:00Z"
      })
  void an_answer_is_due_in_a_day_unless_the_notice_names_a_date(String text, Instant due) {
    assertThat(notice("AWS_ABUSE_DOS_REPORT", text, "").replyBy()).isEqualTo(due);
  }

  @Test
  void a_closed_notice_is_over_and_wants_no_answer() {
    var report = notice("AWS_ABUSE_DOS_REPORT", "x", ", 'statusCode': 'closed'");
    assertThat(report.resolved()).isTrue();
    assertThat(report.replyBy()).isNull();
    assertThat(notice("AWS_ABUSE_DOS_REPORT", "x", ", 'statusCode': 'open'").resolved()).isFalse();
  }

  @Test
  void the_affected_account_counts_before_that_of_the_administrator() {
    var affected = ", 'affectedAccount': '123456789012'";
    assertThat(notice("AWS_ABUSE_DOS_REPORT", "x", affected).accountId()).isEqualTo("123456789012");
    assertThat(notice("AWS_ABUSE_DOS_REPORT").accountId()).isEqualTo("999999999999");
  }

  @Test
  void events_of_one_arn_differ_by_account_and_communication_not_by_page() {
    var first = notice("AWS_ABUSE_DOS_REPORT", "x", ", 'communicationId': '7f-12-1'");
    var second = notice("AWS_ABUSE_DOS_REPORT", "y", ", 'communicationId': '7f-12-2'");
    var other =
        notice(
            "AWS_ABUSE_DOS_REPORT",
            "x",
            ", 'communicationId': '7f-12-1', 'affectedAccount': '123456789012'");
    assertThat(first.externalId()).isEqualTo(second.externalId()).contains("7f-12");
    assertThat(other.externalId()).isNotEqualTo(first.externalId());
  }

  @Test
  void the_description_of_an_abuse_notice_says_on_which_side_an_address_stands() {
    var report =
        notice(
            "AWS_ABUSE_DOS_REPORT",
            "Your instance floods others. Reported activity: 203.0.113.8 > 198.51.100.7:53 UDP",
            "");
    assertThat(roles(report))
        .contains("SOURCE 203.0.113.8", "TARGET 198.51.100.7", "SOURCE i-0123456789abcdef0");
  }

  @Test
  void what_the_description_of_an_operational_event_names_is_only_mentioned() {
    var report = notice("AWS_EC2_OPERATIONAL_ISSUE", "Source IP: 203.0.113.8", "");
    assertThat(roles(report)).contains("MENTIONED 203.0.113.8");
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  @Test
  void the_impacted_region_counts_before_the_one_that_was_told() {
    var report = notice("AWS_EC2_OPERATIONAL_ISSUE", "x", ", 'eventRegion': 'eu-west-1'");
    assertThat(report.region()).isEqualTo("eu-west-1");
    assertThat(notice("AWS_EC2_OPERATIONAL_ISSUE").region()).isEqualTo("us-east-1");
  }
}
