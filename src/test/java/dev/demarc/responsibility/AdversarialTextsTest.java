package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts made to mislead: denied causes, politeness around the same facts, boilerplate alone, other
 * languages, quoted mails, addresses that customers share, notices. The one half was in view when
 * the vocabulary was made, the other half was not; the floors say what must not be lost.
 */
class AdversarialTextsTest {

  private static final Engine ENGINE = new Engine();

  private static List<Judged> judged(String half) throws IOException {
    var file = Path.of("src/test/resources/responsibility/adversarial." + half + ".jsonl");
    return Judged.all(LabelledIncident.read(file, false), i -> ENGINE.assess(i.report()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "blind"})
  void nothing_that_denies_a_cause_or_says_nothing_is_routed(String half) throws IOException {
    assertThat(new AccuracyFigures(judged(half)).routedThoughDenied()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "blind"})
  void nine_in_ten_are_put_on_the_right_side(String half) throws IOException {
    assertThat(new AccuracyFigures(judged(half)).right()).isGreaterThanOrEqualTo(0.9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "blind"})
  void of_those_routed_hardly_any_is_wrong(String half) throws IOException {
    assertThat(new AccuracyFigures(judged(half)).rightAmongRouted()).isGreaterThanOrEqualTo(0.95);
  }
}
