package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Incidents told in our own words. The vocabulary has been widened with them, so they guard what is
 * reached and measure nothing; {@code bench/accuracy} measures.
 */
class IncidentsInOurWordsTest {

  private static final Path FILE = Path.of("src/test/resources/responsibility/incidents.jsonl");

  private static List<Judged> judged;

  @BeforeAll
  static void judge() throws IOException {
    var engine = new Engine();
    judged = Judged.all(LabelledIncident.read(FILE, false), i -> engine.assess(i.report()));
  }

  @Test
  void nine_in_ten_are_put_on_the_right_side() {
    assertThat(new AccuracyFigures(judged).right()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void of_those_routed_without_a_person_hardly_any_is_wrong() {
    var routed = judged.stream().filter(Judged::routed).count();

    assertThat(routed).isGreaterThan(judged.size() * 7 / 10);
    assertThat(new AccuracyFigures(judged).rightAmongRouted()).isGreaterThanOrEqualTo(0.95);
  }
}
