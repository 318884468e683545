package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArfMailTest {

  private static final String FIELDS =
      """
      Feedback-Type: fraud
      User-Agent: Test/1.0
      Version: 1
      Original-Mail-From: <Spammer@Example.NET>
      Original-Rcpt-To: <a@example.org>
      Original-Rcpt-To: b@example.org
      Arrival-Date: Thu, 8 Mar 2005 14:00:00 EDT
      Source-IP: [192.0.2.1]
      Source-Port: 25
      Reported-Domain: Example.NET
      Reported-URI: hxxp://Example[.]net/Earn
      Incidents: 3
      """;

  private static String arf(String partHeader, String fields) {
    return """
    From: <abusedesk@example.com>
    Subject: FW: Earn money
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=feedback-report; boundary="B"

    --B
    Content-Type: text/plain

    This is an abuse report.
    --B
    %s

    %s
    --B
    Content-Type: text/rfc822-headers

    From: <somespammer@example.net>
    Subject: =?utf-8?Q?Earn_m=C3=B6ney?=
    Message-ID: <8787KJKJ3K4J3K4J3K4J3.mail@example.net>
    Date: Thu, 02 Sep 2004 12:31:03 -0500
    --B--
    """
        .formatted(partHeader, fields);
  }

  @Test
  void a_page_of_the_complaining_side_is_no_source() {
    var report =
        read(
            arf(
                "Content-Type: message/feedback-report",
                FIELDS.replace(
                    "hxxp://Example[.]net/Earn", "https://complaints.example.com/view/1")));

    assertThat(Samples.named(Role.SOURCE, report))
        .contains("192.0.2.1")
        .doesNotContain("https://complaints.example.com/view/1", "complaints.example.com");
  }

  private static ParsedReport read(String mail) {
    return Samples.read(Samples.mail(mail));
  }

  @Test
  void every_field_is_read_under_the_name_that_the_api_promises() {
    var report = read(arf("Content-Type: message/feedback-report", FIELDS));
    assertThat(report.format()).isEqualTo("arf");
    assertThat(report.category()).isEqualTo(Category.PHISHING);
    assertThat(report.details())
        .containsEntry("feedbackType", "fraud")
        .containsEntry("sourceIp", "192.0.2.1")
        .containsEntry("sourcePort", 25)
        .containsEntry("incidents", 3)
        .containsEntry("arrivalDate", "2005-03-08T18:00:00Z")
        .containsEntry("originalMailFrom", "Spammer@example.net")
        .containsEntry("originalRcptTo", List.of("a@example.org", "b@example.org"))
        .containsEntry("reportedDomain", List.of("example.net"))
        .containsEntry("reportedUri", List.of("http://example.net/Earn"))
        .containsEntry("originalMessageId", "8787KJKJ3K4J3K4J3K4J3.mail@example.net")
        .containsEntry("originalSubject", "Earn möney");
    assertThat(report.indicators())
        .contains(new Indicator(IndicatorType.IPV4, "192.0.2.1", Role.SOURCE));
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void the_feedback_part_may_be_encoded_or_under_another_type() {
    var encoded = Base64.getMimeEncoder().encodeToString(FIELDS.getBytes());
    var base64 =
        read(
            arf(
                "Content-Type: message/feedback-report\nContent-Transfer-Encoding: base64",
                encoded));
    assertThat(base64.details()).containsEntry("sourceIp", "192.0.2.1");
    var plain = read(arf("Content-Type: text/plain; name=feedback.txt", FIELDS));
    assertThat(plain.details()).containsEntry("sourceIp", "192.0.2.1");
  }

  @Test
  void a_source_that_is_a_host_name_is_kept_apart() {
    var named = FIELDS.replace("[192.0.2.1]", "mail.example.net [192.0.2.9]");
    assertThat(read(arf("Content-Type: message/feedback-report", named)).details())
        .containsEntry("sourceIp", "192.0.2.9")
        .containsEntry("sourceHost", "mail.example.net");
    var host = FIELDS.replace("[192.0.2.1]", "mail.example.net");
    var report = read(arf("Content-Type: message/feedback-report", host));
    assertThat(report.details()).doesNotContainKey("sourceIp").containsKey("sourceHost");
    assertThat(report.problems()).anyMatch(p -> p.startsWith("Source-IP is not an address"));
  }

  @Test
  void a_report_forwarded_as_an_attachment_is_still_read() {
    var report =
        read(
            """
            From: Help desk <help@example.org>
            Subject: Fwd: abuse
            Content-Type: multipart/mixed; boundary=OUTER

            --OUTER
            Content-Type: text/plain

            please handle
            --OUTER
            Content-Type: message/rfc822

            %s
            --OUTER--
            """
                .formatted(arf("Content-Type: message/feedback-report", FIELDS)));
    assertThat(report.format()).isEqualTo("arf");
    assertThat(report.details()).containsEntry("sourceIp", "192.0.2.1");
    assertThat(report.mail().from()).isEqualTo("help@example.org");
  }

  @Test
  void the_outer_facts_of_a_nested_report_win() {
    var file = Samples.corpus().resolve("hostile-derived/arf-nested-arf.eml");
    assertThat(Samples.read(Samples.file(file)).details())
        .containsEntry("sourceIp", "198.51.100.7");
  }

  @Test
  void a_report_without_a_feedback_part_says_so() {
    var report = read(arf("Content-Type: text/plain", "nothing here"));
    assertThat(report.format()).isEqualTo("arf");
    assertThat(report.problems()).anyMatch(p -> p.contains("no message/feedback-report part"));
  }

  @Test
  void every_field_of_an_authentication_failure_is_read() {
    var fields =
        """
        Feedback-Type: auth-failure
        User-Agent: Test/1.0
        Version: 1
        Auth-Failure: signature
        Authentication-Results: mx.example.org; dkim=fail header.d=example.net
        Delivery-Result: delivered
        DKIM-Domain: example.net
        DKIM-Identity: @example.net
        DKIM-Selector: s1
        DKIM-Canonicalized-Header: ZnJvbTp4
        DKIM-Canonicalized-Body: aGVsbG8=
        DKIM-Selector-DNS: "v=DKIM1; p=x"
        SPF-DNS: txt : example.net : "v=spf1 -all"
        Identity-Alignment: none
        Source-Port: 4711 (tcp)
        """;
    assertThat(read(arf("Content-Type: message/feedback-report", fields)).details())
        .containsEntry("authFailure", "signature")
        .containsEntry("deliveryResult", "delivered")
        .containsEntry("dkimDomain", "example.net")
        .containsEntry("dkimIdentity", "@example.net")
        .containsEntry("dkimSelector", "s1")
        .containsEntry("dkimCanonicalizedHeader", "ZnJvbTp4")
        .containsEntry("dkimCanonicalizedBody", "aGVsbG8=")
        .containsEntry("dkimSelectorDns", List.of("\"v=DKIM1; p=x\""))
        .containsEntry("spfDns", List.of("txt : example.net : \"v=spf1 -all\""))
        .containsEntry("identityAlignment", "none")
        .containsEntry("sourcePort", 4711);
  }

  @Test
  void a_feedback_type_that_nobody_registered_is_kept() {
    var report =
        read(
            arf(
                "Content-Type: message/feedback-report",
                FIELDS.replace("Feedback-Type: fraud", "Feedback-Type: X-Weird (ours)")));
    assertThat(report.details()).containsEntry("feedbackType", "x-weird");
    assertThat(report.category()).isEqualTo(Category.OTHER);
  }
}
