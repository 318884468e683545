package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Statement.Kind;
import dev.demarc.shared.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a GuardDuty finding, as events and as the API write them. */
class GuardDutyFindingTest {

  private static ParsedReport finding(String type, String fields) {
    return Samples.read(
        Samples.json(
            "{'accountId':'123456789012','id':'f1','type':'"
                + type
                + "','severity':5"
                + fields
                + "}"));
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1, LOW",
    "3.9, LOW",
    "4, MEDIUM",
    "6.9, MEDIUM",
    "7, HIGH",
    "8.9, HIGH",
    "9, CRITICAL",
    "10.0, CRITICAL",
    "'\"8\"', HIGH",
    "'\"NaN\"',",
    "'\"high\"',",
    "-3,",
    "[8],"
  })
  void the_number_gives_the_severity(String stated, Severity severity) {
    var report =
        Samples.read(
            Samples.json(
                "{'accountId':'123456789012','id':'f','type':'Trojan:EC2/DropPoint','severity':"
                    + stated
                    + "}"));
    assertThat(report.severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "Instance, EC2",
    "AccessKey, IAM",
    "S3Bucket, S3",
    "EKSCluster, EKS",
    "ECSCluster, ECS",
    "Lambda, Lambda",
    "RDSDBInstance, RDS",
    "EBSVolume, EBS"
  })
  void the_kind_of_resource_names_the_service(String kind, String service) {
    var report =
        finding(
            "Execution:Runtime/NewBinaryExecuted", ",'resource':{'resourceType':'" + kind + "'}");
    assertThat(report.service()).isEqualTo(service);
  }

  @Test
  void the_type_names_the_service_where_the_resource_does_not() {
    assertThat(finding("AttackSequence:EKS/CompromisedCluster", "").service()).isEqualTo("EKS");
    assertThat(finding("Policy:IAMUser/RootCredentialUsage", "").service()).isEqualTo("IAM");
    assertThat(finding("Impact:Runtime/CryptoMinerExecuted", "").service()).isNull();
  }

  @Test
  void buckets_clusters_functions_and_databases_are_named() {
    var report =
        finding(
            "Discovery:S3/AnomalousBehavior",
            ",'resource':{'s3BucketDetails':[{'name':'example-bucket'},{'arn':'arn:aws:s3:::other-bucket'}],"
                + "'eksClusterDetails':{'name':'prod','arn':'arn:aws:eks:eu-west-1:123456789012:cluster/prod'},"
                + "'lambdaDetails':{'functionName':'fn','functionArn':'arn:aws:lambda:eu-west-1:123456789012:function:fn'},"
                + "'rdsDbInstanceDetails':{'dbInstanceIdentifier':'db1','dbInstanceArn':'arn:aws:rds:eu-west-1:123456789012:db:db1'},"
                + "'accessKeyDetails':{'accessKeyId':'AKIAQWERTYUIOPASDFGH','userName':'mary'}},"
                + "'service':{'resourceRole':'TARGET'}");
    assertThat(roles(report))
        .contains(
            "TARGET example-bucket",
            "TARGET other-bucket",
            "TARGET AKIAQWERTYUIOPASDFGH",
            "TARGET arn:aws:eks:eu-west-1:123456789012:cluster/prod",
            "TARGET arn:aws:lambda:eu-west-1:123456789012:function:fn",
            "TARGET arn:aws:rds:eu-west-1:123456789012:db:db1");
    assertThat(report.details())
        .containsEntry("cluster", "prod")
        .containsEntry("functionName", "fn")
        .containsEntry("database", "db1")
        .containsEntry("userName", "mary");
  }

  @Test
  void the_domain_asked_for_is_the_other_end_but_no_host_of_aws() {
    var dns =
        finding(
            "Trojan:EC2/DNSDataExfiltration",
            ",'service':{'resourceRole':'ACTOR','action':{'dnsRequestAction':{'domain':'evil.example'}}}");
    assertThat(roles(dns)).contains("TARGET evil.example");
    var call =
        finding(
            "Persistence:IAMUser/AnomalousBehavior",
            ",'service':{'resourceRole':'TARGET','action':{'awsApiCallAction':{'domainDetails':"
                + "{'domain':'cloudformation.amazonaws.com'}}}}");
    assertThat(roles(call)).noneMatch(i -> i.contains("amazonaws"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'title':'[SAMPLE] x'",
        ",'service':{'additionalInfo':{'sample':true}}",
        ",'service':{'additionalInfo':{'value':'{\\\"sample\\\": true}'}}"
      })
  void a_sample_is_a_test_and_no_report(String sample) {
    assertThat(finding("Trojan:EC2/DropPoint", sample).statement().kind()).isEqualTo(Kind.TEST);
  }

  @Test
  void a_sample_is_marked_by_title_or_by_field() {
    assertThat(finding("Trojan:EC2/DropPoint", ",'title':'[SAMPLE] x'").details())
        .containsEntry("sample", true);
    assertThat(
            finding("Trojan:EC2/DropPoint", ",'service':{'additionalInfo':{'sample':true}}")
                .details())
        .containsEntry("sample", true);
    assertThat(finding("Trojan:EC2/DropPoint", ",'title':'x'").details())
        .doesNotContainKey("sample");
  }

  @Test
  void of_several_findings_the_first_is_read_and_the_rest_is_counted() {
    var one = "{'AccountId':'123456789012','Id':'a','Type':'Trojan:EC2/DropPoint','Severity':2}";
    var report = Samples.read(Samples.json("{'Findings':[" + one + "," + one + "," + one + "]}"));
    assertThat(report.externalId()).isEqualTo("a");
    assertThat(report.problems()).anyMatch(p -> p.startsWith("2 more findings"));
  }

  @Test
  void an_account_or_region_that_is_none_is_not_taken() {
    var report =
        Samples.read(
            Samples.json(
                "{'accountId':'1234567891234','region':'<script>','id':'f',"
                    + "'type':'Trojan:EC2/DropPoint','severity':5}"));
    assertThat(report.accountId()).isNull();
    assertThat(report.region()).isNull();
    assertThat(report.problems()).anyMatch(p -> p.contains("12 digits"));
  }
}
