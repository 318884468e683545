package dev.demarc.formats.xarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.Samples;
import dev.demarc.formats.Submission;
import dev.demarc.formats.reader.Evidence;
import dev.demarc.shared.Category;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Indicator.Role;
import dev.demarc.shared.IndicatorType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XarfTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_valid_report_gives_source_target_reporter_and_category() {
    var report = Samples.read(json(ddos()));
    assertThat(report.format()).isEqualTo("xarf-v4");
    assertThat(report.category()).isEqualTo(Category.DENIAL_OF_SERVICE);
    assertThat(report.externalId()).isEqualTo("9ac39cd1-85f3-4c31-ae87-a0a95f3ebc83");
    assertThat(report.indicators())
        .contains(
            new Indicator(IndicatorType.IPV4, "192.0.2.155", Role.SOURCE),
            new Indicator(IndicatorType.IPV4, "203.0.113.100", Role.TARGET),
            new Indicator(IndicatorType.EMAIL, "ddos@ddos-monitor.example", Role.REPORTER));
    assertThat(report.attachments()).hasSize(1);
    assertThat(report.text()).contains("250K pps");
  }

  @Test
  void both_spellings_of_a_type_are_taken_and_kept() {
    var hyphen = portScan();
    hyphen.put("type", "port-scan");
    assertThat(Samples.read(json(hyphen)).details()).containsEntry("type", "port-scan");
    assertThat(Samples.read(json(portScan())).details()).containsEntry("type", "port_scan");
  }

  static Stream<Arguments> typesOfAllCategories() {
    return XarfTypes.OF_CATEGORY.entrySet().stream()
        .flatMap(c -> c.getValue().stream().map(type -> Arguments.of(c.getKey(), type)));
  }

  @ParameterizedTest
  @MethodSource("typesOfAllCategories")
  void every_type_is_known_in_both_spellings(String category, String type) {
    for (var spelled : List.of(type, type.replace('_', '-'), type.toUpperCase(Locale.ROOT))) {
      var report = ddos();
      report.put("category", category).put("type", spelled);
      assertThat(XarfV4.errors(report))
          .extracting(MalformedReport.FieldError::field)
          .doesNotContain("category", "type");
      assertThat(XarfCategory.of(category, spelled)).isEqualTo(XarfCategory.of(category, type));
    }
  }

  @Test
  void what_breaks_the_schema_is_named_by_field() {
    var report = ddos();
    report.remove("sender");
    ((ObjectNode) report.path("reporter")).put("contact", "nobody");
    report.put("source_port", 70000);
    report.put("timestamp", "yesterday");
    report.remove("protocol");
    assertThat(refused(json(report)))
        .contains("sender", "reporter.contact", "source_port", "timestamp", "protocol");
  }

  @Test
  void an_unknown_type_or_category_is_refused() {
    var type = ddos();
    type.put("type", "nonsense");
    assertThat(refused(json(type))).containsExactly("type");
    var category = ddos();
    category.put("category", "nonsense");
    assertThat(refused(json(category))).containsExactly("category");
  }

  @Test
  void an_invalid_report_in_a_mail_is_read_as_far_as_it_goes() {
    var report = ddos();
    report.remove("sender");
    var read =
        Samples.read(
            Samples.mail(
                """
                From: Reporter <reports@example.org>
                Subject: Abuse report
                Content-Type: multipart/mixed; boundary=B

                --B
                Content-Type: text/plain

                See the attached report.
                --B
                Content-Type: application/json; name=xarf.json

                %s
                --B--
                """
                    .formatted(report)));
    assertThat(read.format()).isEqualTo("xarf-v4");
    assertThat(read.title()).isEqualTo("Abuse report");
    assertThat(read.mail().from()).isEqualTo("reports@example.org");
    assertThat(read.problems()).anyMatch(p -> p.contains("sender is required"));
    assertThat(read.attachments()).extracting(a -> a.fileName()).contains("xarf.json");
  }

  @Test
  void evidence_of_child_abuse_is_never_handed_out() {
    var json =
        Samples.json(
            """
            {'xarf_version': '4.0.0', 'report_id': 'a', 'timestamp': '2026-01-01T00:00:00Z',
             'reporter': {'org': 'o', 'contact': 'a@example.org'}, 'source_identifier': '192.0.2.1',
             'category': 'content', 'type': 'csam',
             'evidence': [{'content_type': 'text/plain', 'payload': 'c2VjcmV0'}]}\
            """);
    var report = Samples.read(json);
    assertThat(report.category()).isEqualTo(Category.CHILD_ABUSE);
    assertThat(report.attachments()).isEmpty();
    assertThat(report.text()).doesNotContain("secret");
    assertThat(Evidence.attachment(json, 0)).isEmpty();
  }

  private static List<String> refused(Submission submission) {
    return catchThrowableOfType(MalformedReport.class, () -> Samples.read(submission))
        .errors()
        .stream()
        .map(MalformedReport.FieldError::field)
        .toList();
  }

  private static ObjectNode ddos() {
    return sample("connection-ddos.json");
  }

  private static ObjectNode portScan() {
    return sample("connection-port-scan.json");
  }

  private static ObjectNode sample(String name) {
    try {
      var file = Samples.corpus().resolve("xarf-spec/samples/v4/" + name);
      return (ObjectNode) JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Submission json(JsonNode node) {
    return Samples.json(node.toString());
  }
}
