package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.demarc.formats.Statement.Kind;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings in the AWS Security Finding Format. */
class SecurityHubFindingTest {

  private static final String ENVELOPE =
      "{'detail-type':'Security Hub Findings - Imported','source':'aws.securityhub',"
          + "'account':'999999999999','region':'us-east-1','detail':{'findings':[%s]}}";

  private static String finding(String more) {
    return "{'SchemaVersion':'2018-10-08','Id':'f-1','ProductArn':'p','GeneratorId':'g',"
        + "'AwsAccountId':'123456789012','CreatedAt':'2026-11-01T00:00:00Z',"
        + "'UpdatedAt':'2026-11-02T00:00:00Z','Title':'A title','Description':'A description',"
        + "'Severity':{'Label':'HIGH'},'Types':['Effects/Data Exposure'],"
        + "'Resources':[{'Type':'AwsS3Bucket','Id':'arn:aws:s3:::a-bucket','Region':'eu-west-1'}]"
        + more
        + "}";
  }

  private static ParsedReport read(String json) {
    return Samples.read(Samples.json(json));
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  @Test
  void a_sample_is_a_test_and_no_report() {
    assertThat(read(finding(",'Sample':true")).statement().kind()).isEqualTo(Kind.TEST);
    assertThat(read(finding("").replace("A title", "[SAMPLE] A title")).statement().kind())
        .isEqualTo(Kind.TEST);
    assertThat(read(finding(",'Sample':false")).statement().kind()).isEqualTo(Kind.REPORT);
  }

  @Test
  void a_finding_is_the_same_bare_in_a_list_and_in_its_event() {
    var bare = read(finding(""));
    assertThat(bare.format()).isEqualTo("asff");
    assertThat(bare.region()).isEqualTo("eu-west-1");
    assertThat(bare.service()).isEqualTo("S3");
    for (var wrapped :
        List.of("{'Findings':[" + finding("") + "]}", ENVELOPE.formatted(finding("")))) {
      var report = read(wrapped);
      assertThat(report.externalId()).isEqualTo("f-1");
      assertThat(report.accountId()).isEqualTo("123456789012");
      assertThat(report.severity()).isEqualTo(Severity.HIGH);
      assertThat(report.indicators()).isEqualTo(bare.indicators());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'RecordState':'ACTIVE', false",
        "'RecordState':'ARCHIVED', true",
        "'Workflow':{'Status':'NEW'}, false",
        "'Workflow':{'Status':'NOTIFIED'}, false",
        "'Workflow':{'Status':'RESOLVED'}, true",
        "'Workflow':{'Status':'SUPPRESSED'}, true",
        "'Compliance':{'Status':'PASSED'}, true",
        "'Compliance':{'Status':'FAILED'}, false",
        "'WorkflowState':'RESOLVED', false"
      })
  void what_is_archived_resolved_suppressed_or_passed_is_over(String field, boolean over) {
    assertThat(read(finding("," + field)).resolved()).isEqualTo(over);
  }

  @ParameterizedTest
  @CsvSource({
    "Software and Configuration Checks/Vulnerabilities/CVE, VULNERABILITY",
    "Software and Configuration Checks/AWS Security Best Practices, MISCONFIGURATION",
    "Sensitive Data Identifications/PII, DATA_EXPOSURE",
    "Effects/Denial of Service, DENIAL_OF_SERVICE",
    "TTPs/Command and Control/Backdoor:EC2-C&CActivity.B, BOTNET",
    "Unusual Behaviors/User,"
  })
  void its_types_claim_the_category(String type, Category category) {
    var report = read(finding("").replace("Effects/Data Exposure", type));
    assertThat(report.category()).isEqualTo(category);
  }

  @Test
  void a_type_of_guardduty_is_spelled_as_guardduty_does() {
    var type = "TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort";
    var report = read(finding("").replace("Effects/Data Exposure", type));
    assertThat(report.details()).containsEntry("findingType", "Recon:EC2/PortProbeUnprotectedPort");
  }

  @Test
  void both_ends_of_the_traffic_and_known_bad_things_are_indicators() {
    var report =
        read(
            finding(
                ",'Network':{'Direction':'IN','SourceIpV4':'203.0.113.5','DestinationIpV4':'198.51.100.7',"
                    + "'DestinationPort':22},'ThreatIntelIndicators':[{'Type':'IPV4_ADDRESS','Value':'203.0.113.66'}],"
                    + "'Action':{'PortProbeAction':{'PortProbeDetails':[{'RemoteIpDetails':{'IpAddressV4':'203.0.113.77'}}]}},"
                    + "'Compliance':{'Status':'FAILED'},'Remediation':{'Recommendation':{'Text':'Close the port'}},"
                    + "'Vulnerabilities':[{'Id':'CVE-2026-0001'}]"));
    assertThat(roles(report))
        .contains(
            "SOURCE 203.0.113.5",
            "TARGET 198.51.100.7",
            "MENTIONED 203.0.113.66",
            "SOURCE 203.0.113.77",
            "TARGET a-bucket");
    assertThat(report.text()).contains("Close the port", "CVE-2026-0001");
    assertThat(report.details())
        .containsEntry("complianceStatus", "FAILED")
        .containsEntry("remediation", "Close the port")
        .containsEntry("destinationPort", 22);
  }

  @Test
  void an_instance_that_acts_is_the_source_and_its_private_addresses_are_left_out() {
    var report =
        read(
            finding("")
                .replace(
                    "'Resources':[",
                    "'Action':{'NetworkConnectionAction':{'RemoteIpDetails':{'IpAddressV4':'203.0.113.88'}}},"
                        + "'Resources':[{'Type':'AwsEc2Instance','ResourceRole':'Actor',"
                        + "'Id':'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0','Details':"
                        + "{'AwsEc2Instance':{'IpV4Addresses':['10.0.0.5','198.51.100.5']}}},"));
    assertThat(roles(report))
        .contains("SOURCE i-0123456789abcdef0", "SOURCE 198.51.100.5", "TARGET 203.0.113.88")
        .noneMatch(i -> i.contains("10.0.0.5"));
  }

  @Test
  void a_broken_finding_is_refused_with_each_field_named() {
    var refusal =
        catchThrowableOfType(
            MalformedReport.class, () -> read("{'SchemaVersion':'2018-10-08','Id':7}"));
    assertThat(refusal.errors())
        .extracting(MalformedReport.FieldError::field)
        .containsExactlyInAnyOrder(
            "Id",
            "ProductArn",
            "GeneratorId",
            "AwsAccountId",
            "CreatedAt",
            "UpdatedAt",
            "Title",
            "Description",
            "Resources",
            "Severity",
            "Types");
  }

  @Test
  void a_broken_finding_by_sns_is_kept_with_its_problems() {
    var message = "{\\'ProductArn\\':\\'p\\',\\'Id\\':\\'f-9\\'}";
    var report =
        read("{'Type':'Notification','MessageId':'m','TopicArn':'t','Message':'" + message + "'}");
    assertThat(report.format()).isEqualTo("asff");
    assertThat(report.externalId()).isEqualTo("f-9");
    assertThat(report.problems()).contains("Security Hub: Title is required");
  }
}
