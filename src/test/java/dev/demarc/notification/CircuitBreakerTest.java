package dev.demarc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.notification.relay.CircuitBreaker;
import dev.demarc.notification.relay.ConnectionLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private final SettableClock clock = new SettableClock();
  private final CircuitBreaker breaker = new CircuitBreaker(clock);

  @Test
  void a_relay_that_works_is_open_to_all() {
    assertThat(breaker.tryPass()).isEmpty();
    assertThat(breaker.tryPass()).isEmpty();
    assertThat(breaker.trouble()).isEmpty();
  }

  @Test
  void after_a_failure_nobody_passes_and_then_one_probes() {
    assertThat(breaker.failed("down")).isTrue();
    assertThat(breaker.failed("down")).isFalse();
    assertThat(breaker.tryPass()).contains(clock.instant().plusSeconds(10));
    clock.goesOn(Duration.ofSeconds(10));
    assertThat(breaker.tryPass()).isEmpty();
    assertThat(breaker.tryPass()).isPresent();
    assertThat(breaker.trouble().orElseThrow().words()).isEqualTo("down");
  }

  @Test
  void rests_grow_to_five_minutes_and_are_short_again_when_it_worked() {
    breaker.failed("down");
    for (int i = 0; i < 10; i++) {
      clock.goesOn(Duration.ofMinutes(5));
      assertThat(breaker.tryPass()).isEmpty();
      breaker.failed("down");
    }
    assertThat(breaker.pausedUntil()).contains(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(breaker.recordSuccess()).isTrue();
    breaker.failed("down");
    assertThat(breaker.pausedUntil()).contains(clock.instant().plusSeconds(10));
  }

  @Test
  void a_probe_that_found_out_nothing_leaves_the_next_one_to_another() {
    breaker.failed("down");
    clock.goesOn(Duration.ofSeconds(10));
    breaker.tryPass();
    breaker.undecided();
    assertThat(breaker.tryPass()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_makes_no_rest_longer() throws Exception {
    var limit = new ConnectionLimit(2, clock);
    limit.lower();
    breaker.failed("down");
    clock.goesOn(Duration.ofDays(-1));
    assertThat(breaker.tryPass()).isEmpty();
    assertThat(limit.allowed()).isEqualTo(1);
    clock.goesOn(Duration.ofMinutes(1));
    assertThat(limit.allowed()).isEqualTo(2);
  }

  @Test
  void connections_are_fewer_where_they_are_too_many_and_come_back_slowly() throws Exception {
    var limit = new ConnectionLimit(4, clock);
    for (int i = 0; i < 4; i++) {
      assertThat(limit.acquire(Duration.ZERO)).isTrue();
    }
    assertThat(limit.acquire(Duration.ZERO)).isFalse();
    assertThat(limit.lower()).isTrue();
    limit.release();
    assertThat(limit.acquire(Duration.ZERO)).isFalse();
    assertThat(limit.allowed()).isEqualTo(3);
    assertThat(limit.lower()).isTrue();
    assertThat(limit.lower()).isTrue();
    assertThat(limit.lower()).isFalse();
    assertThat(limit.allowed()).isEqualTo(1);
    clock.goesOn(Duration.ofMinutes(2));
    assertThat(limit.allowed()).isEqualTo(3);
    clock.goesOn(Duration.ofHours(2));
    assertThat(limit.allowed()).isEqualTo(4);
  }
}
