package dev.demarc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may wrap around

  private TokenBuckets buckets(double perSecond, int burst) {
    return new TokenBuckets(perSecond, burst, now::get);
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void a_burst_is_taken_and_then_as_many_as_come_in() {
    var buckets = buckets(10, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.take("a")).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    pass(99);
    assertThat(buckets.take("a")).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
    pass(1);
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void a_full_bucket_holds_no_more_than_its_burst() {
    var buckets = buckets(10, 2);
    buckets.take("a");
    pass(60_000);
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void callers_do_not_take_from_one_another() {
    var buckets = buckets(1, 1);
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isPositive();
    assertThat(buckets.take("b")).isZero();
  }

  @Test
  void asking_takes_nothing() {
    var buckets = buckets(1, 1);
    assertThat(buckets.untilNext("a")).isZero();
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.untilNext("a")).isEqualTo(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void a_rate_of_zero_is_no_limit() {
    var buckets = buckets(0, 1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(buckets.take("a")).isZero();
    }
    assertThat(buckets.untilNext("a")).isZero();
  }

  @Test
  void callers_who_are_gone_are_forgotten() {
    var buckets = buckets(100, 10);
    for (int i = 0; i < 1_000; i++) {
      buckets.take("caller " + i);
    }
    pass(2_000);
    buckets.take("another");
    assertThat(buckets.size()).isEqualTo(1);
  }

  @Test
  void several_are_taken_together_or_not_at_all_and_what_was_not_used_is_given_back() {
    var buckets = TokenBuckets.per(TimeUnit.MINUTES, 600, now::get);
    assertThat(buckets.take("a", 500)).isZero();
    assertThat(buckets.take("a", 200)).isEqualTo(TimeUnit.SECONDS.toNanos(10));
    assertThat(buckets.take("a", 100)).isZero();
    buckets.settle("a", -200);
    assertThat(buckets.take("a", 200)).isZero();
    buckets.settle("a", 600);
    pass(59_999);
    assertThat(buckets.take("a")).isPositive();
    pass(101);
    assertThat(buckets.take("a")).isZero();
  }

  @Test
  void giving_back_more_than_was_taken_makes_no_bucket_larger() {
    var buckets = TokenBuckets.per(TimeUnit.MINUTES, 60, now::get);
    buckets.settle("a", -1_000);
    assertThat(buckets.take("a", 60)).isZero();
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void very_many_callers_at_once_share_a_bucket() {
    var buckets = buckets(0.001, 1);
    for (int i = 0; i < 100_050; i++) {
      buckets.take("caller " + i);
    }
    assertThat(buckets.size()).isLessThanOrEqualTo(100_001);
    assertThat(buckets.take("one more")).isPositive();
  }
}
