package dev.demarc.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTokenTest {

  private static final String TOKEN = "hJ3x0T_9-sU1vW2yZ4aB5cD6eF7gH8iJ9kL0mN1oP2q";

  @Test
  void every_page_carries_another_text_that_is_the_same_token() {
    var texts = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      var text = FormToken.masked(TOKEN);
      assertThat(text).doesNotContain(TOKEN).matches("[A-Za-z0-9_-]+");
      assertThat(FormToken.matches(text, TOKEN)).isTrue();
      texts.add(text.substring(0, 8));
      texts.add(text.substring(text.length() - 8));
    }
    assertThat(texts).hasSize(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "AA", "====", "\0", "not base64!", TOKEN})
  void anything_else_is_no_token(String text) {
    assertThat(FormToken.matches(text, TOKEN)).isFalse();
  }

  @Test
  void another_sessions_token_and_none_at_all_do_not_match() {
    assertThat(FormToken.matches(FormToken.masked("x" + TOKEN.substring(1)), TOKEN)).isFalse();
    assertThat(FormToken.matches(FormToken.masked(""), "")).isFalse();
    assertThat(FormToken.matches(FormToken.masked(TOKEN), "")).isFalse();
  }
}
