package dev.demarc.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real reports: what is known to be in each must be read out of it. */
class CorpusFactsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> every_known_fact_of_a_sample_is_read() throws IOException {
    var rows = rows();
    assertThat(rows).isNotEmpty();
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.path("id").asText(), () -> judge(row)));
  }

  private static List<JsonNode> rows() throws IOException {
    try (var lines = Files.lines(Samples.corpus().resolve("expected_facts.jsonl"))) {
      return lines.map(CorpusFactsTest::tree).toList();
    }
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void judge(JsonNode row) {
    var submission = Samples.file(Samples.corpus().resolve(row.path("file").asText()));
    var facts = ExpectedFacts.compare(row, CorpusRun.tolerant(submission));
    assertThat(facts.mismatches()).isEmpty();
    assertThat(facts.compared() > 0 || row.has("valid")).as("whether a fact was compared").isTrue();
    if (row.has("valid")) {
      assertThat(isTaken(submission)).isEqualTo(row.path("valid").asBoolean());
    }
  }

  private static boolean isTaken(Submission submission) {
    try {
      Samples.read(submission);
      return true;
    } catch (MalformedReport e) {
      assertThat(e.errors()).isNotEmpty();
      return false;
    }
  }
}
