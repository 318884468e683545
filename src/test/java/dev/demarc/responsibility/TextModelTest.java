package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextModelTest {

  private static List<TextModel.Example> examples() {
    var examples = new ArrayList<TextModel.Example>();
    for (int i = 0; i < 10; i++) {
      examples.add(
          new TextModel.Example(
              "Melon " + i, "the orchard grew melons ripe", null, Responsibility.AWS));
      examples.add(
          new TextModel.Example(
              "Turnip", "the cellar stored turnips cold", null, Responsibility.CUSTOMER));
      examples.add(
          new TextModel.Example(
              "Herring", "the harbour landed herrings salted", null, Responsibility.SHARED));
    }
    return examples;
  }

  private static Responsibility likeliest(TextModel model, String text) {
    return model.hear(Heard.in(null, text)).leaning().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static final String TURNIPS =
      "Some turnips were stored cold; cellar walls, wooden shelves, lantern light everywhere";

  @Test
  void learns_the_side_from_words_and_quotes_the_sentence_that_told() {
    var model = TextModel.train(examples(), "test");

    assertThat(likeliest(model, TURNIPS)).isEqualTo(Responsibility.CUSTOMER);
    assertThat(model.hear(Heard.in(null, TURNIPS)).sentenceFor(Responsibility.CUSTOMER))
        .isEqualTo("Some turnips were stored cold");
  }

  @Test
  void the_same_examples_always_give_the_same_model() {
    assertThat(TextModel.train(examples(), "test").bytes())
        .isEqualTo(TextModel.train(examples(), "test").bytes());
  }

  @Test
  void is_the_same_after_it_was_stored() {
    var model = TextModel.train(examples(), "test");
    var again = TextModel.parse(model.bytes());

    assertThat(again.version()).isEqualTo("test");
    assertThat(again.hear(Heard.in(null, TURNIPS))).isEqualTo(model.hear(Heard.in(null, TURNIPS)));
  }

  /** Where it fails, run {@code bench/train} and measure with {@code bench/accuracy}. */
  @Test
  void the_built_in_model_has_learned_from_the_examples_that_ship_with_it() {
    assertThat(TextModel.builtIn().taughtBy()).isEqualTo(ShippedExamples.hash());
  }

  @Test
  void a_few_words_tell_nothing() {
    assertThat(TextModel.builtIn().hear(Heard.in("Question", "please call back")).leaning())
        .isEmpty();
  }

  @Test
  void routes_no_work_without_a_signal_that_a_person_can_check() {
    var engine = new Engine(Matrix.load(), 0.4, TextModel.train(examples(), "test"));
    var assessment = engine.assess(Reports.saying(TURNIPS).parsed());

    assertThat(assessment.reasons()).allMatch(r -> r.signal().equals("text-model"));
    assertThat(assessment.autoRoute()).isFalse();
  }

  @Test
  void learns_categories_from_the_examples_that_name_one() {
    var examples = new ArrayList<TextModel.Example>();
    for (TextModel.Example e : examples()) {
      var category = e.side() == Responsibility.AWS ? Category.SERVICE_FAULT : Category.SPAM;
      examples.add(new TextModel.Example(e.title(), e.text(), null, e.side(), category));
    }
    var model = TextModel.parse(TextModel.train(examples, "test").bytes());

    var likely = model.categories(Heard.in(null, TURNIPS));

    assertThat(likely.get(Category.SPAM)).isGreaterThan(0.6);
    assertThat(TextModel.train(examples(), "test").categories(Heard.in(null, TURNIPS))).isEmpty();
  }

  @Test
  void sides_learned_anew_leave_categories_as_they_were() {
    var shipped = TextModel.builtIn();
    var features = Heard.in("Fake login page", "The page copies our bank and asks for passwords.");

    var taught = shipped.withSides(examples(), "test");

    assertThat(taught.categories(features)).isEqualTo(shipped.categories(features));
    assertThat(shipped.categories(features).entrySet())
        .isNotEmpty()
        .allMatch(e -> e.getKey() == Category.PHISHING || e.getValue() < 0.5);
  }

  @Test
  void what_is_no_model_and_what_lacks_a_side_is_refused() {
    assertThatThrownBy(() -> TextModel.parse(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no text model");
    assertThatThrownBy(() -> TextModel.train(examples().subList(0, 2), "x"))
        .hasMessageContaining("no example of SHARED");
  }
}
