package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.shared.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings and events of AWS services; what is expected was read off the samples by eye. */
class FindingsTest {

  private static ParsedReport sample(String file) {
    return Samples.read(Samples.file(Samples.corpus().resolve(file)));
  }

  private static ParsedReport json(String text) {
    return Samples.read(Samples.json(text));
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Test
  void a_finding_in_its_event_is_read_with_both_ends_in_their_roles() {
    var report = sample("guardduty-soar/Trojan-EC2-DropPoint.json");
    assertThat(report.format()).isEqualTo("guardduty");
    assertThat(report.title())
        .isEqualTo("The EC2 instance i-99999999 is communicating with a Drop Point.");
    assertThat(report.externalId()).isEqualTo("761daa759a2247c1826031fe5639bad6");
    assertThat(report.region()).isEqualTo("us-east-1");
    assertThat(report.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2025-08-22T01:40:10Z"));
    assertThat(report.details())
        .containsEntry("type", "Trojan:EC2/DropPoint")
        .containsEntry("count", 2)
        .containsEntry("resourceRole", "TARGET")
        .containsEntry("remotePort", 22)
        .containsEntry("eventSource", "aws.guardduty")
        .containsEntry("eventLastSeen", "2025-10-01T18:13:52Z");
    assertThat(roles(report))
        .contains("TARGET i-99999999", "TARGET 198.51.100.1", "SOURCE 198.51.100.0");
    assertThat(report.resolved()).isFalse();
    assertThat(report.text()).contains("Finding type: Trojan:EC2/DropPoint");
  }

  @Test
  void an_instance_that_attacks_is_the_source_and_the_other_end_the_target() {
    var report =
        json(
            "{'accountId':'123456789012','id':'f2','type':'UnauthorizedAccess:EC2/SSHBruteForce',"
                + "'severity':8,'resource':{'instanceDetails':{'instanceId':'i-0123456789abcdef0',"
                + "'networkInterfaces':[{'publicIp':'198.51.100.9'}]}},'service':{'resourceRole':'ACTOR',"
                + "'action':{'networkConnectionAction':{'remoteIpDetails':{'ipAddressV4':'203.0.113.51'}}}}}");
    assertThat(roles(report))
        .contains("SOURCE i-0123456789abcdef0", "SOURCE 198.51.100.9", "TARGET 203.0.113.51");
  }

  @Test
  void an_instance_that_is_probed_is_the_target_and_who_probes_the_source() {
    var report =
        json(
            "{'schemaVersion':'2.0','accountId':'123456789012','region':'eu-west-1','id':'f1','type':'Recon:EC2/PortProbeUnprotectedPort','severity':2,'title':'[SAMPLE]"
                + " probed',"
                + "'resource':{'resourceType':'Instance','instanceDetails':{'instanceId':'i-0123456789abcdef0'}},"
                + "'service':{'resourceRole':'TARGET','archived':true,'action':{'portProbeAction':{"
                + "'portProbeDetails':[{'remoteIpDetails':{'ipAddressV4':'203.0.113.50'}}]}}}}");
    assertThat(roles(report)).contains("TARGET i-0123456789abcdef0", "SOURCE 203.0.113.50");
    assertThat(report.resolved()).isTrue();
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.details()).containsEntry("sample", true);
    assertThat(report.severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void a_bare_finding_of_an_attack_sequence_is_critical() {
    var report = sample("panther/guardduty-aws_guardduty_critical_sev_findings-0.json");
    assertThat(report.format()).isEqualTo("guardduty");
    assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.details()).containsEntry("type", "AttackSequence:IAM/CompromisedCredentials");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2025-02-25T20:40:06Z"));
  }

  @Test
  void a_list_of_one_finding_as_the_api_answers_it_is_that_finding() {
    var report =
        json(
            "{'Findings':[{'AccountId':'123456789012','Id':'x9','Region':'us-east-1','Severity':8.0,"
                + "'Type':'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',"
                + "'Title':'t','Resource':{'AccessKeyDetails':{'AccessKeyId':'ASIAQWERTYUIOPASDFGH'}},"
                + "'Service':{'ResourceRole':'TARGET','Action':{'AwsApiCallAction':{'Api':'GetObject',"
                + "'RemoteIpDetails':{'IpAddressV4':'198.51.100.77'}}}}}]}");
    assertThat(report.format()).isEqualTo("guardduty");
    assertThat(report.severity()).isEqualTo(Severity.HIGH);
    assertThat(roles(report)).contains("TARGET ASIAQWERTYUIOPASDFGH", "SOURCE 198.51.100.77");
  }

  @Test
  void a_security_hub_finding_names_its_resources_and_who_acted() {
    var report = sample("panther/asff-decoy_s3_accessed-1.json");
    assertThat(report.format()).isEqualTo("asff");
    assertThat(report.externalId()).isEqualTo("ABC9ONWNS3155VIEJC8U");
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.region()).isEqualTo("us-east-1");
    assertThat(report.severity()).isEqualTo(Severity.HIGH);
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2024-05-24T00:26:57Z"));
    assertThat(roles(report)).contains("TARGET panther-databucket", "SOURCE 111.111.111.111");
    assertThat(report.details())
        .containsEntry("types", List.of("Unusual Behaviors"))
        .containsEntry("recordState", "ACTIVE")
        .containsEntry("workflowStatus", "NEW");
    assertThat(report.resolved()).isFalse();
  }

  private static final String ASFF =
      "{'SchemaVersion':'2018-10-08','Id':'arn:aws:securityhub:eu-west-1:123456789012:finding/1',"
          + "'ProductArn':'p','GeneratorId':'g','AwsAccountId':'123456789012',"
          + "'CreatedAt':'2026-11-01T00:00:00Z','UpdatedAt':'2026-11-02T00:00:00Z','Title':'t',"
          + "'Description':'d','Resources':[{'Type':'AwsS3Bucket','Id':'arn:aws:s3:::a-bucket'}]";

  @Test
  void what_the_provider_says_counts_where_the_finding_itself_is_silent() {
    var report =
        json(
            ASFF
                + ",'FindingProviderFields':{'Severity':{'Label':'CRITICAL'},'Types':['TTPs']},"
                + "'RecordState':'ARCHIVED'}");
    assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(report.details()).containsEntry("types", List.of("TTPs"));
    assertThat(report.resolved()).isTrue();
  }

  @Test
  void a_finding_without_its_required_fields_is_refused_naming_each() {
    assertThatThrownBy(() -> json("{'ProductArn':'p','AwsAccountId':7,'Resources':{}}"))
        .isInstanceOfSatisfying(
            MalformedReport.class,
            e ->
                assertThat(e.errors())
                    .contains(
                        new FieldError("Title", "is required"),
                        new FieldError("AwsAccountId", "must be text"),
                        new FieldError("Resources", "must be a list"),
                        new FieldError(
                            "Severity", "is required, here or in FindingProviderFields")));
  }

  private static String abuseEvent(String page, String communication) {
    return "{'version':'0','id':'e1','detail-type':'AWS Health Abuse Event','source':'aws.health',"
        + "'account':'999999999999','time':'2026-11-18T12:00:00Z','region':'global','resources':['i-0aaaaaaaaaaaaaaa1'],"
        + "'detail':{'eventArn':'arn:aws:health:global::event/ABUSE/AWS_ABUSE_DOS_REPORT/AWS_ABUSE_DOS_REPORT_3223324344_3243_234_34_34',"
        + "'service':'ABUSE','eventTypeCode':'AWS_ABUSE_DOS_REPORT','eventTypeCategory':'issue','startTime':'Wed,"
        + " 18 Nov 2026 06:27:57 GMT','affectedAccount':'123456789012','page':'"
        + page
        + "','totalPages':'2','communicationId':'"
        + communication
        + "','eventDescription':[{'language':'de_DE','latestDescription':'nein'},{'language':'en_US','latestDescription':'Denial"
        + " of service from 203.0.113.8'}],"
        + "'affectedEntities':[{'entityValue':'arn:aws:ec2:us-east-1:123456789012:instance/i-0aaaaaaaaaaaaaaa"
        + page
        + "'}]}}";
  }

  @Test
  void an_abuse_event_says_until_when_aws_wants_an_answer() {
    var report = json(abuseEvent("1", "abc-1"));
    assertThat(report.format()).isEqualTo("aws-health");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-18T06:27:57Z"));
    assertThat(report.replyBy()).isEqualTo(Instant.parse("2026-11-19T06:27:57Z"));
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.text()).contains("Denial of service").doesNotContain("nein");
    assertThat(report.details())
        .containsEntry("eventTypeCode", "AWS_ABUSE_DOS_REPORT")
        .containsEntry("page", 1)
        .containsEntry("totalPages", 2);
    assertThat(roles(report)).contains("SOURCE i-0aaaaaaaaaaaaaaa1");
  }

  @Test
  void pages_of_one_event_have_one_id_whatever_their_order() {
    var second = json(abuseEvent("2", "abc-2"));
    var first = json(abuseEvent("1", "abc-1"));
    assertThat(second.externalId()).isEqualTo(first.externalId());
    assertThat(json(abuseEvent("1", "other-1")).externalId()).isNotEqualTo(first.externalId());
  }

  @Test
  void an_operational_event_has_no_deadline_and_names_its_service() {
    var report =
        json(
            "{'detail-type':'AWS Health Event','source':'aws.health','account':'123456789012',"
                + "'time':'2016-06-05T06:27:57Z','region':'us-west-2','resources':['i-abcd1111'],"
                + "'detail':{'eventArn':'arn:aws:health:us-west-2::event/x','service':'EC2',"
                + "'eventTypeCode':'AWS_EC2_INSTANCE_STORE_DRIVE_PERFORMANCE_DEGRADED',"
                + "'startTime':'Sun, 05 Jun 2016 15:10:09 GMT',"
                + "'affectedEntities':[{'entityValue':'i-abcd1111'}]}}");
    assertThat(report.service()).isEqualTo("EC2");
    assertThat(report.replyBy()).isNull();
    assertThat(report.region()).isEqualTo("us-west-2");
    assertThat(report.accountId()).isEqualTo("123456789012");
  }

  @Test
  void an_older_sample_with_its_detail_as_text_is_read() {
    var text = sampleText("aws-health-tools/phd-mock.payload.json").strip();
    var only = text.substring(1, text.length() - 1);
    var report =
        new FormatReader()
            .read(
                new Submission(
                    only.getBytes(StandardCharsets.UTF_8), "application/json", Samples.RECEIVED));
    assertThat(report.format()).isEqualTo("aws-health");
    assertThat(report.details()).containsEntry("eventTypeCode", "AWS_EBS_VOLUME_LOST");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2017-02-07T00:55:52Z"));
  }

  private static String sampleText(String file) {
    return new String(Samples.file(Samples.corpus().resolve(file)).raw(), StandardCharsets.UTF_8);
  }

  @Test
  void an_ocsf_detection_finding_is_read_and_its_closing_told() {
    var open =
        "{'class_uid':2004,'class_name':'Detection Finding','category_uid':2,'activity_id':%d,"
            + "'status_id':1,'severity_id':4,'time':1760000000000,'metadata':{'version':'1.1.0',"
            + "'product':{'name':'GuardDuty','vendor_name':'AWS'}},'cloud':{'provider':'AWS',"
            + "'region':'us-east-1','account':{'uid':'123456789012'}},'finding_info':{'uid':'u-1',"
            + "'title':'Crypto mining','desc':'Mines','types':['TTPs']},'resources':[{'uid':"
            + "'arn:aws:ec2:us-east-1:123456789012:instance/i-0bbbbbbbbbbbbbbb1'}],"
            + "'observables':[{'name':'x','type_id':2,'value':'203.0.113.99'}]}";
    var report = json(String.format(open, 1));
    assertThat(report.format()).isEqualTo("ocsf");
    assertThat(report.title()).isEqualTo("Crypto mining");
    assertThat(report.externalId()).isEqualTo("u-1");
    assertThat(report.severity()).isEqualTo(Severity.HIGH);
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.occurredAt()).isEqualTo(Instant.ofEpochMilli(1_760_000_000_000L));
    assertThat(roles(report)).contains("TARGET i-0bbbbbbbbbbbbbbb1", "MENTIONED 203.0.113.99");
    assertThat(report.resolved()).isFalse();
    assertThat(json(String.format(open, 3)).resolved()).isTrue();
    var imported =
        "{'source':'aws.securityhub','detail-type':'Findings Imported V2','detail':{'findings':["
            + String.format(open, 1)
            + "]}}";
    assertThat(json(imported).externalId()).isEqualTo("u-1");
  }

  @Test
  void an_ocsf_event_of_another_class_is_read_as_far_as_it_goes() {
    var report = sample("panther/ocsf-aws_dns_crypto_domain-9.json");
    assertThat(report.format()).isEqualTo("ocsf");
    assertThat(report.title()).isEqualTo("DNS Activity");
    assertThat(roles(report)).contains("SOURCE 5.6.7.8", "MENTIONED moneropool.ru");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2022-06-25T00:27:53Z"));
    assertThat(report.resolved()).isFalse();
  }

  @Test
  void what_sns_wraps_is_read_as_if_it_had_come_alone() {
    var xarf = new String(Samples.json(abuseEvent("1", "abc-1")).raw(), StandardCharsets.UTF_8);
    var report =
        Samples.read(
            new Submission(
                ("{\"Type\":\"Notification\",\"MessageId\":\"m-1\",\"TopicArn\":"
                        + "\"arn:aws:sns:us-east-1:123456789012:abuse\",\"Subject\":\"s\",\"Message\":\""
                        + quoted(xarf)
                        + "\"}")
                    .getBytes(StandardCharsets.UTF_8),
                "text/plain; charset=UTF-8",
                Samples.RECEIVED));
    assertThat(report.format()).isEqualTo("aws-health");
    assertThat(report.details())
        .containsEntry("snsTopic", "arn:aws:sns:us-east-1:123456789012:abuse")
        .containsEntry("snsMessageId", "m-1")
        .containsEntry("eventSource", "aws.health");
  }

  @Test
  void words_in_a_notification_are_read_as_words() {
    var report =
        json(
            "{'Type':'Notification','MessageId':'m','TopicArn':'arn:aws:sns:eu-west-1:123456789012:x','Subject':'Port"
                + " scan','Message':'Scan from 203.0.113.21','Timestamp':'2026-11-20T00:00:00Z'}");
    assertThat(report.format()).isEqualTo("sns");
    assertThat(report.title()).isEqualTo("Port scan");
    assertThat(report.indicators()).extracting(i -> i.value()).contains("203.0.113.21");
  }

  @Test
  void a_confirmation_shows_no_address_to_visit() {
    var report =
        json(
            "{'Type':'SubscriptionConfirmation','MessageId':'m','TopicArn':'arn:aws:sns:eu-west-1:123456789012:x','Message':'To"
                + " confirm visit','SubscribeURL':'http://169.254.169.254/latest'}");
    assertThat(report.format()).isEqualTo("sns-confirmation");
    assertThat(report.text()).doesNotContain("169.254");
    assertThat(report.indicators()).extracting(i -> i.value()).doesNotContain("169.254.169.254");
  }

  @Test
  void an_alarm_and_any_other_event_keep_what_they_say() {
    var alarm = sample("aws-lambda-go/cloudwatch-alarm-sns-payload-single-metric.json");
    assertThat(alarm.format()).isEqualTo("aws-event");
    assertThat(alarm.title()).isEqualTo("CloudWatch alarm EXAMPLE: ALARM");
    assertThat(alarm.accountId()).isEqualTo("123456789012");
    var scan = sample("aws-lambda-go/ecr-image-scan-event.json");
    assertThat(scan.format()).isEqualTo("aws-event");
    assertThat(scan.title()).isEqualTo("ECR Image Scan");
    assertThat(scan.region()).isEqualTo("eu-north-1");
    assertThat(scan.occurredAt()).isEqualTo(Instant.parse("2019-10-30T21:32:27Z"));
    assertThat(scan.text()).contains("CRITICAL: 10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'a:b','severity':[1],'id':{},'resource':[1,2],'service':'x','title':{}}",
        "{'type':'a:b','severity':'high','id':1,'resource':{'instanceDetails':[{}]},'service':[]}",
        "{'class_uid':2004,'metadata':[],'finding_info':'x','resources':{'uid':{}},'time':'never'}",
        "{'class_uid':2004,'metadata':{},'time':99999999999999999999,'severity_id':'x'}",
        "{'eventTypeCode':'AWS_ABUSE_X','service':[],'eventArn':{},'eventDescription':'x'}",
        "{'eventTypeCode':'AWS_ABUSE_X','service':'ABUSE','affectedEntities':[[],null,7],'page':{}}",
        "{'detail-type':'x','detail':'{','source':[]}",
        "{'detail-type':{},'detail':{'findings':[{'findings':[{'findings':[{}]}]}]}}",
        "{'Type':'Notification','TopicArn':[],'MessageId':{},'Message':'{}'}",
        "{'Type':'Notification','TopicArn':'x','MessageId':'y','Message':'[[[[[[[['}",
        "{'AlarmName':{},'NewStateValue':[]}",
        "{'Records':[{'Sns':{'Type':7}}]}"
      })
  void wrong_types_anywhere_never_throw_anything_but_a_clear_refusal(String text) {
    assertThatCode(
            () -> {
              try {
                json(text);
              } catch (MalformedReport refused) {
                assertThat(refused.getMessage()).isNotBlank();
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void what_breaks_its_rules_when_nobody_waits_is_read_as_text_and_says_which() {
    var report =
        new FormatReader().readStored(Samples.json("{'ProductArn':'p','Title':'203.0.113.77'}"));
    assertThat(report.format()).isEqualTo("text");
    assertThat(report.problems()).anyMatch(p -> p.startsWith("AwsAccountId is required"));
    assertThat(report.indicators()).extracting(i -> i.value()).contains("203.0.113.77");
  }
}
