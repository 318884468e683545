package dev.demarc.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.access.signin.ThrottleRule;
import dev.demarc.access.signin.ThrottleRule.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleRuleTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final ThrottleRule RULE = new ThrottleRule(5, Duration.ofHours(2));

  private static State after(int failures) {
    var state = new State(0, NOW, NOW);
    for (int i = 0; i < failures; i++) {
      state = RULE.afterFailure(state, NOW);
    }
    return state;
  }

  @Test
  void the_first_failures_cost_no_wait_and_each_wait_after_them_is_twice_as_long() {
    assertThat(RULE.wait(4)).isZero();
    assertThat(RULE.wait(5)).isEqualTo(Duration.ofSeconds(10));
    assertThat(RULE.wait(8)).isEqualTo(Duration.ofSeconds(80));
    assertThat(RULE.wait(14)).isEqualTo(Duration.ofMinutes(15));
    assertThat(RULE.wait(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void failures_are_forgotten_one_by_one() {
    var later = RULE.afterFailure(after(7), NOW.plus(Duration.ofHours(5)));
    assertThat(later.failures()).isEqualTo(6);
    assertThat(later.countedAt()).isEqualTo(NOW.plus(Duration.ofHours(4)));
    assertThat(RULE.afterFailure(after(7), NOW.plus(Duration.ofDays(2))).failures()).isEqualTo(1);
  }

  @Test
  void a_clock_that_goes_back_forgives_and_adds_nothing() {
    assertThat(RULE.afterFailure(after(3), NOW.minusSeconds(90_000)).failures()).isEqualTo(4);
  }

  @Test
  void an_attempt_that_was_no_failure_is_taken_back() {
    var state = RULE.takenBack(after(5), NOW);
    assertThat(state.failures()).isEqualTo(4);
    assertThat(state.blockedUntil()).isEqualTo(NOW);
    assertThat(RULE.takenBack(after(9), NOW).blockedUntil()).isAfter(NOW);
  }

  @Test
  void one_address_alone_never_fills_what_is_counted_for_a_name_everywhere() {
    var everywhere = new ThrottleRule(100, Duration.ofMinutes(10));
    var there = new State(0, NOW, NOW);
    var all = new State(0, NOW, NOW);
    var now = NOW;
    while (now.isBefore(NOW.plus(Duration.ofDays(10)))) {
      there = RULE.afterFailure(there, now);
      all = everywhere.afterFailure(all, now);
      assertThat(all.failures()).isLessThan(100);
      now = there.blockedUntil().isAfter(now) ? there.blockedUntil() : now.plusSeconds(1);
    }
  }
}
