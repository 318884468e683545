package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings of the Open Cybersecurity Schema Framework. */
class OcsfFindingTest {

  private static ParsedReport finding(int number, String more) {
    return Samples.read(
        Samples.json(
            "{'class_uid':"
                + number
                + ",'category_uid':2,'time':1763632800123,'metadata':{'version':'1.4.0'},"
                + "'finding_info':{'uid':'u-1','title':'A title','desc':'A description'}"
                + more
                + "}"));
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2001,",
    "2002, VULNERABILITY",
    "2003, MISCONFIGURATION",
    "2004,",
    "2005,",
    "2006, DATA_EXPOSURE"
  })
  void every_class_of_findings_is_read(int number, Category category) {
    var report = finding(number, "");
    assertThat(report.format()).isEqualTo("ocsf");
    assertThat(report.externalId()).isEqualTo("u-1");
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2025-11-20T10:00:00.123Z"));
    assertThat(report.category()).isEqualTo(category);
  }

  @Test
  void the_old_security_finding_has_its_facts_under_another_name() {
    var report =
        Samples.read(
            Samples.json("{'class_uid':2001,'finding':{'uid':'old-1','title':'Old one'}}"));
    assertThat(report.format()).isEqualTo("ocsf");
    assertThat(report.externalId()).isEqualTo("old-1");
    assertThat(report.title()).isEqualTo("Old one");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "2, 2, false",
    "2, 3, true",
    "2, 4, true",
    "2, 5, true",
    "3, 1, true",
    "99, 99, false"
  })
  void what_is_closed_resolved_archived_or_suppressed_is_over(
      int activity, int status, boolean over) {
    var report = finding(2004, ",'activity_id':" + activity + ",'status_id':" + status);
    assertThat(report.resolved()).isEqualTo(over);
  }

  @ParameterizedTest
  @CsvSource({
    "1, x, LOW",
    "2, x, LOW",
    "3, x, MEDIUM",
    "4, x, HIGH",
    "5, x, CRITICAL",
    "6, x, CRITICAL",
    "99, High, HIGH",
    "0, Unknown,"
  })
  void the_severity_is_that_of_the_number_else_of_the_word(int id, String word, Severity severity) {
    var report = finding(2004, ",'severity_id':" + id + ",'severity':'" + word + "'");
    assertThat(report.severity()).isEqualTo(severity);
  }

  @Test
  void resources_ends_and_observables_have_their_roles() {
    var report =
        finding(
            2004,
            ",'resources':[{'uid':'arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0',"
                + "'type':'AWS::EC2::Instance','region':'us-east-1','owner':{'account':{'uid':'123456789012'}}},"
                + "{'uid':'AKIAQWERTYUIOPASDFGH','role_id':2}],"
                + "'evidences':[{'src_endpoint':{'ip':'203.0.113.4'},'dst_endpoint':{'ip':'198.51.100.4'}}],"
                + "'observables':[{'name':'evidences[].src_endpoint.ip','type_id':2,'value':'203.0.113.44'},"
                + "{'name':'actor.user.name','type_id':4,'value':'mary.example'},"
                + "{'name':'x','type_id':8,'value':'44d88612fea8a8f36de82e1278abb02f'}]");
    assertThat(roles(report))
        .contains(
            "TARGET i-0123456789abcdef0",
            "SOURCE AKIAQWERTYUIOPASDFGH",
            "SOURCE 203.0.113.4",
            "TARGET 198.51.100.4",
            "SOURCE 203.0.113.44",
            "MENTIONED 44d88612fea8a8f36de82e1278abb02f")
        .noneMatch(i -> i.contains("mary"));
    assertThat(report.service()).isEqualTo("EC2");
    assertThat(report.region()).isEqualTo("us-east-1");
    assertThat(report.accountId()).isEqualTo("123456789012");
  }

  @Test
  void vulnerabilities_and_controls_tell_what_to_mend() {
    var vulnerable =
        finding(
            2002,
            ",'vulnerabilities':[{'cve':{'uid':'CVE-2026-0001'},'affected_packages':"
                + "[{'name':'openssl','version':'3.0.1'}],'remediation':{'desc':'Update it'}}]");
    assertThat(vulnerable.details())
        .containsEntry("cve", List.of("CVE-2026-0001"))
        .containsEntry("affectedPackages", List.of("openssl 3.0.1"))
        .containsEntry("remediation", "Update it");
    assertThat(vulnerable.text()).contains("CVE-2026-0001", "openssl 3.0.1", "Update it");
    var control =
        finding(2003, ",'compliance':{'control':'S3.1','status':'Fail','standards':['CIS']}");
    assertThat(control.details())
        .containsEntry("control", "S3.1")
        .containsEntry("complianceStatus", "Fail");
    assertThat(control.resolved()).isFalse();
    assertThat(finding(2003, ",'compliance':{'status_id':1,'status':'Pass'}").resolved()).isTrue();
  }

  @Test
  void a_finding_of_security_hub_v2_is_read_in_its_event() {
    var report =
        Samples.read(
            Samples.json(
                "{'detail-type':'Findings Imported V2','source':'aws.securityhub',"
                    + "'account':'123456789012','region':'eu-west-1','detail':{'findings':["
                    + "{'class_uid':2003,'finding_info':{'uid':'v2-1'}}]}}"));
    assertThat(report.format()).isEqualTo("ocsf");
    assertThat(report.externalId()).isEqualTo("v2-1");
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.region()).isEqualTo("eu-west-1");
  }
}
