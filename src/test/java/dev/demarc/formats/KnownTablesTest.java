package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in the columns of senders that many desks get: read the same by mail and by API. */
class KnownTablesTest {

  private static final String INTELMQ =
      "\"time.observation\",\"time.source\",\"source.ip\",\"source.port\",\"source.fqdn\","
          + "\"classification.taxonomy\",\"classification.type\",\"destination.ip\","
          + "\"destination.fqdn\",\"feed.name\",\"malware.name\"\n"
          + "\"2026-11-23T01:00:00+00:00\",\"2026-11-22T04:12:44+00:00\",\"203.0.113.153\","
          + "\"50123\",\"vm153.customer-net.com\",\"malicious-code\",\"infected-system\","
          + "\"198.51.100.151\",\"gate.badbot-c2.com\",\"Sinkhole Events\",\"andromeda\"\n";

  private static final String SHADOWSERVER =
      "\"timestamp\",\"severity\",\"ip\",\"protocol\",\"port\",\"hostname\",\"tag\",\"asn\",\"geo\"\n"
          + "\"2026-11-22 03:00:00\",\"medium\",\"203.0.113.21\",\"udp\",53,"
          + "\"ns21.customer-net.com\",\"dns;openresolver\",64512,\"AT\"\n";

  private static final String ABUSEIPDB =
      "IP,Categories,ReportDate,Comment\n"
          + "203.0.113.77,\"18,22\",2026-11-22T05:00:00+00:00,\"sshd: failed password for root\"\n";

  @ParameterizedTest
  @CsvSource({
    "ok, PASSED",
    "skip, NOT_CHECKED",
    "info, NOT_CHECKED",
    "muted, SUPPRESSED",
    "alarm, REPORT",
    "FAILED, REPORT"
  })
  void the_result_of_a_control_is_work_only_where_it_failed(String status, Kind kind) {
    var report =
        byApi(
            "control_id,control_title,resource,status,account_id\n"
                + "cis_5_2,No group admits all,arn:aws:ec2:eu-west-3:333344445555:security-group/sg-0aa11bb22cc33dd41,"
                + status
                + ",333344445555\n");

    assertThat(report.statement().kind()).isEqualTo(kind);
    assertThat(report.statement().control()).isEqualTo("cis_5_2");
    assertThat(report.title()).isEqualTo("No group admits all");
  }

  @Test
  void the_columns_of_n6_have_their_roles() {
    var report =
        byApi(
            "time,source,category,name,ip,asn,proto,sport,dip,dport\n"
                + "2026-11-24T22:09:58Z,hidden.48,bots,tinba,203.0.113.156,64512,tcp,52044,198.51.100.156,443\n");

    assertThat(Samples.named(Role.SOURCE, report)).contains("203.0.113.156");
    assertThat(Samples.named(Role.TARGET, report)).containsExactly("198.51.100.156");
    assertThat(report.category()).isEqualTo(Category.BOTNET);
  }

  private static ParsedReport byApi(String table) {
    var body = table.getBytes(StandardCharsets.UTF_8);
    var record = BulkRecords.ofRows(new ByteArrayInputStream(body), CsvColumns.COMMON).next();
    return Samples.read(new Submission(record.raw(), record.contentType(), Samples.RECEIVED));
  }

  private static ParsedReport byMail(String table) {
    return Samples.read(
        Samples.mail(
            "From: CERT <cert@cert.example>\nTo: abuse@demarc.example\nSubject: Daily list\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                + "Content-Type: text/plain\n\nThe list of today is attached.\n--b\n"
                + "Content-Type: text/csv; name=\"list.csv\"\n"
                + "Content-Disposition: attachment; filename=\"list.csv\"\n\n"
                + table
                + "--b--\n"));
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  @Test
  void the_columns_of_intelmq_are_read_by_api_as_by_mail() {
    for (var report : List.of(byApi(INTELMQ), byMail(INTELMQ))) {
      assertThat(roles(report))
          .contains("SOURCE 203.0.113.153", "TARGET 198.51.100.151", "TARGET gate.badbot-c2.com");
      assertThat(report.occurredAt()).isEqualTo("2026-11-22T04:12:44Z");
      assertThat(report.category()).isEqualTo(Category.BOTNET);
    }
    assertThat(byApi(INTELMQ).title()).isEqualTo("infected-system from 203.0.113.153");
  }

  @Test
  void those_of_shadowserver_too_and_a_host_name_beside_an_address_is_no_source() {
    for (var report : List.of(byApi(SHADOWSERVER), byMail(SHADOWSERVER))) {
      assertThat(roles(report)).contains("SOURCE 203.0.113.21", "MENTIONED ns21.customer-net.com");
      assertThat(report.occurredAt()).isEqualTo("2026-11-22T03:00:00Z");
      assertThat(report.category()).isEqualTo(Category.OPEN_PROXY);
    }
  }

  @Test
  void those_of_abuseipdb_too_with_its_numbers_and_dates() {
    for (var report : List.of(byApi(ABUSEIPDB), byMail(ABUSEIPDB))) {
      assertThat(roles(report)).contains("SOURCE 203.0.113.77");
      assertThat(report.occurredAt()).isEqualTo("2026-11-22T05:00:00Z");
      assertThat(report.category()).isEqualTo(Category.INTRUSION_ATTEMPT);
    }
    assertThat(byApi(ABUSEIPDB).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3, FRAUD",
    "4, DENIAL_OF_SERVICE",
    "7, PHISHING",
    "9, OPEN_PROXY",
    "11, SPAM",
    "14, PORT_SCAN",
    "20, COMPROMISED_RESOURCE",
    "23, INTRUSION_ATTEMPT"
  })
  void each_number_of_abuseipdb_has_its_category(String number, Category category) {
    assertThat(byApi(ABUSEIPDB.replace("\"18,22\"", number)).category()).isEqualTo(category);
  }

  @ParameterizedTest
  @CsvSource({
    "c2-server, BOTNET",
    "phishing, PHISHING",
    "scanner, PORT_SCAN",
    "brute-force, INTRUSION_ATTEMPT",
    "system-compromise, COMPROMISED_RESOURCE",
    "ddos-amplifier, OPEN_PROXY",
    "vulnerable-system, VULNERABILITY",
    "malware-distribution, MALWARE",
    "data-leak, DATA_EXPOSURE"
  })
  void each_type_of_the_taxonomy_has_its_category(String type, Category category) {
    assertThat(byApi(INTELMQ.replace("infected-system", type)).category()).isEqualTo(category);
  }

  @Test
  void a_number_in_any_other_table_is_no_category() {
    var report = byApi("title,ip,category\nA scan,203.0.113.9,7\n");
    assertThat(report.category()).isNull();
    assertThat(report.problems()).anyMatch(p -> p.contains("category"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sep=;\nZeitpunkt;Quell-IP;Ziel-IP\n22.11.2026 05:00:00;203.0.113.79;198.51.100.4\n",
        "Horodatage,Adresse source,Adresse cible\n2026-11-22 05:00:00,203.0.113.79,198.51.100.4\n",
        "Fecha y hora;Direcci\u00f3n origen;IP destino\n2026-11-22 05:00:00;203.0.113.79;198.51.100.4\n",
        "Czas;Adres \u017ar\u00f3d\u0142owy;Adres docelowy\n2026-11-22 05:00:00;203.0.113.79;198.51.100.4\n"
      })
  void columns_are_known_by_names_of_other_languages(String table) {
    var report = byMail(table);

    assertThat(roles(report)).contains("SOURCE 203.0.113.79", "TARGET 198.51.100.4");
    assertThat(report.occurredAt()).isEqualTo("2026-11-22T05:00:00Z");
  }

  @Test
  void a_scan_by_anybody_whose_files_are_named_as_shadowservers_is_of_that_type() {
    var report =
        Samples.read(
            Samples.mail(
                "From: Nightly <scan@lab.example>\nTo: abuse@demarc.example\nSubject: Open hosts\n"
                    + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                    + "Content-Type: text/plain\n\nFound by our scan of last night.\n--b\n"
                    + "Content-Type: text/csv; name=\"2026-11-22-scan_mongodb-desk-asn.csv\"\n\n"
                    + "timestamp,ip,port\n2026-11-22 03:00:00,203.0.113.21,27017\n--b--\n"));

    assertThat(report.category()).isEqualTo(Category.MISCONFIGURATION);
    assertThat(roles(report)).contains("SOURCE 203.0.113.21");
  }

  @Test
  void the_domain_of_the_provider_is_no_source() {
    var table =
        "ipAddress,abuseConfidenceScore,isp,domain,lastReportedAt\n"
            + "203.0.113.79,100,Some ISP,some-isp.com,2026-11-22T05:00:00+00:00\n";
    for (var report : List.of(byApi(table), byMail(table))) {
      assertThat(roles(report))
          .contains("SOURCE 203.0.113.79")
          .doesNotContain("SOURCE some-isp.com");
      assertThat(report.occurredAt()).isEqualTo("2026-11-22T05:00:00Z");
    }
  }

  @Test
  void a_host_name_alone_is_the_source() {
    assertThat(roles(byApi("hostname,comment\nevil.customer-net.com,phishing page\n")))
        .contains("SOURCE evil.customer-net.com");
  }

  @Test
  void rows_of_several_kinds_in_a_mail_leave_the_category_to_the_engine() {
    var two = ABUSEIPDB + "203.0.113.78,7,2026-11-22T05:00:00+00:00,page\n";
    assertThat(byMail(two).category()).isNull();
  }
}
