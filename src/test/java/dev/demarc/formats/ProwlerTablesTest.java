package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Statement.Kind;
import dev.demarc.formats.bulk.BulkRecord;
import dev.demarc.formats.bulk.BulkRecords;
import dev.demarc.formats.bulk.CsvColumns;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator.Role;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of Prowler's table what failed is work, and nothing else. */
class ProwlerTablesTest {

  private static final String HEADER =
      "TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;SERVICE_NAME;SEVERITY;RESOURCE_UID;REGION\n";

  private static String row(String status, String muted, String severity, String bucket) {
    return String.join(
            ";",
            "2026-11-20 10:15:00",
            "123456789012",
            "prowler-" + bucket,
            "aws",
            "s3_bucket_public_access",
            "Buckets are not public",
            status,
            "\"Bucket " + bucket + "; seen by 198.51.100.7 \"\"x\"\"\"",
            muted,
            "s3",
            severity,
            "arn:aws:s3:::" + bucket,
            "eu-west-1")
        + "\n";
  }

  private static List<ParsedReport> sent(String table, CsvColumns columns) {
    var read = new ArrayList<ParsedReport>();
    var rows =
        BulkRecords.ofRows(
            new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), columns);
    while (rows.hasNext()) {
      BulkRecord row = rows.next();
      assertThat(row.refused()).isNull();
      read.add(Samples.read(new Submission(row.raw(), row.contentType(), Samples.RECEIVED)));
    }
    return read;
  }

  private static ParsedReport mailed(String words, String table) {
    return Samples.read(
        Samples.mail(
            "From: Audit <audit@company.example>\nTo: abuse@demarc.example\nSubject: Prowler run\n"
                + "Message-ID: <p1@x.example>\nDate: Mon, 23 Nov 2026 09:10:00 +0000\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                + "Content-Type: text/plain\n\n"
                + words
                + "\n--b\nContent-Type: text/csv; name=\"prowler-output-1.csv\"\n"
                + "Content-Disposition: attachment; filename=\"prowler-output-1.csv\"\n\n"
                + table
                + "\n--b--\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, False, high, PASSED",
    "FAIL, False, high, REPORT",
    "FAIL, True, high, SUPPRESSED",
    "MANUAL, False, high, NOT_CHECKED",
    "INFO, False, low, NOT_CHECKED",
    "FAIL, False, informational, INFORMATIONAL",
    "SOMETHING, False, high, REPORT"
  })
  void each_row_says_by_itself_whether_it_asks_for_work(
      String status, String muted, String severity, Kind kind) {
    var report = sent(HEADER + row(status, muted, severity, "a"), CsvColumns.COMMON).get(0);

    assertThat(report.format()).isEqualTo("prowler");
    assertThat(report.statement().kind()).isEqualTo(kind);
    assertThat(report.statement().control()).isEqualTo("s3_bucket_public_access");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void a_row_names_its_resource_and_account_and_no_remediation_link() {
    var report = sent(HEADER + row("FAIL", "False", "high", "shop"), CsvColumns.COMMON).get(0);

    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.externalId()).isEqualTo("prowler-shop");
    assertThat(report.category()).isEqualTo(Category.MISCONFIGURATION);
    assertThat(report.indicators())
        .anyMatch(i -> i.role() == Role.TARGET && i.value().equals("arn:aws:s3:::shop"))
        .noneMatch(i -> i.role() == Role.SOURCE);
    assertThat(report.text()).contains("Bucket shop; seen by");
  }

  @Test
  void a_mapping_of_the_senders_own_counts_before_the_names_of_columns() {
    var columns = new CsvColumns(Map.of("check_title", "title"));

    assertThat(sent(HEADER + row("PASS", "False", "high", "a"), columns).get(0).format())
        .isEqualTo("csv");
  }

  @Test
  void a_table_in_a_mail_tells_what_failed_and_counts_the_rest() {
    var table = new StringBuilder(HEADER);
    for (int i = 0; i < 60; i++) {
      table.append(row("FAIL", "False", "high", "bad-" + i));
      table.append(row("PASS", "False", "high", "good-" + i));
    }
    var report = mailed("The run of today.", table.toString());

    assertThat(report.statement().kind()).isEqualTo(Kind.REPORT);
    assertThat(report.category()).isEqualTo(Category.MISCONFIGURATION);
    assertThat(report.accountId()).isEqualTo("123456789012");
    assertThat(report.details()).containsEntry("checks", Map.of("FAILED", 60, "PASSED", 60));
    assertThat(report.text())
        .contains("Checks that failed: 60 of 120", "bad-3", "Others that failed: 10")
        .doesNotContain("good-");
    assertThat(report.indicators())
        .anyMatch(i -> i.value().equals("arn:aws:s3:::bad-59"))
        .noneMatch(i -> i.value().contains("good-"));
  }

  @Test
  void a_table_in_which_nothing_failed_opens_no_case_unless_somebody_asks_something() {
    var table = HEADER + row("PASS", "False", "high", "a") + row("MANUAL", "False", "low", "b");

    assertThat(mailed("The run of today.", table).statement().kind()).isEqualTo(Kind.PASSED);
    assertThat(mailed("Is the bucket a meant to be there?", table).statement().kind())
        .isEqualTo(Kind.REPORT);
  }
}
