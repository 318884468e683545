package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demarc.formats.reader.FormatReader;
import dev.demarc.shared.CpuTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of each kind of finding in turn holds what it never should. */
class WrongTypesTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> WRONG =
      List.of(
          NODES.nullNode(),
          NODES.booleanNode(true),
          NODES.numberNode(-1),
          NODES.numberNode(new java.math.BigDecimal("1e90")),
          NODES.textNode(""),
          NODES.textNode("\u0000\uD800 <script>"),
          NODES.textNode("9".repeat(5_000)),
          NODES.objectNode().set("x", NODES.arrayNode().add(1)),
          NODES.arrayNode(),
          NODES.arrayNode().add(NODES.arrayNode()).add(NODES.objectNode()).addNull().add("t"));

  static Stream<String> documents() {
    return Stream.of(
            "guardduty-soar/Recon-EC2-PortProbeEMRUnprotectedPort.json",
            "panther/guardduty-aws_guardduty_low_sev_findings-0.json",
            "panther/asff-decoy_s3_accessed-1.json",
            "panther/ocsf-aws_dns_crypto_domain-9.json",
            "demarc/ocsf-detection.json",
            "../formats/abuseipdb/check.json",
            "../formats/abuseipdb/check-block.json",
            "../formats/stix/sighted-page.json",
            "../formats/stix/version-2.0.json",
            "../formats/misp/event.json",
            "demarc/health-abuse-page-1.json",
            "demarc/sns-health-risk.json",
            "aws-lambda-go/cloudwatch-alarm-sns-payload-single-metric.json",
            "aws-lambda-go/ecr-image-scan-event.json")
        .map(file -> Samples.file(Samples.corpus().resolve(file)))
        .map(submission -> new String(submission.raw(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void a_field_of_the_wrong_type_is_refused_clearly_or_read_around(String text) {
    var document = JsonTree.readOrNull(text);
    var places = new ArrayList<Consumer<JsonNode>>();
    collect(document, places);
    assertThat(places).hasSizeGreaterThan(5);
    for (var place : places) {
      for (var wrong : WRONG) {
        place.accept(wrong);
        readOrRefuse(document.toString());
      }
      place.accept(null);
    }
  }

  /** For each value a way to replace it; null puts the first one back. */
  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      for (var field : new ArrayList<>(object.properties())) {
        var name = field.getKey();
        var before = field.getValue();
        collect(before, places);
        places.add(wrong -> object.set(name, wrong == null ? before : wrong));
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      var before = array.get(0);
      collect(before, places);
      places.add(wrong -> array.set(0, wrong == null ? before : wrong));
    }
  }

  private static void readOrRefuse(String json) {
    try {
      var raw = json.getBytes(StandardCharsets.UTF_8);
      var report =
          new FormatReader().read(new Submission(raw, "application/json", Samples.RECEIVED));
      assertThat(report.problems())
          .as(json)
          .noneMatch(p -> p.contains("Reading this report failed"));
      assertThat(report.details().toString()).doesNotContain("\u0000");
      assertThat(report.title()).doesNotContain("\u0000").hasSizeLessThanOrEqualTo(300);
    } catch (MalformedReport refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Test
  void lists_without_end_are_read_quickly() {
    var many =
        "{'ip':'203.0.113.1','value':'a.example','uid':'i-0123456789abcdef0'},".repeat(50_000)
            + "{}";
    for (var json :
        List.of(
            "{'class_uid':2004,'metadata':{},'resources':[%1$s],'observables':[%1$s],'evidences':[%1$s]}",
            "{'type':'Trojan:EC2/X','id':'1','severity':1,'resource':{'s3BucketDetails':[%1$s]},"
                + "'service':{'action':{'portProbeAction':{'portProbeDetails':[%1$s]}}}}",
            "{'eventTypeCode':'AWS_ABUSE_X','eventArn':'a','affectedEntities':[%1$s],'eventDescription':[%1$s]}",
            "{'detail-type':'x','source':'aws.x','resources':[%1$s],'detail':{'a':[%1$s]}}")) {
      CpuTime.within(Duration.ofSeconds(5), () -> Samples.read(Samples.json(json.formatted(many))));
    }
  }
}
