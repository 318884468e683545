package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts of somebody who had seen neither the vocabulary nor the other sets. */
class UnseenTextsTest {

  private static final Engine ENGINE = new Engine();

  private static List<Judged> judged(String name) throws IOException {
    var file = Path.of("src/test/resources/responsibility/" + name);
    return Judged.all(LabelledIncident.read(file, false), i -> ENGINE.assess(i.report()));
  }

  @Test
  void nearly_all_are_put_on_the_right_side() throws IOException {
    assertThat(new AccuracyFigures(judged("retold.jsonl")).right()).isGreaterThanOrEqualTo(0.92);
  }

  @Test
  void most_are_routed_and_of_those_hardly_any_is_wrong() throws IOException {
    var judged = judged("retold.jsonl");
    assertThat(judged.stream().filter(Judged::routed).count())
        .isGreaterThanOrEqualTo(judged.size() * 7L / 10);
    assertThat(new AccuracyFigures(judged).rightAmongRouted()).isGreaterThanOrEqualTo(0.97);
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
