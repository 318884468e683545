package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Incidents told in our own words. The vocabulary has been widened with them, so they guard what is
 * reached and measure nothing; {@code bench/accuracy} measures.
 */
class IncidentsInOurWordsTest {

  private record Judged(JsonNode incident, Assessment assessment) {
    boolean right() {
      var side = incident.path("expected_side").asText().toUpperCase(Locale.ROOT);
      return assessment.responsibility() == Responsibility.valueOf(side);
    }
  }

  private static final List<Judged> JUDGED = new ArrayList<>();

  @BeforeAll
  static void judge() throws IOException {
    var engine = new Engine();
    var mapper = new ObjectMapper();
    for (String line : Matrix.resource("responsibility/incidents.jsonl").split("\n")) {
      var incident = mapper.readTree(line);
      JUDGED.add(new Judged(incident, engine.assess(AccuracyRun.reportOf(incident))));
    }
  }

  @Test
  void nine_in_ten_are_put_on_the_right_side() {
    assertThat(share(JUDGED)).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void of_those_routed_without_a_person_hardly_any_is_wrong() {
    var routed = JUDGED.stream().filter(j -> j.assessment().autoRoute()).toList();

    assertThat(routed.size()).isGreaterThan(JUDGED.size() * 7 / 10);
    assertThat(share(routed)).isGreaterThanOrEqualTo(0.95);
  }

  private static double share(List<Judged> judged) {
    return (double) judged.stream().filter(Judged::right).count() / judged.size();
  }
}
