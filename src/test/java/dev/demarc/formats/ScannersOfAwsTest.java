package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.Engine;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Inspector and Access Analyzer find: nothing has happened, but somebody has to mend it. */
class ScannersOfAwsTest {

  private static final Engine ENGINE = new Engine();

  private static final String LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:resize:7";

  private static ParsedReport json(String text) {
    return Samples.read(Samples.json(text));
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  private static String tasks(ParsedReport report) {
    return String.valueOf(ENGINE.assess(report).parts());
  }

  private static String flaw(String status, String severity) {
    return "{'awsAccountId':'123456789012','type':'PACKAGE_VULNERABILITY','severity':'"
        + severity
        + "','status':'"
        + status
        + "','title':'CVE-2026-20001 - parser','findingArn':"
        + "'arn:aws:inspector2:eu-west-1:123456789012:finding/abc','description':'A crafted file"
        + " takes over the host; intruders have stolen credentials and mined coins with it, and"
        + " report to 198.51.100.20.','packageVulnerabilityDetails':{'vulnerabilityId':"
        + "'CVE-2026-20001','referenceUrls':['https://exploit.example/proof'],"
        + "'vulnerablePackages':[{'name':'parser','version':'2.1','fixedInVersion':'2.2'}]},"
        + "'resources':[{'id':'"
        + LAMBDA
        + "','type':'AWS_LAMBDA_FUNCTION','region':'eu-west-1'}]}";
  }

  @Test
  void what_a_flaw_could_bring_is_no_event_and_pages_about_it_are_no_sources() {
    var report = json(flaw("ACTIVE", "CRITICAL"));
    assertThat(report.format()).isEqualTo("inspector");
    assertThat(roles(report)).contains("RESOURCE " + LAMBDA).noneMatch(r -> r.startsWith("SOURCE"));
    assertThat(report.indicators()).noneMatch(i -> i.value().contains("exploit.example"));
    assertThat(report.indicators()).noneMatch(i -> i.value().equals("198.51.100.20"));
    assertThat(report.details())
        .containsEntry("affectedPackages", List.of("parser 2.1, fixed in 2.2"));
    assertThat(report.details().get("references"))
        .isEqualTo(List.of("https://exploit.example/proof"));
    var assessed = ENGINE.assess(report);
    assertThat(assessed.category()).isEqualTo(Category.VULNERABILITY);
    assertThat(assessed.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(tasks(report)).contains("Update what the finding names").doesNotContain("Isolate");
  }

  @Test
  void a_flaw_in_the_formats_of_security_hub_asks_for_an_update_too() {
    var asff =
        json(
            "{'SchemaVersion':'2018-10-08','Id':'f','ProductArn':'p','GeneratorId':'g',"
                + "'AwsAccountId':'123456789012','CreatedAt':'2026-11-20T00:00:00Z','UpdatedAt':'2026-11-20T00:00:00Z','Title':'CVE-2026-20002"
                + " - httpd','Description':'Intruders broke into hosts by"
                + " it.','Severity':{'Label':'HIGH'},'Types':['Software and Configuration"
                + " Checks/Vulnerabilities/CVE'],'Resources':[{'Type':"
                + "'AwsEc2Instance','Id':'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0'}]}");
    assertThat(tasks(asff)).contains("Update what the finding names").doesNotContain("Isolate");
    var ocsf =
        json(
            "{'class_uid':2002,'category_uid':2,'severity_id':4,'status_id':1,'metadata':{},"
                + "'finding_info':{'uid':'u','title':'CVE-2026-20003 - sshd','desc':'Compromised"
                + " servers were seen.'},'resources':[{'type':'AwsEc2Instance','uid':"
                + "'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0'}]}");
    assertThat(tasks(ocsf)).contains("Update what the finding names").doesNotContain("Isolate");
  }

  @Test
  void a_closed_or_suppressed_finding_is_over_and_an_informational_one_asks_nothing() {
    assertThat(json(flaw("CLOSED", "HIGH")).resolved()).isTrue();
    var suppressed = json(flaw("SUPPRESSED", "HIGH"));
    assertThat(suppressed.resolved()).isTrue();
    assertThat(suppressed.statement().kind()).isEqualTo(Statement.Kind.SUPPRESSED);
    assertThat(json(flaw("ACTIVE", "INFORMATIONAL")).statement().kind().asksNothing()).isTrue();
    assertThat(json(flaw("ACTIVE", "LOW")).statement().kind()).isEqualTo(Statement.Kind.REPORT);
  }

  private static String access(String type, String resource, String more) {
    return "{'id':'11aa','resourceType':'"
        + type
        + "','resource':'"
        + resource
        + "','createdAt':'2026-11-20T00:00:00Z','analyzedAt':'2026-11-21T00:00:00Z',"
        + "'updatedAt':'2026-11-21T00:00:00Z','resourceOwnerAccount':'123456789012',"
        + more
        + "}";
  }

  @Test
  void what_anybody_may_read_is_the_customers_exposed_data_in_every_kind_of_store() {
    for (var store :
        List.of(
            "AWS::RDS::DBSnapshot arn:aws:rds:eu-west-1:123456789012:snapshot:orders",
            "AWS::EC2::Snapshot arn:aws:ec2:eu-west-1:123456789012:snapshot/snap-0123456789abcdef0",
            "AWS::S3::Bucket arn:aws:s3:::orders-2026")) {
      var names = store.split(" ");
      var report =
          json(access(names[0], names[1], "'status':'ACTIVE','isPublic':true,'principal':'*'"));
      assertThat(report.format()).isEqualTo("access-analyzer");
      assertThat(report.title()).contains(names[1]);
      assertThat(report.indicators())
          .anyMatch(i -> i.value().equals(names[1]) && i.role() == Role.RESOURCE);
      var assessed = ENGINE.assess(report);
      assertThat(assessed.category()).as(store).isEqualTo(Category.DATA_EXPOSURE);
      assertThat(assessed.responsibility()).as(store).isEqualTo(Responsibility.CUSTOMER);
    }
  }

  @Test
  void a_policy_that_shares_with_another_account_is_a_setting_of_the_customers() {
    var report =
        json(
            "{'finding':"
                + access(
                    "AWS::IAM::Role",
                    "arn:aws:iam::123456789012:role/deploy",
                    "'status':'ACTIVE','isPublic':false,'findingType':'ExternalAccess',"
                        + "'principal':{'AWS':'210987654321'}")
                + "}");
    assertThat(report.statement().control()).isNull();
    assertThat(report.details()).containsEntry("principals", List.of("AWS 210987654321"));
    assertThat(report.accountId()).isEqualTo("123456789012");
    var assessed = ENGINE.assess(report);
    assertThat(assessed.category()).isEqualTo(Category.MISCONFIGURATION);
    assertThat(assessed.responsibility()).isEqualTo(Responsibility.CUSTOMER);
  }

  @Test
  void a_finding_that_is_resolved_archived_or_deleted_is_over_though_it_still_says_public() {
    var bucket = "arn:aws:s3:::orders-2026";
    for (var state :
        List.of(
            "'status':'RESOLVED'", "'status':'ARCHIVED'", "'status':'ACTIVE','isDeleted':true")) {
      var report = json(access("AWS::S3::Bucket", bucket, state + ",'isPublic':true"));
      assertThat(report.resolved()).as(state).isTrue();
    }
    var open = json(access("AWS::S3::Bucket", bucket, "'status':'ACTIVE','isPublic':true"));
    assertThat(open.resolved()).isFalse();
  }

  private static ParsedReport copy(String role, String field, String value) {
    return json(
        "{'SchemaVersion':'2018-10-08','Id':'f','ProductArn':'p','GeneratorId':'g',"
            + "'AwsAccountId':'123456789012','CreatedAt':'2026-11-20T00:00:00Z','UpdatedAt':"
            + "'2026-11-20T00:00:00Z','Title':'t','Description':'d','Severity':{'Label':'HIGH'},"
            + "'Types':['TTPs/Discovery:IAMUser-AnomalousBehavior'],'ProductFields':"
            + "{'aws/guardduty/service/resourceRole':'"
            + role
            + "','aws/guardduty/service/action/"
            + field
            + "':'"
            + value
            + "'},'Resources':[{'Type':'AwsIamAccessKey','Id':'AWS::IAM::AccessKey:AKIAQWERTYUIOPASDFGH'}]}");
  }

  @Test
  void a_copy_of_a_guardduty_finding_names_the_key_and_the_other_end() {
    var called = "awsApiCallAction/remoteIpDetails/ipAddressV4";
    assertThat(roles(copy("TARGET", called, "203.0.113.60")))
        .contains("TARGET AKIAQWERTYUIOPASDFGH", "SOURCE 203.0.113.60");
    var probed = "portProbeAction/portProbeDetails.0_/remoteIpDetails/ipAddressV4";
    assertThat(roles(copy("TARGET", probed, "203.0.113.61"))).contains("SOURCE 203.0.113.61");
    var connected = "networkConnectionAction/remoteIpDetails/ipAddressV4";
    assertThat(roles(copy("ACTOR", connected, "203.0.113.62"))).contains("TARGET 203.0.113.62");
    assertThat(roles(copy("ACTOR", "dnsRequestAction/domain", "pool.example")))
        .contains("TARGET pool.example");
    var local = "networkConnectionAction/localIpDetails/ipAddressV4";
    assertThat(roles(copy("TARGET", local, "203.0.113.63"))).noneMatch(r -> r.endsWith("113.63"));
  }

  private static ParsedReport event(String type, String detail) {
    return json(
        "{'version':'0','id':'e1','detail-type':'"
            + type
            + "','source':'aws.x','account':'123456789012','time':'2026-11-20T00:00:00Z',"
            + "'region':'eu-west-1','resources':[],'detail':"
            + detail
            + "}");
  }

  private static ParsedReport macie(String type, String more) {
    return event(
        "Macie Finding",
        "{'id':'m1','accountId':'123456789012','type':'"
            + type
            + "','title':'found','severity':{'score':2,'description':'Medium'},"
            + "'resourcesAffected':{'s3Bucket':{'name':'letters'}}"
            + more
            + "}");
  }

  @Test
  void a_finding_of_macie_is_about_the_bucket_and_not_about_who_set_it() {
    var open =
        macie(
            "Policy:IAMUser/S3BucketPublic",
            ",'policyDetails':{'actor':{'userIdentity':{'iamUser':"
                + "{'arn':'arn:aws:iam::123456789012:user/ann'}}}}");
    assertThat(open.format()).isEqualTo("macie");
    assertThat(roles(open)).contains("RESOURCE letters").noneMatch(r -> r.contains("user/ann"));
    assertThat(ENGINE.assess(open).category()).isEqualTo(Category.DATA_EXPOSURE);
    assertThat(tasks(open)).contains("Block public access");
    assertThat(macie("Policy:IAMUser/S3BucketEncryptionDisabled", "").category())
        .isEqualTo(Category.MISCONFIGURATION);
    assertThat(macie("SensitiveData:S3Object/Financial", "").category())
        .isEqualTo(Category.DATA_EXPOSURE);
    assertThat(macie("SensitiveData:S3Object/Personal", ",'archived':true").resolved()).isTrue();
  }

  @Test
  void an_item_of_trusted_advisor_is_one_matter_however_often_it_is_refreshed() {
    var detail =
        "{'check-name':'Security Groups - Unrestricted','status':'ERROR','uuid':'%s',"
            + "'resource_id':'sg-0a1b2c3d','check-item-detail':{}}";
    var first = event("Trusted Advisor Check Item Refresh Notification", detail.formatted("a"));
    var again = event("Trusted Advisor Check Item Refresh Notification", detail.formatted("b"));
    assertThat(first.title()).contains("Security Groups - Unrestricted");
    assertThat(again.externalId()).isEqualTo(first.externalId());
  }

  @Test
  void unusual_calls_are_one_matter_from_begin_to_end() {
    var detail =
        "{'eventType':'AwsCloudTrailInsight','eventID':'%s','sharedEventID':'s','insightDetails':"
            + "{'state':'%s','eventName':'CreateUser','insightType':'ApiCallRateInsight'}}";
    var begin = event("AWS Insight via CloudTrail", detail.formatted("1", "Start"));
    var end = event("AWS Insight via CloudTrail", detail.formatted("2", "End"));
    assertThat(begin.title()).contains("CreateUser");
    assertThat(begin.resolved()).isFalse();
    assertThat(end.resolved()).isTrue();
    assertThat(end.externalId()).isEqualTo(begin.externalId());
  }

  @Test
  void an_alarm_of_shield_tells_of_an_attack_on_what_it_protects() {
    var report =
        json(
            "{'AlarmName':'web under attack','NewStateValue':'ALARM','AlarmArn':"
                + "'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:web','Trigger':{'Namespace':"
                + "'AWS/DDoSProtection','MetricName':'DDoSDetected','Dimensions':[{'name':"
                + "'ResourceArn','value':'arn:aws:cloudfront::123456789012:distribution/E1'}]}}");
    assertThat(roles(report)).contains("TARGET arn:aws:cloudfront::123456789012:distribution/E1");
    assertThat(ENGINE.assess(report).category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    assertThat(tasks(report)).contains("Protect arn:aws:cloudfront");
  }

  @Test
  void a_rule_of_aws_config_names_the_bucket_that_it_is_about() {
    var report =
        event(
            "Config Rules Compliance Change",
            "{'configRuleName':'bucket-encrypted','resourceType':'AWS::S3::Bucket','resourceId':"
                + "'letters','newEvaluationResult':{'complianceType':'NON_COMPLIANT'}}");
    assertThat(roles(report)).contains("RESOURCE letters");
  }
}
