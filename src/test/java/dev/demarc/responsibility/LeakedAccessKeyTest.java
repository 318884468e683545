package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.IndicatorType;
import org.junit.jupiter.api.Test;

class LeakedAccessKeyTest {

  private static final Engine ENGINE = new Engine();

  private final Assessment assessment =
      ENGINE.assess(
          Reports.titled("Key on GitHub")
              .text("Our AWS access key AKIAIOSFODNN7EXAMPLE was leaked in a public repository.")
              .naming(IndicatorType.ACCESS_KEY, "AKIAIOSFODNN7EXAMPLE")
              .parsed());

  @Test
  void is_the_customers_whoever_reports_it() {
    assertThat(assessment.responsibility()).isEqualTo(Responsibility.CUSTOMER);
    assertThat(assessment.category()).isEqualTo(Category.CREDENTIAL_EXPOSURE);
    assertThat(assessment.autoRoute()).isTrue();
    assertThat(assessment.matrixVersion()).isEqualTo(Matrix.load().version());
  }

  @Test
  void lights_the_identity_layer_and_says_what_to_do() {
    assertThat(assessment.layers()).startsWith(Layer.IAM);
    assertThat(assessment.taskOf(Side.CUSTOMER)).contains("rotate");
    assertThat(assessment.parts()).extracting(Assessment.Part::side).containsExactly(Side.CUSTOMER);
  }

  @Test
  void shows_the_words_it_rests_on_strongest_first() {
    assertThat(assessment.reasons())
        .isSortedAccordingTo((a, b) -> Double.compare(b.weight(), a.weight()))
        .allMatch(r -> r.evidence().length() <= 200 && r.weight() > 0)
        .anyMatch(r -> r.evidence().contains("AKIAIOSFODNN7EXAMPLE was leaked"));
  }
}
