package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What sensors and SIEMs send as JSON: who is attacked in it, and that it is not taken for a form.
 */
class AlertsOfSensorsTest {

  private static final String EVE =
      "{'timestamp':'2026-11-21T10:11:12+0000','flow_id':7,'event_type':'alert','direction':'to_client',"
          + "'src_ip':'198.51.100.7','src_port':443,'dest_ip':'192.0.2.44','dest_port':50123,'proto':'TCP',"
          + "'flow':{'src_ip':'192.0.2.44','dest_ip':'198.51.100.7'},'alert':{'signature':'%s'%s}}";

  private static ParsedReport json(String text) {
    return Samples.read(Samples.json(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WEB response with secrets | ,'source':{'ip':'192.0.2.44'},'target':{'ip':'198.51.100.7'}",
        "GPL ATTACK_RESPONSE directory listing | ''",
        "ET ATTACK_RESPONSE Output of id command | ''"
      })
  void an_alert_on_an_answer_accuses_who_asked(String signature, String sides) {
    var report = json(String.format(EVE, signature, sides == null ? "" : sides));

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.7");
  }

  @Test
  void an_alert_on_what_a_server_hands_out_accuses_the_server() {
    var report = json(String.format(EVE, "ET MALWARE Executable download", ""));

    assertThat(Samples.named(Role.SOURCE, report)).contains("198.51.100.7");
  }

  private static final String WAZUH =
      "{'timestamp':'2026-11-21T10:11:12.345+0100','rule':{'level':10,'description':'sshd: brute"
          + " force',"
          + "'id':'5712','groups':['syslog','sshd']},'agent':{'id':'%s','name':'mx','ip':'198.51.100.7'},"
          + "'manager':{'name':'siem.us.example'},'data':{'srcip':'192.0.2.44'},'location':'/var/log/auth.log'}";

  @Test
  void the_machine_that_a_program_watches_is_attacked() {
    var report = json(String.format(WAZUH, "007"));

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.7");
    assertThat(Samples.named(Role.TARGET, json(String.format(WAZUH, "000")))).isEmpty();
  }

  @Test
  void in_modsecuritys_audit_log_the_host_is_attacked() {
    var report =
        json(
            "{'transaction':{'client_ip':'192.0.2.44','client_port':40222,'host_ip':'198.51.100.7','host_port':80,'time_stamp':'Sat"
                + " Nov 21 10:11:12"
                + " 2026','request':{'method':'GET','uri':'/.git/config'},'messages':[{'message':'Restricted"
                + " file access'}]}}");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.7");
  }

  @Test
  void the_host_that_reports_to_elastic_is_no_source() {
    var report =
        json(
            "{'@timestamp':'2026-11-21T10:11:12Z','source':{'ip':'192.0.2.44'},"
                + "'destination':{'ip':'198.51.100.7'},'host':{'ip':['198.51.100.8']},'event':{'kind':'alert'}}");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
  }

  @Test
  void an_alert_with_a_title_and_much_else_is_not_the_form() {
    var report =
        json(
            "{'severity':2,'pretext':'Alert','title':'sshd: brute force trying to get"
                + " access','text':null,"
                + "'rule_id':'5712','timestamp':'2026-11-21T10:11:12.345+0100','id':'1.2','all_fields':"
                + String.format(WAZUH, "007")
                + "}");

    assertThat(report.format()).isEqualTo("json");
    assertThat(report.title()).isEqualTo("sshd: brute force trying to get access");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(report.occurredAt()).isEqualTo("2026-11-21T09:11:12Z");
  }

  private static final String IDEA =
      "{'Format':'IDEA0','ID':'%s','CreateTime':'2026-11-08T07:01:00Z','DetectTime':'2026-11-08T07:00:30Z',"
          + "'EventTime':'2026-11-08T06:40:00Z','Category':['%s'],'ConnCount':9,"
          + "'Target':[{'IP4':['198.51.100.7-198.51.100.9'],'Port':[23]}],"
          + "'Source':[{'IP4':['192.0.2.44'],'IP6':['2001:db8::44'],'Hostname':['dsl44.net.example']}],"
          + "'Node':[{'Name':'org.net.sensor','Type':['Honeypot'],'SW':['labrea']}]}";

  private static final String UUID = "4b1f2c1e-0d55-4b51-9a35-0a1b2c3d4e5f";

  @ParameterizedTest
  @CsvSource({
    "Recon.Scanning, PORT_SCAN",
    "Attempt.Exploit, INTRUSION_ATTEMPT",
    "Availability.DDoS, DENIAL_OF_SERVICE",
    "Abusive.Spam, SPAM",
    "Intrusion.Botnet, BOTNET",
    "Fraud.Phishing, PHISHING"
  })
  void an_event_of_idea_names_sides_kind_time_and_number(String kind, Category category) {
    var report = json(String.format(IDEA, UUID, kind));

    assertThat(Samples.named(Role.SOURCE, report)).contains("192.0.2.44", "2001:db8::44");
    assertThat(Samples.named(Role.TARGET, report)).isNotEmpty().doesNotContain("192.0.2.44");
    assertThat(report.indicators()).noneMatch(i -> i.value().contains("org.net.sensor"));
    assertThat(report.category()).isEqualTo(category);
    assertThat(report.occurredAt()).isEqualTo("2026-11-08T06:40:00Z");
    assertThat(report.externalId()).isEqualTo(UUID);
  }

  @ParameterizedTest
  @CsvSource({
    "crowdsecurity/http-cve-2021-41773, INTRUSION_ATTEMPT",
    "crowdsecurity/http-xss-probing, INTRUSION_ATTEMPT",
    "crowdsecurity/ssh-slow-bf, INTRUSION_ATTEMPT",
    "firewallservices/pf-scan-multi_ports, PORT_SCAN",
    "crowdsecurity/iptables-scan-multi_ports, PORT_SCAN"
  })
  void a_scenario_of_crowdsec_says_what_happened(String scenario, Category category) {
    var alert =
        "{'scenario':'%s','message':'Ip 192.0.2.44 performed it','start_at':'2026-11-21T10:11:12Z',"
            + "'source':{'ip':'192.0.2.44','scope':'Ip'}}";

    assertThat(json(String.format(alert, scenario)).category()).isEqualTo(category);
  }

  @ParameterizedTest
  @CsvSource({
    "admin, INTRUSION_ATTEMPT",
    "recon, PORT_SCAN",
    "dos, DENIAL_OF_SERVICE",
    "social-engineering, PHISHING"
  })
  void the_impact_in_iodef_is_the_kind(String impact, Category category) {
    var xml =
        "<IODEF-Document xmlns='urn:ietf:params:xml:ns:iodef-1.0'><Incident><Assessment><Impact"
            + " type='"
            + impact
            + "' completion='failed'/></Assessment><EventData><Flow><System"
            + " category='source'><Node><Address"
            + " category='ipv4-addr'>192.0.2.44</Address></Node></System></Flow></EventData>"
            + "</Incident></IODEF-Document>";
    var report =
        Samples.read(
            new Submission(
                xml.getBytes(StandardCharsets.UTF_8), "application/xml", Samples.RECEIVED));

    assertThat(report.category()).isEqualTo(category);
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'event':'login','user':'root','peer':'192.0.2.44','tries':12}",
        "{'title':'Many logins','event':'login','user':'root','peer':'192.0.2.44','tries':12}",
        "{'a':1,'b':2,'c':3}",
        "{'description':'Many logins','severity':'high','k1':1,'k2':1,'k3':1,'k4':1,'k5':1}"
      })
  void what_is_plainly_no_form_is_kept_for_people(String body) {
    var report = json(body);

    assertThat(report.format()).isEqualTo("json");
    assertThat(report.text()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'title':'Attack','description':'From 192.0.2.44','colour':'red'}",
        "{'title':'Attack','description':'From 192.0.2.44','a':1,'b':2,'c':3}",
        "{'titel':'Attack','desciption':'Words','sorces':['192.0.2.44'],'target':['198.51.100.7']}",
        "{'Title':'Attack','Occurred_At':'2026-11-21','External-ID':'7','x':1,'y':2,'z':3}",
        "{'title':'Attack','sources':['192.0.2.44'],'a':1,'b':2,'c':3,'d':4,'e':5}",
        "{'title':5,'a':1,'b':2}",
        "{'a':1,'b':2}"
      })
  void what_may_be_the_form_is_told_what_is_wrong_with_it(String body) {
    assertThatThrownBy(() -> json(body)).isInstanceOf(MalformedReport.class);
  }

  @Test
  void several_of_another_kind_are_a_report_each() {
    var two = "[" + String.format(IDEA, UUID, "Recon.Scanning") + ",{\"a\":1,\"b\":2,\"c\":3}]";

    assertThat(BulkRecords.ofList(two.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .hasSize(2);
  }
}
