package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.matrix.YamlNode;
import dev.demarc.shared.Category;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in every day must come out as the matrix says. */
class EverydayReportsTest {

  private static final Engine ENGINE = new Engine();

  static Stream<List<String>> everyday() {
    String file = Matrix.resource("responsibility/everyday.yaml");
    return YamlNode.parse("everyday.yaml", file).items().stream().map(YamlNode::texts);
  }

  @ParameterizedTest
  @MethodSource("everyday")
  void comes_out_as_the_matrix_says(List<String> row) {
    var assessment = ENGINE.assess(report(row).parsed());

    var side = Responsibility.valueOf(row.get(0).toUpperCase(Locale.ROOT));
    assertThat(assessment.responsibility()).as(assessment.toString()).isEqualTo(side);
    assertThat(assessment.reasons()).isNotEmpty();
    assertThat(assessment.sides()).containsAll(side.sides());
    assertThat(assessment.parts())
        .extracting(Assessment.Part::side)
        .containsExactlyElementsOf(assessment.sides());
    if (!row.get(1).equals("-")) {
      assertThat(assessment.category().slug()).as(assessment.toString()).isEqualTo(row.get(1));
    }
  }

  static Stream<String> guardDutyTypes() {
    return Matrix.resource("responsibility/guardduty-types.txt").lines();
  }

  @ParameterizedTest
  @MethodSource("guardDutyTypes")
  void a_guardduty_finding_is_the_customers_and_names_its_service(String line) {
    int space = line.indexOf(' ');
    var assessment =
        ENGINE.assess(
            Reports.titled(line.substring(0, space)).text("See the finding's details.").parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.service()).isEqualTo(line.substring(space + 1));
    assertThat(assessment.autoRoute()).isTrue();
    assertThat(assessment.reasons())
        .anyMatch(
            r ->
                r.signal().equals("guardduty-finding")
                    && r.evidence().equals(line.substring(0, space)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messaging/spam",
        "messaging/bulk_messaging",
        "connection/ddos",
        "connection/infected_host",
        "connection/login_attack",
        "connection/port_scan",
        "connection/reconnaissance",
        "connection/scraping",
        "connection/sql_injection",
        "connection/vulnerability_scan",
        "content/phishing",
        "content/malware",
        "content/fraud",
        "content/brand_infringement",
        "content/csam",
        "content/csem",
        "content/exposed_data",
        "content/remote_compromise",
        "content/suspicious_registration",
        "copyright/copyright",
        "copyright/cyberlocker",
        "copyright/link_site",
        "copyright/p2p",
        "copyright/ugc_platform",
        "copyright/usenet",
        "infrastructure/botnet",
        "infrastructure/compromised_server",
        "reputation/blocklist",
        "reputation/threat_intelligence",
        "vulnerability/misconfiguration",
        "vulnerability/open_service"
      })
  void a_xarf_report_is_the_customers_by_its_type_alone(String type) {
    var assessment = ENGINE.assess(Reports.titled("XARF " + type + " 203.0.113.7").parsed());

    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.reasons()).isNotEmpty();
  }

  static Stream<Category> abuse() {
    return Stream.of(
        Category.SPAM,
        Category.PORT_SCAN,
        Category.DENIAL_OF_SERVICE,
        Category.INTRUSION_ATTEMPT,
        Category.PROHIBITED_CONTENT,
        Category.COPYRIGHT,
        Category.CHILD_ABUSE,
        Category.MALWARE,
        Category.PHISHING,
        Category.FRAUD,
        Category.BOTNET,
        Category.OPEN_PROXY,
        Category.COMPROMISED_RESOURCE);
  }

  @ParameterizedTest
  @MethodSource("abuse")
  void abuse_whose_format_names_the_category_is_the_customers_on_any_service(Category category) {
    for (ServiceRow service : ENGINE.matrix().services()) {
      var assessment =
          ENGINE.assess(
              Reports.titled("Report").category(category).service(service.name()).parsed());

      assertThat(assessment.responsibility()).as(service.name()).isEqualTo(Responsibility.CUSTOMER);
      assertThat(assessment.category()).isEqualTo(category);
    }
  }

  private static Reports report(List<String> row) {
    return Reports.titled(row.get(3))
        .text(row.get(4))
        .service(row.get(2).equals("-") ? null : row.get(2));
  }
}
