package dev.demarc.casework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.casework.lifecycle.QuietClosing.Facts;
import dev.demarc.casework.rules.QuietRule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuietClosingTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant THEN = NOW.minus(Duration.ofHours(169));
  private static final QuietRule WEEK =
      new QuietRule("all", 168, "no-action-needed", false, NOW, "an-admin");

  private static void staysOpen(Facts facts, String because) {
    assertThat(QuietClosing.staysOpen(facts, WEEK, NOW)).hasValue(because);
  }

  @Test
  void a_case_on_which_nothing_happened_for_long_enough_may_close() {
    var quiet = new Facts(THEN, false, false, false, null, false, false);
    assertThat(QuietClosing.staysOpen(quiet, WEEK, NOW)).isEmpty();
    staysOpen(
        new Facts(NOW.minus(Duration.ofHours(167)), false, false, false, null, false, false),
        "something happened on it since");
  }

  @Test
  void a_case_on_which_an_answer_is_owed_stays_open() {
    staysOpen(
        new Facts(THEN, false, false, false, THEN, false, false), "its source wants an answer");
    staysOpen(
        new Facts(THEN, false, false, false, null, true, false),
        "somebody who wrote waits for an answer");
    staysOpen(
        new Facts(THEN, false, false, false, null, false, true), "a mail waits to be accepted");
  }

  @Test
  void a_case_that_comes_back_by_itself_stays_open() {
    staysOpen(
        new Facts(THEN, false, true, false, null, false, false),
        "a part of it waits and comes back by itself");
    staysOpen(new Facts(THEN, false, false, true, null, false, false), "it is snoozed");
  }

  @Test
  void a_case_that_nobody_began_closes_only_where_the_rule_says_so() {
    var untouched = new Facts(THEN, true, false, false, null, false, false);
    staysOpen(untouched, "nobody has begun to work on it");
    var also = new QuietRule("all", 168, "no-action-needed", true, NOW, "an-admin");
    assertThat(QuietClosing.staysOpen(untouched, also, NOW)).isEmpty();
  }
}
