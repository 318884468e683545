package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.shared.Category;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of Shadowserver's reports that name another side than in other tables. */
class ShadowserverColumnsTest {

  private static final String ATTACK =
      """
      "timestamp","protocol","src_ip","src_asn","src_geo","dst_ip","dst_hostname","infection","tag","attack","domain"
      "2026-11-21 07:08:09","tcp","203.0.113.31",64512,"AT","198.51.100.31","edge.choir-songs.com","ddos","mirai","atk7","www.choir-songs.com"
      """;

  private static final String AMPLIFIED =
      """
      "timestamp","protocol","src_ip","src_port","src_asn","src_geo","dst_port","infection","tag","request","count","bytes"
      "2026-11-21 07:08:09","udp","203.0.113.41",80,64512,"AT",123,"ddos-amplification","ntp","monlist",40,9000
      """;

  private static final String REFERRED =
      """
      "timestamp","http_referer_ip","http_referer_asn","http_referer_geo","http_referer_hostname","dst_ip","http_host"
      "2026-11-21 07:08:09","203.0.113.51",64512,"AT","vm51.customer-net.com","198.51.100.51","sunk.badbot-c2.com"
      """;

  private static final String LISTED =
      """
      "timestamp","ip","hostname","source","reason","asn","geo"
      "2026-11-21 07:08:09","203.0.113.61","vm61.customer-net.com","lists.blockers.com","spam",64512,"AT"
      """;

  private static ParsedReport byMail(String type, String table) {
    return Samples.read(
        Samples.mail(
            """
            From: autoreports@shadowserver.org
            Subject: [list] Shadowserver report
            Content-Type: text/csv; name="2026-11-22-%s-list-asn.csv"

            %s\
            """
                .formatted(type, table)));
  }

  private static ParsedReport byApi(String table) {
    var body = table.getBytes(StandardCharsets.UTF_8);
    var record = BulkRecords.ofRows(new ByteArrayInputStream(body), CsvColumns.COMMON).next();
    return Samples.read(new Submission(record.raw(), record.contentType(), Samples.RECEIVED));
  }

  private static List<String> roles(ParsedReport report) {
    return report.indicators().stream().map(i -> i.role() + " " + i.value()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "event4_ddos_participant,,",
    "event4_honeypot_ddos,,",
    "event4_honeypot_ddos_target, ATTACKED"
  })
  void the_domain_of_an_attack_is_the_attacked_site(String type, Statement.ReaderIs reader) {
    var mailed = byMail(type, ATTACK);
    for (var report : List.of(mailed, byApi(ATTACK))) {
      assertThat(roles(report))
          .contains(
              "SOURCE 203.0.113.31",
              "TARGET 198.51.100.31",
              "TARGET www.choir-songs.com",
              "MENTIONED edge.choir-songs.com");
      assertThat(report.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    }
    assertThat(mailed.statement().readerIs()).isEqualTo(reader);
  }

  @ParameterizedTest
  @CsvSource({"event4_honeypot_ddos_amp", "ddos_amplification"})
  void whose_address_was_forged_for_an_amplified_attack_is_attacked(String type) {
    var mailed = byMail(type, AMPLIFIED);
    for (var report : List.of(mailed, byApi(AMPLIFIED))) {
      assertThat(roles(report)).contains("TARGET 203.0.113.41");
      assertThat(report.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    }
    assertThat(mailed.statement().readerIs()).isEqualTo(Statement.ReaderIs.ATTACKED);
    var older = AMPLIFIED.replace("\"request\",\"count\",\"bytes\"", "\"x\",\"y\",\"z\"");
    assertThat(roles(byMail(type, older))).contains("TARGET 203.0.113.41");
  }

  @Test
  void what_leads_visitors_to_a_sinkhole_is_the_source() {
    for (var report : List.of(byMail("event4_sinkhole_http_referer", REFERRED), byApi(REFERRED))) {
      assertThat(roles(report))
          .contains("SOURCE 203.0.113.51", "MENTIONED vm51.customer-net.com")
          .doesNotContain("SOURCE sunk.badbot-c2.com");
    }
  }

  @Test
  void who_listed_an_address_is_no_source() {
    for (var report : List.of(byMail("blocklist", LISTED), byApi(LISTED))) {
      assertThat(roles(report))
          .contains("SOURCE 203.0.113.61")
          .doesNotContain("SOURCE lists.blockers.com");
      assertThat(report.problems()).isEmpty();
    }
  }

  @Test
  void a_domain_without_an_attack_stays_the_reported_site() {
    var table = "timestamp,src_ip,dst_ip,domain\n2026-11-21,203.0.113.9,198.51.100.9,bad.one.com\n";
    assertThat(roles(byApi(table))).contains("SOURCE bad.one.com");
  }
}
