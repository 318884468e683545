package dev.demarc.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingStateTest {

  @Test
  void a_mailbox_that_fails_is_left_alone_twice_as_long_each_time_up_to_a_quarter_of_an_hour() {
    assertThat(ReadingState.wait(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(ReadingState.wait(2)).isEqualTo(Duration.ofSeconds(60));
    assertThat(ReadingState.wait(5)).isEqualTo(Duration.ofMinutes(8));
    assertThat(ReadingState.wait(6)).isEqualTo(Duration.ofMinutes(15));
    assertThat(ReadingState.wait(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
  }
}
