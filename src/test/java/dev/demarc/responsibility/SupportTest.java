package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may carry a decision without a person. */
class SupportTest {

  private static final Responsibility AWS = Responsibility.AWS;

  private static final TextFeatures PLAIN = Heard.in(null, "the orchard grew melons ripe");
  private static final TextFeatures DENYING =
      Heard.in(null, "We ruled out that the access keys were leaked.");

  private static List<RaisedSignal> raised(double weight, boolean specific) {
    return raised(weight, specific, Layer.PLATFORM);
  }

  private static List<RaisedSignal> raised(double weight, boolean specific, Layer layer) {
    var signal = Signal.named("x", null, List.of(layer), false, weight, !specific, null);
    var service = Matrix.load().rowOf("Lambda");
    return RaisedSignal.of(signal, "words", 1, specific, service).stream().toList();
  }

  @Test
  void wording_carries_a_decision_where_nothing_specific_is_said() {
    assertThat(Support.ofWording(List.of(), AWS, 30)).isEqualTo(Support.WORDED);
    assertThat(Support.ofWording(raised(0.8, false), AWS, 30)).isEqualTo(Support.WORDED);
    assertThat(Support.WORDED.mayRoute()).isTrue();
  }

  @Test
  void in_a_short_text_something_specific_has_to_say_so() {
    assertThat(Support.ofWording(raised(0.8, false), AWS, 29)).isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.ofWording(raised(2.4, true), AWS, 29)).isEqualTo(Support.SUPPORTED);
  }

  @Test
  void wording_carries_nothing_where_all_that_is_specific_speaks_for_another_side() {
    assertThat(Support.ofWording(raised(2.4, true, Layer.IAM), AWS, 99))
        .isEqualTo(Support.UNSUPPORTED);
  }

  @Test
  void where_the_wording_is_silent_what_is_specific_carries_it_alone() {
    assertThat(Support.ofSignals(raised(2.4, true), AWS, PLAIN)).isEqualTo(Support.SUPPORTED);
    assertThat(Support.ofSignals(raised(1.4, true), AWS, PLAIN)).isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.ofSignals(raised(5, false), AWS, PLAIN)).isEqualTo(Support.UNSUPPORTED);
  }

  @Test
  void beside_a_denial_or_an_opposing_signal_it_must_weigh_more() {
    assertThat(Support.ofSignals(raised(2.4, true), AWS, DENYING)).isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.ofSignals(raised(4.5, true), AWS, DENYING)).isEqualTo(Support.SUPPORTED);
    var opposed =
        Stream.concat(raised(4.5, true).stream(), raised(2.4, true, Layer.IAM).stream()).toList();
    assertThat(Support.ofSignals(opposed, AWS, PLAIN)).isEqualTo(Support.OPPOSED);
    var weakly =
        Stream.concat(raised(2.6, true).stream(), raised(2.4, true, Layer.IAM).stream()).toList();
    assertThat(Support.ofSignals(weakly, AWS, PLAIN)).isEqualTo(Support.UNSUPPORTED);
  }
}
