package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.formats.reader.FormatReader;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON and XML of no format with a reader of its own. */
class DocumentsOfAnyKindTest {

  private static ParsedReport json(String text) {
    return Samples.read(Samples.json(text));
  }

  private static ParsedReport xml(String text) {
    return new FormatReader()
        .read(
            new Submission(
                text.getBytes(StandardCharsets.UTF_8), "application/xml", Samples.RECEIVED));
  }

  @Test
  void an_alert_of_an_intrusion_detection_system_names_both_sides() {
    var report =
        json(
            "{'timestamp':'2026-11-19T08:00:01+0000','event_type':'alert',"
                + "'src_ip':'192.0.2.44','src_port':4022,'dest_ip':'198.51.100.7','dest_port':22,"
                + "'alert':{'signature':'ET SCAN SSH Scan','category':'Attempted login'}}");

    assertThat(report.format()).isEqualTo("json");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.7");
    assertThat(report.occurredAt()).isEqualTo("2026-11-19T08:00:01Z");
    assertThat(report.title()).isEqualTo("ET SCAN SSH Scan");
  }

  @Test
  void the_name_of_the_document_says_nothing_of_what_is_in_it() {
    var report =
        xml(
            "<feed><entry threat='malware_download' first_seen='2026-11-24T03:12:00Z'"
                + " ip='192.0.2.44'><url>http://evil-one.example/a.exe</url></entry></feed>");

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("192.0.2.44", "http://evil-one.example/a.exe");
    assertThat(report.category()).isEqualTo(Category.MALWARE);
  }

  @Test
  void names_of_other_languages_tell_the_side() {
    var report =
        xml("<aviso><origen direccion='192.0.2.44'/><victima direccion='198.51.100.7'/></aviso>");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.7");
  }

  @Test
  void json_that_is_all_of_a_mails_text_is_read_as_such() {
    var report =
        Samples.read(
            Samples.mail(
                "From: lists@lists.example\nTo: abuse@demarc.example\nSubject: AS64512\n\n"
                    + "{\"matches\":[{\"threatType\":\"SOCIAL_ENGINEERING\","
                    + "\"url\":\"https://evil-one.example/a\",\"ip\":\"192.0.2.44\"}]}\n"));

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("192.0.2.44", "https://evil-one.example/a");
    assertThat(report.category()).isEqualTo(Category.PHISHING);
  }

  @Test
  void a_sensor_in_a_flow_of_iodef_is_no_source() {
    var report =
        xml(
            "<IODEF-Document><Incident><EventData><Flow><System category='source'><Node>"
                + "<Address>192.0.2.44</Address></Node></System><System category='sensor'><Node>"
                + "<Address>198.51.100.5</Address></Node></System></Flow></EventData></Incident>"
                + "</IODEF-Document>");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
  }

  @Test
  void names_of_columns_are_known_by_their_parts() {
    var report =
        json(
            "{'offender_address':'192.0.2.44','victim_ipv4':'198.51.100.7','observed_at':'2026-11-19T08:00:01Z'}");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.7");
    assertThat(report.occurredAt()).isEqualTo("2026-11-19T08:00:01Z");
  }

  @Test
  void who_noticed_it_is_no_source() {
    var report =
        json(
            "{'rule':{'level':10},'agent':{'ip':'198.51.100.9'},'manager':{'host':'192.0.2.250'},"
                + "'data':{'srcip':'192.0.2.44'}}");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
    assertThat(Samples.named(Role.TARGET, report)).isEmpty();
  }

  @Test
  void a_finding_that_another_product_wraps_is_read_as_that_finding() {
    var report =
        json(
            "{'integration':'aws','aws':{'accountId':'111122223333','id':'f1','type':"
                + "'Recon:EC2/PortProbeUnprotectedPort','region':'eu-west-1','resource':{},"
                + "'service':{'resourceRole':'TARGET','action':{'portProbeAction':"
                + "{'portProbeDetails':[{'remoteIpDetails':{'ipAddressV4':'192.0.2.44'}}]}}}}}");

    assertThat(report.format()).isEqualTo("guardduty");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.44");
  }

  @Test
  void rows_that_an_interface_answers_are_read_by_the_names_of_tables() {
    var report =
        json(
            "{'status':'OK','data':[{'source.ip':'192.0.2.31','source.network':'192.0.2.0/24',"
                + "'destination.ip':'198.51.100.1','classification.type':'infected-system',"
                + "'time.observation':'2026-11-19T14:42:42+00:00',"
                + "'time.source':'2026-11-18T13:32:31+00:00'}]}");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.31");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.1");
    assertThat(report.category()).isEqualTo(Category.BOTNET);
    assertThat(report.occurredAt()).isEqualTo("2026-11-18T13:32:31Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'titel':'Attack','sources':['192.0.2.1']}",
        "{'description':'Attack','ip':'192.0.2.1'}",
        "{'text':'Attack from 192.0.2.1'}",
        "{'agent':{'ip':'192.0.2.1'}}",
        "{'ip':'none'}"
      })
  void what_may_be_the_form_or_names_nobody_is_held_to_the_form(String body) {
    assertThatThrownBy(() -> json(body)).isInstanceOf(MalformedReport.class);
  }

  @Test
  void an_incident_in_iodef_names_its_systems_by_their_category() {
    var report =
        xml(
            "<?xml version='1.0'?><IODEF-Document xmlns='urn:ietf:params:xml:ns:iodef-2.0'"
                + " version='2.00'><Incident purpose='reporting'>"
                + "<IncidentID name='csirt.reporter-one.example'>189493</IncidentID>"
                + "<StartTime>2026-11-18T21:14:00+00:00</StartTime>"
                + "<ReportTime>2026-11-19T08:30:00+00:00</ReportTime>"
                + "<Contact role='creator'><Email><EmailTo>csirt@reporter-one.example</EmailTo>"
                + "</Email></Contact><EventData><Flow>"
                + "<System category='source'><Node><Address category='ipv4-addr'>192.0.2.21"
                + "</Address></Node></System><System category='target'><Node>"
                + "<Address category='ipv4-addr'>198.51.100.21</Address></Node></System>"
                + "</Flow></EventData></Incident></IODEF-Document>");

    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.21");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.21");
    assertThat(report.occurredAt()).isEqualTo("2026-11-18T21:14:00Z");
    assertThat(report.externalId()).isEqualTo("189493");
  }

  @Test
  void a_copyright_notice_without_a_mail_around_it() {
    var report =
        xml(
            "<Infringement xmlns='http://www.acns.net/ACNS'><Case><ID>309071236</ID></Case>"
                + "<Complainant><Email>notices@rights.example</Email></Complainant><Source>"
                + "<TimeStamp>2026-11-18T13:02:12Z</TimeStamp><IP_Address>192.0.2.249</IP_Address>"
                + "</Source></Infringement>");

    assertThat(report.category()).isEqualTo(Category.COPYRIGHT);
    assertThat(report.externalId()).isEqualTo("309071236");
    assertThat(Samples.named(Role.SOURCE, report)).containsExactly("192.0.2.249");
  }

  @Test
  void a_list_of_phishing_pages_that_a_mail_brings() {
    var report =
        Samples.read(
            Samples.mail(
                "From: Alerts <alerts@feed.example>\nTo: abuse@demarc.example\nSubject: AS64512\n"
                    + "Date: Thu, 19 Nov 2026 22:01:00 +0000\nMIME-Version: 1.0\nContent-Type:"
                    + " multipart/mixed; boundary=b\n\n--b\n\n1 entry, see attachment.\n--b\n"
                    + "Content-Type: application/xml; name=list.xml\nContent-Disposition:"
                    + " attachment; filename=list.xml\n\n<output><entry>"
                    + "<url><![CDATA[https://boats.test/login.php]]></url><phish_id>88</phish_id>"
                    + "<phish_detail_url>http://www.feed.example/88</phish_detail_url>"
                    + "<details><ip_address>192.0.2.114</ip_address></details><submission_time>"
                    + "2026-11-18T16:18:40+00:00</submission_time></entry></output>\n--b--\n"));

    assertThat(report.category()).isEqualTo(Category.PHISHING);
    assertThat(Samples.named(Role.SOURCE, report))
        .contains("https://boats.test/login.php", "192.0.2.114")
        .noneMatch(v -> v.contains("feed.example"));
    assertThat(report.occurredAt()).isEqualTo("2026-11-18T16:18:40Z");
  }

  @Test
  void an_alert_without_a_culprit_is_read_for_people() {
    var report =
        json(
            "{'rule':'Outbound connection to a control server','priority':'Warning',"
                + "'output':'curl 192.0.2.215 in pod lab-2','time':'2026-11-18T21:23:49Z'}");

    assertThat(report.title()).isEqualTo("Outbound connection to a control server");
    assertThat(report.text()).contains("lab-2");
    assertThat(Samples.named(Role.SOURCE, report)).isEmpty();
  }

  @Test
  void what_watches_the_readers_own_machines_tells_of_an_attack_on_them() {
    var own =
        json(
            "{'agent':{'id':'004'},'rule':{'description':'sshd: brute force'},"
                + "'data':{'srcip':'192.0.2.170'},'timestamp':'2026-11-18T08:04:18.088+0000'}");
    var others =
        json(
            "{'rule':{'description':'sshd: brute force'},'data':{'srcip':'192.0.2.170'},"
                + "'timestamp':'2026-11-18T08:04:18.088+0000'}");

    assertThat(own.statement().readerIs()).isEqualTo(Statement.ReaderIs.ATTACKED);
    assertThat(others.statement().readerIs()).isNull();
  }

  @Test
  void statistics_about_mail_authentication_accuse_nobody() {
    var report =
        xml(
            "<feedback><report_metadata><org_name>x.example</org_name><report_id>1</report_id>"
                + "<date_range><begin>1763510400</begin><end>1763596799</end></date_range>"
                + "</report_metadata><policy_published><domain>demarc.example</domain><p>none</p>"
                + "</policy_published><record><row><source_ip>192.0.2.1</source_ip><count>1</count>"
                + "<policy_evaluated><disposition>none</disposition></policy_evaluated></row>"
                + "<identifiers><header_from>demarc.example</header_from></identifiers></record>"
                + "</feedback>");

    assertThat(report.format()).isEqualTo("dmarc");
  }

  @Test
  void xml_that_names_nobody_is_refused() {
    assertThatThrownBy(() -> xml("<note><to>you</to></note>")).isInstanceOf(MalformedReport.class);
  }
}
