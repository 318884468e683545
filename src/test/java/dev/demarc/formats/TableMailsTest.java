package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.mailfacts.MailFacts;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and aggregate reports that come as files, plain or packed. */
class TableMailsTest {

  private static final String ROWS =
      """
      "timestamp","severity","ip","protocol","port","hostname","tag","asn","geo"
      "2026-11-02 05:10:00","medium","203.0.113.7","udp",53,"a.example.net","openresolver",64500,"DE"
      "2026-11-02 03:10:00","medium","203.0.113.8","udp",53,,"openresolver",64500,"DE"
      """;

  private static final String DMARC =
      """
      <?xml version="1.0"?>
      <feedback><report_metadata><org_name>Receiver</org_name><report_id>r-1</report_id>
      <date_range><begin>1793577600</begin><end>1793663999</end></date_range></report_metadata>
      <policy_published><domain>example.org</domain><p>none</p></policy_published>
      <record><row><source_ip>203.0.113.7</source_ip><count>3</count><policy_evaluated>
      <dkim>fail</dkim><spf>fail</spf></policy_evaluated></row></record>
      <record><row><source_ip>203.0.113.8</source_ip><count>4</count><policy_evaluated>
      <dkim>pass</dkim><spf>fail</spf></policy_evaluated></row></record></feedback>
      """;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static ParsedReport read(String from, String subject, String file, byte[] content) {
    return Samples.read(
        Samples.mail(
            """
            From: %s
            Subject: %s
            Content-Type: multipart/mixed; boundary=B

            --B
            Content-Type: text/plain

            See the file.
            --B
            Content-Type: application/octet-stream
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="%s"

            %s
            --B--
            """
                .formatted(from, subject, file, Base64.getMimeEncoder().encodeToString(content))));
  }

  private static ParsedReport shadowserver(String file, byte[] content) {
    return read(
        "autoreports@shadowserver.org",
        "[Shadowserver Reports] 2026-11-02 Shadowserver example Report",
        file,
        content);
  }

  private static Indicator ip(String address, Role role) {
    return new Indicator(IndicatorType.IPV4, address, role);
  }

  @Test
  void a_shadowserver_table_gives_a_source_for_each_row_plain_or_packed() throws IOException {
    var name = "2026-11-02-scan_dns-example-asn.csv";
    for (var report :
        List.of(
            shadowserver(name, bytes(ROWS)),
            shadowserver(name + ".zip", zip(name, bytes(ROWS))),
            shadowserver(name + ".gz", gzip(bytes(ROWS))))) {
      assertThat(report.format()).isEqualTo("shadowserver");
      assertThat(report.category()).isEqualTo(Category.OPEN_PROXY);
      assertThat(report.details())
          .containsEntry("reportType", "scan_dns")
          .containsEntry("rows", 2)
          .containsEntry("firstTime", "2026-11-02T03:10:00Z")
          .containsEntry("lastTime", "2026-11-02T05:10:00Z");
      assertThat(report.indicators())
          .contains(ip("203.0.113.7", Role.SOURCE), ip("203.0.113.8", Role.SOURCE));
      assertThat(report.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "scan_rdp,                     MISCONFIGURATION",
    "scan_exchange,                VULNERABILITY",
    "event4_sinkhole_http,         BOTNET",
    "event4_honeypot_brute_force,  INTRUSION_ATTEMPT",
    "event4_honeypot_ddos_amp,     DENIAL_OF_SERVICE",
    "event4_honeypot_darknet,      PORT_SCAN",
    "compromised_website,          COMPROMISED_RESOURCE",
    "malware_url,                  MALWARE"
  })
  void theReportTypeDecidesTheCategory(String type, Category category) {
    var report = shadowserver("2026-11-02-" + type + "-example-asn.csv", bytes(ROWS));
    assertThat(report.details()).containsEntry("reportType", type);
    assertThat(report.category()).isEqualTo(category);
  }

  @Test
  void a_shadowserver_mail_without_its_table_says_so() {
    var report =
        Samples.read(
            Samples.mail(
                "From: autoreports@shadowserver.org\n"
                    + "Subject: Shadowserver example Report\n\n"
                    + "link"));
    assertThat(report.format()).isEqualTo("shadowserver");
    assertThat(report.problems()).anyMatch(p -> p.contains("No table came with this report"));
  }

  @Test
  void columns_of_any_table_have_the_roles_their_names_say() {
    var table =
        "Time;Source IP;Destination IP;URL\n"
            + "2026-11-02 10:00:00;203.0.113.7;198.51.100.3;http://evil.example.net/x\n";
    var report = read("a@example.org", "list", "hosts.csv", bytes(table));
    assertThat(report.format()).isEqualTo("mail");
    assertThat(report.indicators())
        .contains(ip("203.0.113.7", Role.SOURCE), ip("198.51.100.3", Role.TARGET))
        .contains(new Indicator(IndicatorType.URL, "http://evil.example.net/x", Role.SOURCE));
    assertThat(report.occurredAt()).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
  }

  @Test
  void a_packed_list_is_read_as_one_that_is_attached_plain() throws IOException {
    var list =
        "# IP;LAST-IMPACT (CET);REVERSE\n203.0.113.7;05.11.2026 02:11;mail.example.net\n203.0.113.8;06.11.2026 21:47;-\n";
    var report =
        read("lists@lists.example", "Spam from your range", "net.zip", zip("net.txt", bytes(list)));

    assertThat(report.indicators())
        .contains(ip("203.0.113.7", Role.SOURCE), ip("203.0.113.8", Role.SOURCE));
    assertThat(report.text()).contains("LAST-IMPACT");
  }

  @Test
  void a_table_is_read_to_its_limits() {
    var rows = new StringBuilder("timestamp,ip\n");
    for (int i = 0; i < 10_500; i++) {
      rows.append("2026-11-02 05:10:00,10.").append(i / 65536).append('.');
      rows.append(i / 256 % 256).append('.').append(i % 256).append('\n');
    }
    var report = shadowserver("2026-11-02-scan_rdp-example.csv", bytes(rows.toString()));
    assertThat(report.details()).containsEntry("rows", 10_000);
    assertThat(report.indicators()).hasSize(500);
    assertThat(report.problems()).contains("A table has more than 10000 rows; the rest was left.");
  }

  @Test
  void an_archive_that_unpacks_to_too_much_is_left() throws IOException {
    var name = "2026-11-02-scan_rdp-example.csv";
    var bomb = new byte[40 << 20];
    for (var report :
        List.of(
            shadowserver(name + ".zip", zip(name, bomb)), shadowserver(name + ".gz", gzip(bomb)))) {
      assertThat(report.problems())
          .anyMatch(p -> p.startsWith("Not all of an archive was unpacked"));
    }
  }

  @Test
  void an_aggregate_report_is_told_by_what_is_in_the_file_and_is_no_report() throws IOException {
    var xml = bytes(DMARC);
    for (var report :
        List.of(
            read("a@example.org", "hello", "x.bin", gzip(xml)),
            read("a@example.org", "hello", "x.zip", zip("x.xml", xml)),
            read("a@example.org", "hello", "x.xml", xml))) {
      assertThat(report.format()).isEqualTo("dmarc");
      assertThat(report.mail().kind()).isEqualTo(MailFacts.Kind.AGGREGATE);
      assertThat(report.mail().mayBeAnswered()).isFalse();
      assertThat(report.details())
          .containsEntry("organization", "Receiver")
          .containsEntry("domain", "example.org")
          .containsEntry("reportId", "r-1")
          .containsEntry("begin", "2026-11-02T00:00:00Z")
          .containsEntry("messages", 7L)
          .containsEntry("failingMessages", 3L)
          .containsEntry("failingSources", List.of("203.0.113.7"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE feedback [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE feedback SYSTEM 'http://192.0.2.1/x.dtd'>",
        "<!DOCTYPE feedback [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
      })
  void anAggregateReportWithADocumentTypeIsNotRead(String type) {
    var xml = DMARC.replace("<feedback>", type + "<feedback>").replace("Receiver", "&x;&b;");
    var report =
        read("a@example.org", "Report domain: example.org Submitter: x", "x.xml", bytes(xml));
    assertThat(report.format()).isEqualTo("dmarc");
    assertThat(report.details()).doesNotContainKey("organization");
    assertThat(report.problems()).isNotEmpty();
  }

  @Test
  void a_damaged_aggregate_report_keeps_what_was_read() {
    var report =
        read("a@example.org", "x", "x.xml", bytes(DMARC.substring(0, DMARC.length() - 60)));
    assertThat(report.details()).containsEntry("organization", "Receiver");
    assertThat(report.problems()).anyMatch(p -> p.contains("is damaged"));
  }

  @Test
  void a_tls_report_is_no_report() throws IOException {
    var json =
        """
        {"organization-name":"Receiver","date-range":{"start-datetime":"2026-11-02T00:00:00Z",
        "end-datetime":"2026-11-02T23:59:59Z"},"report-id":"t-1","policies":[{"policy":
        {"policy-type":"sts","policy-domain":"example.org"},"summary":
        {"total-successful-session-count":5,"total-failure-session-count":2}}]}\
        """;
    var report = read("a@example.org", "hello", "report.json.gz", gzip(bytes(json)));
    assertThat(report.format()).isEqualTo("tls-rpt");
    assertThat(report.mail().kind()).isEqualTo(MailFacts.Kind.AGGREGATE);
    assertThat(report.details())
        .containsEntry("domain", "example.org")
        .containsEntry("failedSessions", 2L);
  }
}
