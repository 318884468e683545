package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings and events as AWS sends them, read and then assessed. */
class FindingsOfAwsTest {

  private static final Engine ENGINE = new Engine();

  private static Assessment assess(String json) {
    var raw = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var submission = new Submission(raw, "application/json", Instant.parse("2026-11-20T10:00:00Z"));
    return ENGINE.assess(new FormatReader().read(submission));
  }

  private static Assessment sample(String file) {
    return assess(Matrix.resource("corpus/" + file));
  }

  static Stream<String> types() {
    return Matrix.resource("responsibility/guardduty-types.txt").lines();
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_type_of_guardduty_finding_is_found_by_the_engine(String line) {
    var type = line.split(" ")[0];
    var assessment =
        assess(
            "{'schemaVersion':'2.0','accountId':'123456789012','region':'eu-west-1','id':'f',"
                + "'type':'"
                + type
                + "','severity':5,'title':'t','description':'d','resource':{},"
                + "'service':{'resourceRole':'TARGET'}}");
    assertThat(assessment.reasons()).anyMatch(r -> r.signal().equals("guardduty-finding"));
    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guardduty-soar/Trojan-EC2-DropPoint.json",
        "guardduty-soar/UnauthorizedAccess-EC2-TorClient.json",
        "guardduty-soar/Recon-EC2-PortProbeEMRUnprotectedPort.json",
        "panther/asff-decoy_s3_accessed-1.json",
        "panther/asff-decoy_systems_manager_parameter_accessed-0.json",
        "panther/guardduty-aws_guardduty_critical_sev_findings-0.json",
        "panther/guardduty-aws_guardduty_low_sev_findings-0.json",
        "panther/guardduty-aws_guardduty_med_sev_findings-1.json"
      })
  void what_is_found_in_a_customers_account_is_the_customers(String file) {
    assertThat(sample(file).responsibility()).isEqualTo(Responsibility.CUSTOMER);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_ABUSE_DOS_REPORT, ABUSE, CUSTOMER, DENIAL_OF_SERVICE",
    "AWS_ABUSE_SOMETHING_NEW, ABUSE, CUSTOMER, INTRUSION_ATTEMPT",
    "AWS_RISK_CREDENTIALS_EXPOSED, RISK, CUSTOMER, CREDENTIAL_EXPOSURE",
    "AWS_EC2_INSTANCE_STORE_DRIVE_PERFORMANCE_DEGRADED, EC2, AWS, HOST_FAULT",
    "AWS_EC2_OPERATIONAL_ISSUE, EC2, AWS, SERVICE_FAULT"
  })
  void health_events_lie_on_the_side_that_their_code_tells(
      String code, String service, Responsibility side, Category category) {
    var assessment =
        assess(
            "{'detail-type':'AWS Health Event','source':'aws.health','account':'123456789012',"
                + "'time':'2026-11-18T06:27:57Z','region':'us-west-2','detail':{"
                + "'eventArn':'arn:aws:health:us-west-2::event/1','eventTypeCode':'"
                + code
                + "','service':'"
                + service
                + "','eventDescription':[{'language':'en_US','latestDescription':"
                + "'A description of the event will be provided here'}],"
                + "'affectedEntities':[{'entityValue':'i-abcd1111'}]}}");
    assertThat(assessment.category()).isEqualTo(category);
    assertThat(assessment.responsibility()).isEqualTo(side);
  }

  @Test
  void the_topic_that_a_report_came_over_is_not_what_it_is_about() {
    var alone = assess("{'title':'Something','description':'odd traffic from 203.0.113.9'}");
    var bySns =
        assess(
            "{'Type':'Notification','MessageId':'m','TopicArn':"
                + "'arn:aws:sns:eu-west-1:123456789012:abuse','Message':"
                + "'{\\'title\\':\\'Something\\',\\'description\\':"
                + "\\'odd traffic from 203.0.113.9\\'}'}");
    assertThat(bySns.service()).isEqualTo(alone.service());
    assertThat(bySns.responsibility()).isEqualTo(alone.responsibility());
  }
}
