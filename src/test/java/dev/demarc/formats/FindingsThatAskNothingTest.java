package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Statement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scanners and AWS send although all is well, or nobody looked. */
class FindingsThatAskNothingTest {

  private static Statement ocsf(int number, String more) {
    return Samples.read(
            Samples.json(
                "{'class_uid':"
                    + number
                    + ",'category_uid':2,'time':1763632800123,"
                    + "'cloud':{'account':{'uid':'123456789012'}},"
                    + "'finding_info':{'uid':'u-1','title':'A title'}"
                    + more
                    + "}"))
        .statement();
  }

  private static Statement asff(String more) {
    return Samples.read(
            Samples.json(
                "{'SchemaVersion':'2018-10-08','Id':'f-1','ProductArn':'p','GeneratorId':'g-1',"
                    + "'AwsAccountId':'123456789012','CreatedAt':'2026-11-01T00:00:00Z',"
                    + "'UpdatedAt':'2026-11-02T00:00:00Z','Title':'A title','Description':'D',"
                    + "'Severity':{'Label':'HIGH'},"
                    + "'Types':['Software and Configuration Checks'],'Resources':[]"
                    + more
                    + "}"))
        .statement();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "PASS   | PASSED",
        "Passed | PASSED",
        "MANUAL | NOT_CHECKED",
        "INFO   | NOT_CHECKED",
        "MUTED  | SUPPRESSED",
        "FAIL   | REPORT",
        "WARN   | REPORT"
      })
  void a_scanner_says_it_in_the_status_code_while_the_status_is_new(String code, Kind kind) {
    var stated = ocsf(2004, ",'status':'New','status_id':1,'status_code':'" + code + "'");
    assertThat(stated.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'status':'Success','status_id':1,'state':'New','state_id':1      | PASSED",
        "'status':'Failure','status_id':2,'state':'New','state_id':1      | REPORT",
        "'status':'Other','status_id':99,'compliance':{'status':'Other'}  | NOT_CHECKED",
        "'status':'Failure','status_id':2,'state':'Suppressed','state_id':3 | SUPPRESSED"
      })
  void in_the_old_class_the_status_is_that_of_the_check(String fields, Kind kind) {
    assertThat(ocsf(2001, "," + fields).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'compliance':{'status':'Pass','status_id':1,'control':'S3.1'}    | PASSED",
        "'compliance':{'status':'PASSED','control':'S3.1'}                | PASSED",
        "'compliance':{'status':'Warning','status_id':2,'control':'S3.1'} | NOT_CHECKED",
        "'compliance':{'status':'Fail','status_id':3,'control':'S3.1'}    | REPORT",
        "'severity_id':1,'compliance':{'status_id':3,'control':'S3.1'}    | INFORMATIONAL",
        "'status':'Suppressed','compliance':{'status_id':3}               | SUPPRESSED",
        "'unmapped':{'muted':true},'compliance':{'status_id':3}           | SUPPRESSED"
      })
  void a_compliance_finding_says_it_in_its_compliance(String fields, Kind kind) {
    assertThat(ocsf(2003, "," + fields).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"False Positive, PASSED", "Benign, PASSED", "True Positive, REPORT"})
  void a_verdict_that_it_is_nothing_counts(String verdict, Kind kind) {
    assertThat(ocsf(2004, ",'verdict':'" + verdict + "'").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'Compliance':{'Status':'PASSED'}                               | PASSED",
        "'Compliance':{'Status':'NOT_AVAILABLE'}                        | NOT_CHECKED",
        "'Compliance':{'Status':'WARNING'}                              | NOT_CHECKED",
        "'Compliance':{'Status':'WARNING'},'ProductFields':{'ProviderName':'Prowler'} | SUPPRESSED",
        "'Compliance':{'Status':'FAILED'},'Workflow':{'Status':'SUPPRESSED'} | SUPPRESSED",
        "'Compliance':{'Status':'FAILED'}                               | REPORT",
        "'Workflow':{'Status':'NEW'}                                    | REPORT"
      })
  void a_finding_of_security_hub_says_it_in_compliance_and_workflow(String fields, Kind kind) {
    assertThat(asff("," + fields).kind()).isEqualTo(kind);
  }

  @Test
  void what_passed_is_over_and_what_was_not_checked_is_not() {
    assertThat(ocsf(2004, ",'status_code':'PASS'").isOver()).isTrue();
    assertThat(ocsf(2004, ",'status_code':'MANUAL'").isOver()).isFalse();
    assertThat(asff(",'Compliance':{'Status':'NOT_AVAILABLE'}").isOver()).isFalse();
  }

  @Test
  void what_was_checked_is_named_and_a_detection_is_no_check() {
    assertThat(ocsf(2004, ",'status_code':'FAIL','metadata':{'event_code':'s3_public'}").control())
        .isEqualTo("s3_public");
    assertThat(ocsf(2003, ",'compliance':{'status':'Fail','control':'S3.1'}").control())
        .isEqualTo("S3.1");
    assertThat(asff(",'Compliance':{'Status':'FAILED','SecurityControlId':'EC2.19'}").control())
        .isEqualTo("EC2.19");
    assertThat(asff(",'Compliance':{'Status':'FAILED'}").control()).isEqualTo("g-1");
    assertThat(asff("").control()).isNull();
    assertThat(ocsf(2004, ",'metadata':{'event_code':'x'}").control()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'configRuleName':'r','newEvaluationResult':{'complianceType':'COMPLIANT'}      | PASSED",
        "'configRuleName':'r','newEvaluationResult':{'complianceType':'NON_COMPLIANT'}  | REPORT",
        "'configRuleName':'r','newEvaluationResult':{'complianceType':'NOT_APPLICABLE'} | NOT_CHECKED",
        "'scanResultDetails':{'scanResultStatus':'NO_THREATS_FOUND'}                    | PASSED",
        "'scanResultDetails':{'scanResultStatus':'THREATS_FOUND'}                       | REPORT",
        "'check-name':'MFA on Root Account','status':'OK'                               | PASSED",
        "'check-name':'MFA on Root Account','status':'ERROR'                            | REPORT"
      })
  void an_event_that_tells_of_a_check_says_how_it_went(String detail, Kind kind) {
    var report =
        Samples.read(
            Samples.json(
                "{'detail-type':'A check','source':'aws.config','account':'123456789012',"
                    + "'detail':{"
                    + detail
                    + "}}"));
    assertThat(report.format()).isEqualTo("aws-event");
    assertThat(report.statement().kind()).isEqualTo(kind);
  }
}
