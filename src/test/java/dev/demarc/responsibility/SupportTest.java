package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a side rests on, of what was said and how it is worded. */
class SupportTest {

  private static final Support.Doubt NO_DOUBT = new Support.Doubt(false, false, false);
  private static final Support.Doubt DENIES = new Support.Doubt(true, false, false);

  private static final Responsibility AWS = Responsibility.AWS;

  private static TextModel.Voice leading(double lead) {
    return new TextModel.Voice(
        Map.of(AWS, lead, Responsibility.CUSTOMER, 0.0, Responsibility.SHARED, 0.0), Map.of());
  }

  private static List<RaisedSignal> raised(double weight, boolean specific) {
    var signal = Signal.named("x", null, List.of(Layer.PLATFORM), false, weight, !specific, null);
    var service = Matrix.load().rowOf("Lambda");
    return RaisedSignal.of(signal, "words", 1, specific, service).stream().toList();
  }

  @Test
  void what_it_is_about_and_clear_wording_carry_a_decision_together() {
    assertThat(Support.of(raised(0.8, false), AWS, leading(2.5), NO_DOUBT))
        .isEqualTo(Support.AGREED);
    assertThat(Support.AGREED.mayRoute()).isTrue();
  }

  @Test
  void neither_of_them_does_alone() {
    assertThat(Support.of(List.of(), AWS, leading(2.2), NO_DOUBT)).isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.of(raised(0.8, false), AWS, leading(1), NO_DOUBT))
        .isEqualTo(Support.UNSUPPORTED);
  }

  @Test
  void wording_that_is_very_clear_does_where_no_specific_signal_speaks_for_another_side() {
    var other = raised(2.4, true);
    assertThat(Support.of(List.of(), AWS, leading(2.3), NO_DOUBT)).isEqualTo(Support.AGREED);
    assertThat(Support.of(List.of(), AWS, leading(2.3), DENIES)).isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.of(List.of(), AWS, leading(5), new Support.Doubt(false, false, true)))
        .isEqualTo(Support.UNSUPPORTED);
    assertThat(
            Support.of(
                other,
                Responsibility.CUSTOMER,
                new TextModel.Voice(Map.of(AWS, 0.0, Responsibility.CUSTOMER, 3.0), Map.of()),
                NO_DOUBT))
        .isEqualTo(Support.UNSUPPORTED);
  }

  @Test
  void where_something_is_denied_the_wording_must_be_clearer() {
    assertThat(Support.of(raised(0.8, false), AWS, leading(2.1), NO_DOUBT))
        .isEqualTo(Support.AGREED);
    assertThat(Support.of(raised(0.8, false), AWS, leading(2.1), DENIES))
        .isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.of(raised(0.8, false), AWS, leading(2.6), DENIES)).isEqualTo(Support.AGREED);
    assertThat(Support.of(raised(2.4, true), AWS, leading(0.7), DENIES))
        .isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.of(raised(2.4, true), AWS, leading(0.8), DENIES))
        .isEqualTo(Support.SUPPORTED);
  }

  @Test
  void what_words_say_must_be_worded_for_the_side_and_what_is_recorded_need_not() {
    assertThat(Support.of(raised(2.4, true), AWS, leading(-0.1), NO_DOUBT))
        .isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.of(raised(2.4, true), AWS, leading(0.1), NO_DOUBT))
        .isEqualTo(Support.SUPPORTED);
    assertThat(Support.of(raised(2.4, true), AWS, TextModel.Voice.SILENCE, NO_DOUBT))
        .isEqualTo(Support.SUPPORTED);
    assertThat(Support.of(raised(4.5, true), AWS, leading(-2), DENIES))
        .isEqualTo(Support.SUPPORTED);
  }

  @Test
  void much_that_nothing_contradicts_stands_beside_a_wording_that_leans_away_a_little() {
    var much = new ArrayList<>(raised(2.6, true));
    much.addAll(raised(2.6, true));
    assertThat(Support.of(much, AWS, leading(-1.5), NO_DOUBT)).isEqualTo(Support.SUPPORTED);
    assertThat(Support.of(much, AWS, leading(-1.5), DENIES)).isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.of(much, AWS, leading(-2.5), NO_DOUBT)).isEqualTo(Support.UNSUPPORTED);
  }

  @Test
  void in_a_very_short_text_the_wording_carries_nothing() {
    assertThat(
            Support.of(raised(0.8, false), AWS, leading(5), new Support.Doubt(false, true, true)))
        .isEqualTo(Support.UNSUPPORTED);
    assertThat(Support.of(raised(2.4, true), AWS, leading(1), new Support.Doubt(false, true, true)))
        .isEqualTo(Support.SUPPORTED);
  }
}
