package dev.demarc.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.finding.filter.FilterText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status:open sort:clock",
        "-side:aws service:\"ECS on Fargate\" 203.0.113.7",
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
    assertThat(FilterText.of("spam").with("service", "ECS on Fargate").text())
        .isEqualTo("spam service:\"ECS on Fargate\"");
  }

  @Test
  void only_what_is_open_in_some_order_is_plain() {
    assertThat(FilterText.of("status:open sort:clock").isPlain()).isTrue();
    assertThat(FilterText.of(FilterText.DEFAULT).isPlain()).isTrue();
    assertThat(FilterText.of("status:open is:snoozed").isPlain()).isFalse();
    assertThat(FilterText.of("status:open spam").isPlain()).isFalse();
  }
}
