package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report denies is no evidence. */
class NegationTest {

  private static final Engine ENGINE = new Engine();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The instance was not compromised.",
        "The instance wasn't compromised.",
        "We found no evidence of a compromised instance.",
        "There is no sign that the instance was ever hacked or infected, never compromised"
            + " instance. No compromised instance.",
        "A compromise of the instance was ruled out.",
        "Neither instance was compromised."
      })
  void a_denied_compromise_says_nothing(String text) {
    assertThat(ENGINE.assess(Reports.saying(text).parsed()).reasons())
        .extracting(Reason::signal)
        .doesNotContain("guest-compromised");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The instance was compromised.",
        "Not only was the instance compromised, it also sent mail.",
        "It did not take long, the instance was compromised.",
        "The backup was not touched but the instance was compromised."
      })
  void a_denial_of_something_else_leaves_it_standing(String text) {
    assertThat(ENGINE.assess(Reports.saying(text).parsed()).reasons())
        .extracting(Reason::signal)
        .contains("guest-compromised");
  }

  @Test
  void a_lack_that_is_itself_the_fault_is_not_a_denial() {
    var assessment =
        ENGINE.assess(Reports.saying("The database was reachable without a password.").parsed());

    assertThat(assessment.reasons()).extracting(Reason::signal).contains("public-storage");
  }
}
