package dev.demarc.ops;

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
}
