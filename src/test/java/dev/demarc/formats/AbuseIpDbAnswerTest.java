package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AbuseIPDB's API answers, handed in as it is. */
class AbuseIpDbAnswerTest {

  private static List<String> sources(ParsedReport report) {
    return report.indicators().stream()
        .filter(i -> i.role() == Role.SOURCE)
        .map(Indicator::value)
        .toList();
  }

  private static String check(String more) {
    return "{'data': {'ipAddress': '203.0.113.9', 'abuseConfidenceScore': 12" + more + "}}";
  }

  @Test
  void only_the_checked_address_is_accused() {
    var file = Path.of("src/test/resources/cases/34-abuseipdb-check-answer/input.json");
    var report = Samples.read(Samples.file(file));

    assertThat(report.format()).isEqualTo("abuseipdb");
    assertThat(sources(report)).containsExactly("203.0.113.150");
    assertThat(report.indicators()).noneMatch(i -> i.value().equals("amazon.com"));
    assertThat(report.category()).isEqualTo(Category.INTRUSION_ATTEMPT);
    assertThat(report.occurredAt()).isEqualTo("2026-11-22T19:40:12Z");
    assertThat(report.text()).contains("SSH login attempts with user root.");
    assertThat(report.details()).containsEntry("firstReportedAt", "2026-11-21T03:15:01Z");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void what_is_inside_data_is_read_alone_and_without_reports() {
    var bare =
        "{'ipAddress': '203.0.113.9', 'abuseConfidenceScore': 12, 'isp': 'One', 'domain':"
            + " 'one.com'}";
    for (var text : List.of(bare, check(""), check(", 'totalReports': 4, 'reports': null"))) {
      var report = Samples.read(Samples.json(text));
      assertThat(report.format()).isEqualTo("abuseipdb");
      assertThat(sources(report)).containsExactly("203.0.113.9");
      assertThat(report.category()).isNull();
      assertThat(report.statement().kind()).isEqualTo(Statement.Kind.REPORT);
    }
  }

  @Test
  void most_reports_decide_the_category_and_of_two_the_newest() {
    var reports =
        ", 'reports': [{'categories': [7]}, {'categories': ['14', 99]}, {'categories': [14]},"
            + " {'categories': [7, 0, 'x']}, {'categories': 11}]";
    assertThat(Samples.read(Samples.json(check(reports))).category()).isEqualTo(Category.PHISHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data': {'ipAddress': '203.0.113.9', 'abuseConfidenceScore': 0, 'totalReports': 0}}",
        "{'data': {'networkAddress': '203.0.113.0', 'netmask': '255.255.255.0', 'reportedAddress':"
            + " []}}"
      })
  void what_nobody_reported_asks_nothing(String text) {
    var report = Samples.read(Samples.json(text));
    assertThat(report.statement().kind()).isEqualTo(Statement.Kind.PASSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data': []}",
        "{'data': {'savedReports': 60, 'invalidReports': []}}",
        "{'data': [{'x': 2}, {'x': 1}]}",
        "{'errors': [{'detail': 'Authentication failed.', 'status': 401}]}"
      })
  void what_names_no_address_is_refused_as_before(String text) {
    assertThatThrownBy(() -> Samples.read(Samples.json(text))).isInstanceOf(MalformedReport.class);
  }
}
