package dev.demarc.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPaceTest {

  private final BodyPace pace =
      new BodyPace(Duration.ofSeconds(30), Duration.ofSeconds(10), 16 << 10);

  private static Duration seconds(long n) {
    return Duration.ofSeconds(n);
  }

  @Test
  void silence_is_given_up() {
    assertThat(pace.complaint(100 << 20, seconds(31), seconds(31)).orElseThrow())
        .contains("for 30 s");
  }

  @Test
  void a_byte_now_and_then_is_no_progress() {
    assertThat(pace.complaint(2, seconds(10), seconds(1))).isEmpty();
    assertThat(pace.complaint(2, seconds(11), seconds(1)).orElseThrow()).contains("too slowly");
  }

  @Test
  void whatever_comes_at_the_least_rate_may_go_on() {
    assertThat(pace.complaint(1600L << 10, seconds(109), seconds(1))).isEmpty();
    assertThat(pace.complaint(1600L << 10, seconds(111), seconds(1))).isPresent();
  }
}
