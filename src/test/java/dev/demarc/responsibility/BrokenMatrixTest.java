package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.responsibility.matrix.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever edits the matrix is told the line that is wrong. */
class BrokenMatrixTest {

  private static final String SHIPPED = Matrix.resource("matrix.yaml");

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("{guest-os: none, runtime", "{guest-os: nobody, runtime", "a side is"),
        Arguments.of("{guest-os: none, runtime", "{gest-os: none, runtime", "no layer is named"),
        Arguments.of("source: ebs", "source: ebz", "no source is named"),
        Arguments.of("source: ebs", "sauce: ebs", "'sauce' is not known here"),
        Arguments.of("customer: Follow what AWS", "nobody: Follow what AWS", "is missing"),
        Arguments.of("- name: Lightsail", "- name: EC2", "is there twice"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void names_the_line_of_the_mistake(String right, String wrong, String complaint) {
    int at = SHIPPED.indexOf(right);
    String broken = SHIPPED.substring(0, at) + wrong + SHIPPED.substring(at + right.length());
    long line = SHIPPED.substring(0, at).lines().count();

    assertThatThrownBy(() -> Matrix.parse("mine.yaml", broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint)
        .satisfies(e -> near(e.getMessage(), line));
  }

  @Test
  void a_cell_that_breaks_the_model_is_refused() {
    String broken =
        SHIPPED.replace("  platform:\n    side: aws\n", "  platform:\n    side: customer\n");

    assertThatThrownBy(() -> Matrix.parse("mine.yaml", broken))
        .hasMessageContaining("cannot have platform as CUSTOMER")
        .hasMessageContaining("mine.yaml, line ");
  }

  @Test
  void text_that_is_no_yaml_names_its_line() {
    assertThatThrownBy(() -> Matrix.parse("mine.yaml", "version: \"1\"\nlayers: [a, b\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine.yaml, line ");
  }

  /** A mapping's own line is that of its first field. */
  private static void near(String message, long line) {
    int from = message.indexOf("line ") + 5;
    long named = Long.parseLong(message.substring(from, message.indexOf(':', from)));
    org.assertj.core.api.Assertions.assertThat(named).isBetween(line - 4, line + 1);
  }
}
