package dev.demarc.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Responsibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subject may name what the text below it asks, answers or takes back. */
class SubjectsTest {

  private static final Engine ENGINE = new Engine();

  private static Engine.Weighed weighed(String title, String text) {
    return ENGINE.weigh(Reports.titled(title).text(text).parsed(), AssessmentContext.NOTHING);
  }

  private static boolean says(Engine.Weighed weighed, String signal) {
    return weighed.fired().stream().anyMatch(f -> f.specific() && f.signal().name().equals(signal));
  }

  @Test
  void a_subject_that_asks_says_nothing_and_one_that_asks_for_help_does() {
    var text = "The records of our zone are all there, and the console shows them.";
    assertThat(says(weighed("Route 53 down worldwide", text), "fails-for-others-too")).isTrue();
    assertThat(says(weighed("Route 53 down worldwide?", text), "fails-for-others-too")).isFalse();
    var please = weighed("Can you stop the port scan from 192.0.2.7?", text);
    assertThat(says(please, "ports-scanned")).isTrue();
  }

  @Test
  void the_subject_of_an_answer_is_what_somebody_else_said() {
    var text =
        "Thank you, the owner of the machine looks into it and we will write to you again by the"
            + " end of the week.";
    assertThat(says(weighed("brute force from 192.0.2.7", text), "break-in-tried")).isTrue();
    assertThat(says(weighed("Re: brute force from 192.0.2.7", text), "break-in-tried")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please disregard our report of yesterday about that machine.",
        "Sorry for the noise.",
        "Correction to our mail of this morning: it was another provider.",
        "We have no evidence at all against that machine."
      })
  void what_is_taken_back_is_routed_to_nobody(String takenBack) {
    var report = "The machine at 192.0.2.7 was scanning our ports and sent spam to our customers. ";
    assertThat(weighed("Abuse", report).support().mayRoute()).isTrue();
    assertThat(weighed("Abuse", report + takenBack).support().mayRoute()).isFalse();
  }

  @Test
  void what_the_writers_found_at_their_own_end_is_theirs_whatever_was_suspected_first() {
    var made =
        ENGINE.assess(
            Reports.titled("RDS down in eu-west-1?")
                .text(
                    "Everybody thought of AWS first. The culprit was our nightly job, it held an"
                        + " exclusive lock on the orders table; we stopped the job and all is well.")
                .parsed());
    assertThat(made.responsibility()).isEqualTo(Responsibility.CUSTOMER);
  }
}
