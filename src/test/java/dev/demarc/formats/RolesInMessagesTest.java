package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Basis;
import dev.demarc.shared.Indicator.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is of the event in a whole message, and what is of the message only. */
class RolesInMessagesTest {

  private static ParsedReport mail(String from, String subject, String body) {
    return Samples.read(
        Samples.mail(
            "From: "
                + from
                + "\nTo: abuse@demarc.example\nCc: noc@partner-net.com\nSubject: "
                + subject
                + "\nMessage-ID: <m1@x.example>\nDate: Mon, 23 Nov 2026 09:10:00 +0000\n"
                + "Content-Type: text/plain; charset=UTF-8\n\n"
                + body));
  }

  private static List<String> of(Role role, ParsedReport report) {
    return report.indicators().stream()
        .filter(i -> i.role() == role)
        .map(Indicator::value)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<report xmlns=\"http://schema.tool-vendor.com/abuse/v2\"><ip>203.0.113.61</ip></report>",
        "<Incident xmlns:iodef='urn:x' xsi:schemaLocation=\"http://schema.tool-vendor.com/a"
            + " http://schema.tool-vendor.com/a.xsd\">203.0.113.61 attacks</Incident>",
        "{\"$schema\": \"http://schema.tool-vendor.com/v4.json\", \"attacker\": \"203.0.113.61\"}",
        "<!DOCTYPE html PUBLIC \"-//X//EN\" \"http://schema.tool-vendor.com/x.dtd\">\nAttack by"
            + " 203.0.113.61"
      })
  void the_machinery_of_a_format_is_no_source(String body) {
    var report = mail("sensor@reporter-one.com", "Attack by 203.0.113.61", body);

    assertThat(of(Role.SOURCE, report)).containsExactly("203.0.113.61");
    assertThat(of(Role.FURNITURE, report)).anyMatch(v -> v.contains("tool-vendor.com"));
  }

  private static ParsedReport feedback(String from, String recipient, String domain) {
    return Samples.read(
        Samples.mail(
            "From: <"
                + from
                + ">\nTo: abuse@demarc.example\nSubject: Abuse report\nMessage-ID: <f@x.example>\n"
                + "Date: Mon, 23 Nov 2026 09:10:00 +0000\nMIME-Version: 1.0\nContent-Type:"
                + " multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type:"
                + " text/plain\n\nA report.\n--b\nContent-Type: message/feedback-report\n\n"
                + "Feedback-Type: abuse\nUser-Agent: Loop/1\nVersion: 1\nOriginal-Mail-From:"
                + " offers@shop-one.com\n"
                + (recipient.isEmpty() ? "" : "Original-Rcpt-To: " + recipient + "\n")
                + "Reported-Domain: "
                + domain
                + "\nSource-IP: 203.0.113.71\n--b--\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "loop@mailbox-provider.net, kim@mailbox-provider.net, mailbox-provider.net",
    "loop@fbl.reader-isp.co.uk, '', reader-isp.co.uk",
    "fbl@loop-operator.com, 8c1f@cable-mail.com, mx.cable-mail.com",
    "staff@webmail-two.de, redacted, webmail-two.de"
  })
  void a_reported_domain_of_the_complaining_side_is_a_bystander(
      String from, String recipient, String domain) {
    var report = feedback(from, recipient, domain);

    assertThat(of(Role.SOURCE, report)).contains("203.0.113.71").doesNotContain(domain);
    assertThat(of(Role.BYSTANDER, report)).containsExactly(domain);
  }

  @Test
  void a_reported_domain_of_the_senders_is_the_source() {
    var report = feedback("loop@mailbox-provider.net", "kim@mailbox-provider.net", "shop-one.com");

    assertThat(of(Role.SOURCE, report)).contains("203.0.113.71", "shop-one.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Issue 17: [client-bank.nl] phishing attack at http://florist-two.com/w/",
        "[client-bank.nl] [phishing] http://florist-two.com/w/",
        "Takedown [client-bank.nl]: fraudulent site http://florist-two.com/w/ attacks our client"
      })
  void the_client_in_the_subject_is_not_accused(String subject) {
    var report =
        mail(
            "takedown@brand-guard.com",
            subject,
            "We found a phishing page:\n\nhttp://florist-two.com/w/ [203.0.113.82]\n\nPlease take it"
                + " down.");

    assertThat(of(Role.SOURCE, report))
        .containsExactlyInAnyOrder("http://florist-two.com/w/", "florist-two.com", "203.0.113.82");
  }

  @Test
  void help_pages_and_the_senders_own_addresses_are_neither_source_nor_target() {
    var report =
        mail(
            "reports@scan-desk.com",
            "Harmful file on 203.0.113.182",
            "IP:       203.0.113.182\nURL:      http://files.garden-club.com/x.exe\n\n"
                + "Everybody who visited the compromised site should visit"
                + " https://www.check-your-pc.com/ to be sure.\nRescan:"
                + " https://portal.scan-desk.com/rescan/4411\nQuestions: help@scan-desk.com or"
                + " noc@partner-net.com, they will help with the incident.\n");

    assertThat(of(Role.SOURCE, report))
        .containsExactlyInAnyOrder(
            "203.0.113.182", "http://files.garden-club.com/x.exe", "files.garden-club.com");
    assertThat(of(Role.TARGET, report)).isEmpty();
    assertThat(of(Role.FURNITURE, report))
        .contains("https://www.check-your-pc.com/", "portal.scan-desk.com", "noc@partner-net.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Many hosts of your range 203.0.113.224/28 scan our network 198.51.100.0/24; 203.0.113.224/28",
        "Aus Ihrem Netz 203.0.113.128/25 kommen Angriffe auf unsere Server; 203.0.113.128/25",
        "Ataques desde la red 203.0.113.64/26, por favor paren esto; 203.0.113.64/26",
        "Spam from 2001:db8:7::/48 all day; 2001:db8:7::/48",
        "Range: 203.0.113.0/27 is brute forcing us; 203.0.113.0/27"
      })
  void a_range_is_kept_with_its_role(String body, String range) {
    assertThat(of(Role.SOURCE, mail("noc@reader-six.com", "Scans", body))).contains(range);
  }

  @Test
  void the_sender_of_a_notice_that_is_passed_on_is_not_accused() {
    var report =
        mail(
            "abuse@hoster-inc.com",
            "Abuse: Phishing: 203.0.113.143",
            "a notice about phishing from soc@phishwatch.com has reached us.\n\n> a phishing page is"
                + " at hxxp://parcel-track2[.]net/login on 203.0.113.143, it aims at customers of"
                + " parcel-service.com.");

    assertThat(of(Role.SOURCE, report))
        .contains("203.0.113.143", "parcel-track2.net")
        .doesNotContain("soc@phishwatch.com", "parcel-service.com");
    assertThat(of(Role.BRAND, report)).containsExactly("parcel-service.com");
  }

  @Test
  void the_words_of_a_form_are_read_where_its_fields_name_nothing() {
    var report =
        Samples.read(
            Samples.json(
                "{'title': 'Fake shop', 'description': 'Your customer runs a fake shop on"
                    + " hxxp://cheap-shoes[.]com/, it copies brand-shoes.com.'}"));

    assertThat(of(Role.SOURCE, report)).contains("http://cheap-shoes.com/", "cheap-shoes.com");
    assertThat(of(Role.BRAND, report)).containsExactly("brand-shoes.com");
  }

  @Test
  void what_a_notice_concerns_is_neither_source_nor_target() {
    var report =
        Samples.read(
            Samples.json(
                "{'version': '0', 'id': 'e3', 'detail-type': 'AWS Health Event', 'source':"
                    + " 'aws.health', 'account': '123456789012', 'time': '2026-11-20T10:15:00Z',"
                    + " 'region': 'eu-west-1', 'resources': ['i-0123456789abcdef0'], 'detail':"
                    + " {'eventArn': 'arn:aws:health:eu-west-1::event/EC2/R/1', 'service': 'EC2',"
                    + " 'eventTypeCode': 'AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED',"
                    + " 'eventTypeCategory': 'scheduledChange'}}"));

    assertThat(of(Role.RESOURCE, report)).contains("i-0123456789abcdef0");
  }

  @Test
  void a_subject_names_the_source_until_the_text_says_otherwise() {
    var report =
        mail(
            "alerts@ddos-watch.net",
            "DDoS alert: 203.0.113.9",
            "The following host in your network is the target of a DDoS attack:\n\n203.0.113.9\n\n"
                + "Top sources:\n198.51.100.1\n198.51.100.2\n");

    assertThat(of(Role.TARGET, report)).containsExactly("203.0.113.9");
    assertThat(of(Role.SOURCE, report)).containsExactly("198.51.100.1", "198.51.100.2");
    assertThat(of(Role.SOURCE, mail("a@b-corp.com", "Spam from 203.0.113.9", "Please stop it.")))
        .containsExactly("203.0.113.9");
  }

  @Test
  void the_address_of_whoever_writes_is_the_attacked() {
    var report =
        mail(
            "x@reader-four.com",
            "Report abuse",
            "Please check 203.0.113.55. I get port scans all night. My IP is 198.51.100.77.");

    assertThat(of(Role.SOURCE, report)).containsExactly("203.0.113.55");
    assertThat(of(Role.TARGET, report)).containsExactly("198.51.100.77");
  }

  @Test
  void a_field_is_a_firmer_basis_than_words() {
    var report =
        Samples.read(
            Samples.json(
                "{'title': 't', 'description': 'attack on 203.0.113.9', 'sources':"
                    + " ['203.0.113.9']}"));

    assertThat(report.indicators().get(0).role()).isEqualTo(Role.SOURCE);
    assertThat(report.indicators().get(0).basis()).isEqualTo(Basis.FIELD);
  }
}
