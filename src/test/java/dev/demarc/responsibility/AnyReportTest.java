package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.shared.Category;
import dev.demarc.shared.CpuTime;
import org.junit.jupiter.api.Test;

/** What holds for every report, however odd. */
class AnyReportTest {

  private static final Engine ENGINE = new Engine();

  @Test
  void the_same_report_gives_the_same_answer() {
    var report =
        Reports.titled("Compromised")
            .text("Leaked keys, an open bucket, an outage in us-east-1 and a flaw in AWS Glue.")
            .parsed();

    assertThat(new Engine().assess(report)).isEqualTo(ENGINE.assess(report));
  }

  @Test
  void a_report_that_says_nothing_goes_to_people() {
    var assessment = ENGINE.assess(Reports.titled(null).text(null).parsed());

    assertThat(assessment.autoRoute()).isFalse();
    assertThat(assessment.reasons()).isEmpty();
    assertThat(assessment.category()).isEqualTo(Category.OTHER);
    assertThat(assessment.service()).isEqualTo(Matrix.UNKNOWN);
    assertThat(assessment.layers()).isNotEmpty();
    assertThat(assessment.parts()).isNotEmpty();
  }

  @Test
  void the_threshold_decides_what_goes_straight_to_a_queue() {
    var report = Reports.titled("Public bucket").text("The bucket is public.").parsed();

    assertThat(new Engine(Matrix.load(), 0.5, TextModel.builtIn()).assess(report).autoRoute())
        .isTrue();
    assertThat(new Engine(Matrix.load(), 1.0, TextModel.builtIn()).assess(report).autoRoute())
        .isFalse();
    assertThatThrownBy(() -> new Engine(Matrix.load(), 75, TextModel.builtIn()))
        .hasMessageContaining("must be from 0 to 1");
  }

  /** The aim is 50 ms; the machines that run this test are shared. */
  private static final long LONGEST_NANOS = 200_000_000;

  @Test
  void no_input_makes_it_slow() {
    String words = "leaked access keys of the compromised instance were exposed, aws outage. ";
    String[] hostile = {
      words.repeat(1_048_576 / words.length()),
      "leaked ".repeat(1_048_576 / 7),
      "a".repeat(1_048_576),
      "Recon:EC2/ ".repeat(1_048_576 / 11),
      "> ".repeat(1_048_576 / 2),
      "AWS_EC2_X ".repeat(1_048_576 / 10),
      ".amazonaws.com ".repeat(1_048_576 / 15),
      "\n".repeat(1_048_576)
    };
    for (String text : hostile) {
      var report = Reports.saying(text).parsed();
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 8 && best >= LONGEST_NANOS; i++) {
        best = Math.min(best, CpuTime.of(() -> ENGINE.assess(report)));
      }
      assertThat(best)
          .as("nanoseconds for " + text.substring(0, Math.min(20, text.length())))
          .isLessThan(LONGEST_NANOS);
    }
  }
}
