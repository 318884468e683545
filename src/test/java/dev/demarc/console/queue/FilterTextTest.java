package dev.demarc.console.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.casework.CaseFilter.Sort;
import dev.demarc.shared.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {

  @Test
  void names_narrow_and_words_are_searched_for() {
    var filter =
        FilterText.of("side:aws  queue:abuse-desk assignee:me 203.0.113.7 login").toFilter("ana");
    assertThat(filter.responsibility()).hasToString("AWS");
    assertThat(filter.queue()).isEqualTo("abuse-desk");
    assertThat(filter.assignee()).isEqualTo("ana");
    assertThat(filter.q()).isEqualTo("203.0.113.7 login");
    assertThat(filter.sort()).isEqualTo(Sort.CLOCK);
  }

  @Test
  void a_value_of_several_words_stands_in_quotes() {
    assertThat(FilterText.of("service:\"ECS on Fargate\" leak").toFilter("").service())
        .isEqualTo("ECS on Fargate");
    assertThat(FilterText.of("\"two words\" one").toFilter("").q()).isEqualTo("\"two words\" one");
  }

  @Test
  void the_longest_words_are_read() {
    var word = "x".repeat(100_000);
    assertThat(FilterText.of(word + " \"" + word).toFilter("").q()).isEqualTo(word + " \"" + word);
  }

  @Test
  void an_address_of_the_web_is_no_name() {
    assertThat(FilterText.of("hxxps://evil[.]example/a?b=c").toFilter("").q())
        .isEqualTo("hxxps://evil[.]example/a?b=c");
    assertThat(FilterText.of("indicator:https://evil.example/a:b").toFilter("").indicator())
        .isEqualTo("https://evil.example/a:b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status:open sort:clock",
        "side:aws service:\"ECS on Fargate\" 203.0.113.7",
        "\"two words\" one",
        "",
        "is:breaching a:b \"open"
      })
  void what_is_read_is_written_the_same(String text) {
    assertThat(FilterText.of(text).text()).isEqualTo(text);
  }

  @Test
  void one_part_is_changed_and_the_others_stay() {
    assertThat(FilterText.of("status:open sort:clock spam").with("sort", "newest").text())
        .isEqualTo("status:open sort:newest spam");
  }

  @ParameterizedTest
  @ValueSource(strings = {"side:both", "status:shut", "sort:size", "is:late", "category:weather"})
  void a_value_that_means_nothing_is_named(String text) {
    var name = text.substring(0, text.indexOf(':'));
    assertThatThrownBy(() -> FilterText.of(text).toFilter("ana"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(name.equals("side") ? "responsibility" : name);
  }
}
