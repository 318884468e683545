package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings that hold several signals: what has to be shut off stands inside them. */
class AttackSequencesTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/build-role";

  private static List<String> roles(String json) {
    return Samples.read(Samples.json(json)).indicators().stream()
        .map(i -> i.role() + " " + i.value())
        .toList();
  }

  private static String guardDuty(String sequence) {
    return "{'accountId':'111122223333','region':'eu-west-1','id':'s-1',"
        + "'type':'AttackSequence:IAM/CompromisedCredentials','severity':9,"
        + "'resource':{'resourceType':'AttackSequence'},"
        + "'service':{'detection':{'sequence':"
        + sequence
        + "}}}";
  }

  @Test
  void of_guardduty_name_the_key_and_role_that_acted_and_from_where() {
    var found =
        roles(
            guardDuty(
                "{'actors':[{'id':'a','user':{'name':'build-role','uid':'AROAEXAMPLE',"
                    + "'type':'AssumedRole','credentialUid':'ASIAEXAMPLEKEY234567',"
                    + "'account':{'uid':'444455556666'}},'session':{'issuer':'"
                    + ROLE
                    + "'}}],'endpoints':[{'ip':'198.51.100.201'},{'domain':'c2.badbot-c2.com'}],"
                    + "'signals':[{'name':'Exfiltration:S3/AnomalousBehavior','count':12,"
                    + "'resourceUids':['arn:aws:s3:::ledger-archive-prod2']}]}"));
    assertThat(found)
        .contains(
            "SOURCE ASIAEXAMPLEKEY234567",
            "SOURCE " + ROLE,
            "SOURCE 198.51.100.201",
            "SOURCE c2.badbot-c2.com",
            "TARGET ledger-archive-prod2",
            "MENTIONED 444455556666");
  }

  @Test
  void as_the_api_of_guardduty_answers_them_too() {
    var found =
        roles(
            "{'AccountId':'111122223333','Region':'eu-west-1','Id':'s-1',"
                + "'Type':'AttackSequence:EC2/CompromisedInstanceGroup','Severity':9,"
                + "'Resource':{'ResourceType':'AttackSequence'},'Service':{'Detection':{'Sequence':"
                + "{'Actors':[{'Id':'a','User':{'CredentialUid':'AKIAEXAMPLEKEY234567'},"
                + "'Session':{'Issuer':'"
                + ROLE
                + "'}}],'Endpoints':[{'Id':'e','Ip':'198.51.100.202'}],"
                + "'Resources':[{'Uid':'i-0123456789abcdef0','Data':{'Ec2Instance':"
                + "{'IamInstanceProfile':{'Arn':'arn:aws:iam::111122223333:instance-profile/web'},"
                + "'NetworkInterfaces':[{'PublicIp':'203.0.113.44'}]}}}]}}}}");
    assertThat(found)
        .contains(
            "SOURCE AKIAEXAMPLEKEY234567",
            "SOURCE " + ROLE,
            "SOURCE 198.51.100.202",
            "TARGET i-0123456789abcdef0",
            "TARGET arn:aws:iam::111122223333:instance-profile/web",
            "TARGET 203.0.113.44");
  }

  @Test
  void in_the_format_of_security_hub_too() {
    var found =
        roles(
            "{'SchemaVersion':'2018-10-08','Id':'f-1','ProductArn':'p','GeneratorId':'g',"
                + "'AwsAccountId':'111122223333','CreatedAt':'2026-11-01T00:00:00Z',"
                + "'UpdatedAt':'2026-11-02T00:00:00Z','Title':'T','Description':'D',"
                + "'Severity':{'Label':'CRITICAL'},'Types':['TTPs'],'Resources':[],"
                + "'Detection':{'Sequence':{'Uid':'s','Actors':[{'User':"
                + "{'CredentialUid':'ASIAEXAMPLEKEY234562'},'Session':{'Issuer':'"
                + ROLE
                + "'}}],'Endpoints':[{'Ip':'198.51.100.203'}],"
                + "'Signals':[{'Id':'1','ResourceIds':['arn:aws:s3:::ledger-archive-prod3']}]}}}");
    assertThat(found)
        .contains(
            "SOURCE ASIAEXAMPLEKEY234562",
            "SOURCE " + ROLE,
            "SOURCE 198.51.100.203",
            "TARGET ledger-archive-prod3");
  }

  @Test
  void of_ocsf_name_the_actors_of_their_evidence_and_related_events() {
    var found =
        roles(
            "{'class_uid':2004,'category_uid':2,'metadata':{'version':'1.4.0'},"
                + "'actor':{'user':{'uid':'"
                + ROLE
                + "'}},'evidences':[{'actor':{'user':{'name':'build','credential_uid':"
                + "'ASIAEXAMPLEKEY234563'},'session':{'issuer':'"
                + ROLE
                + "2'}},'src_endpoint':{'ip':'198.51.100.204'}}],"
                + "'finding_info':{'uid':'u-1','title':'A sequence','related_events':["
                + "{'uid':'r-1','observables':[{'name':'src_endpoint.ip','type_id':2,"
                + "'value':'198.51.100.205'}]}]}}");
    assertThat(found)
        .contains(
            "SOURCE ASIAEXAMPLEKEY234563",
            "SOURCE " + ROLE,
            "SOURCE " + ROLE + "2",
            "SOURCE 198.51.100.204",
            "SOURCE 198.51.100.205");
  }

  @Test
  void a_users_id_that_is_no_key_and_no_arn_is_left() {
    var found =
        roles(guardDuty("{'actors':[{'user':{'uid':'AROAEXAMPLE','credentialUid':'session.x'}}]}"));
    assertThat(found).noneMatch(i -> i.contains("AROA") || i.contains("session.x"));
  }
}
