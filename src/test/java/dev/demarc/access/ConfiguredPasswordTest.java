package dev.demarc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.DemarcTest;
import dev.demarc.access.passwords.PasswordPolicy;
import dev.demarc.shared.Problem;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The password that the configuration gives the first administrator. */
@DemarcTest
class ConfiguredPasswordTest {

  private static final List<String> NAMES = List.of("admin", "Administrator");

  @Inject PasswordPolicy policy;

  @ParameterizedTest
  @ValueSource(strings = {"short", "eleven char", "passwordpassword", "123456789012"})
  void one_that_is_guessed_at_once_ends_the_start(String password) {
    assertThatThrownBy(() -> policy.requireConfigured(password, NAMES)).isInstanceOf(Problem.class);
  }

  @Test
  void one_that_only_is_shorter_than_asked_of_people_is_taken_and_told() {
    assertThat(policy.requireConfigured("yellow-kayak7", NAMES))
        .hasValueSatisfying(why -> assertThat(why).contains("at least 15 characters"));
  }

  @Test
  void one_of_several_words_is_taken_without_a_word() {
    assertThat(policy.requireConfigured("eleven yellow kayaks", NAMES)).isEmpty();
  }
}
