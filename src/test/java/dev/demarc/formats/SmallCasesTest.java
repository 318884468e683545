package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small reports that came out wrong once, in {@code src/test/resources/cases}. */
class SmallCasesTest {

  private static Submission file(String name) {
    return Samples.file(Path.of("src/test/resources/cases", name));
  }

  private static List<String> having(Role role, ParsedReport report) {
    return report.indicators().stream().filter(i -> i.role() == role).map(i -> i.value()).toList();
  }

  @Test
  void a_list_of_pages_with_hardly_any_words() {
    var report = Samples.read(file("08-safe-browsing-xml/input.eml"));
    assertThat(report.category())
        .isIn(Category.MALWARE, Category.PHISHING, Category.COMPROMISED_RESOURCE);
    assertThat(having(Role.SOURCE, report))
        .contains("http://toyshop-six.com/", "203.0.113.111", "203.0.113.112");
    assertThat(report.occurredAt()).isEqualTo("2026-11-22T00:00:00Z");
  }

  @Test
  void an_x_arf_report_without_a_subject() {
    var report = Samples.read(file("10-xarf-without-subject/input.eml"));
    assertThat(report.format()).isEqualTo("x-arf");
    assertThat(report.title()).contains("203.0.113.191", "arvesting").doesNotContain("(no title)");
    assertThat(report.category()).isNotEqualTo(Category.SERVICE_FAULT);
  }

  @Test
  void a_hosters_notice_with_its_own_number() {
    var report = Samples.read(file("13-hoster-reminder-by-abuse-id/input-a.eml"));
    assertThat(report.externalId()).isEqualTo("C0FFEE:2B");
    assertThat(report.replyBy()).isEqualTo("2026-11-24T09:10:00Z");
    assertThat(having(Role.SOURCE, report)).contains("203.0.113.143");
  }

  @Test
  void a_signed_mail_that_is_opaque() {
    var report = Samples.read(file("14-smime-opaque-signed/input.eml"));
    assertThat(report.text()).contains("203.0.113.221");
    assertThat(report.indicators().stream().map(i -> i.value())).contains("203.0.113.221");
  }

  @Test
  void a_certs_table_by_api() {
    var body = file("15-certat-csv-by-rest/input.csv").raw();
    var record = BulkRecords.ofRows(new ByteArrayInputStream(body), CsvColumns.COMMON).next();
    var report = Samples.read(new Submission(record.raw(), record.contentType(), Samples.RECEIVED));
    assertThat(having(Role.SOURCE, report)).contains("203.0.113.153");
    assertThat(having(Role.TARGET, report)).contains("198.51.100.151");
    assertThat(report.occurredAt()).isEqualTo("2026-11-22T04:12:44Z");
  }

  @Test
  void a_sequence_of_guardduty() {
    var report = Samples.read(file("17-guardduty-sequence-actor/input.json"));
    assertThat(report.format()).isEqualTo("guardduty");
    assertThat(report.indicators().stream().map(i -> i.value()))
        .contains("ASIAEXAMPLEKEY234567", "arn:aws:iam::111122223333:role/build-role");
  }
}
