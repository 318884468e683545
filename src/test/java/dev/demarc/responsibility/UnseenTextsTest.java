package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of somebody who had seen neither the vocabulary nor the other sets. */
class UnseenTextsTest {

  private static final Engine ENGINE = new Engine();

  private static List<Judged> judged(String name) throws IOException {
    var file = Path.of("src/test/resources/responsibility/" + name);
    return Judged.all(LabelledIncident.read(file, false), i -> ENGINE.assess(i.report()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unseen.jsonl", "unseen.second.jsonl"})
  void nearly_all_are_put_on_the_right_side(String file) throws IOException {
    assertThat(new AccuracyFigures(judged(file)).right()).isGreaterThanOrEqualTo(0.95);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unseen.jsonl", "unseen.second.jsonl", "unseen.fourth.jsonl"})
  void of_those_routed_hardly_any_is_wrong(String file) throws IOException {
    assertThat(new AccuracyFigures(judged(file)).rightAmongRouted()).isGreaterThanOrEqualTo(0.97);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unseen.jsonl", "unseen.second.jsonl", "unseen.fourth.jsonl"})
  void nothing_that_denies_a_cause_or_says_nothing_is_routed(String file) throws IOException {
    assertThat(new AccuracyFigures(judged(file)).routedThoughDenied()).isEmpty();
  }

  @Test
  void variables_of_the_environment_are_no_events_of_aws_health() {
    var made =
        ENGINE.assess(
            Reports.titled("Template injection in the image resizer")
                .text("It prints AWS_SESSION_TOKEN and AWS_SECRET_ACCESS_KEY of the function.")
                .parsed());
    assertThat(made.reasons()).noneMatch(reason -> reason.signal().startsWith("health-"));
  }
}
