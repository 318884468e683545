package dev.demarc.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Submitter;
import org.junit.jupiter.api.Test;

class BatchTest {

  private final Batch batch = Batch.of(Channel.REST, Submitter.person("mia"), null);

  @Test
  void is_full_with_500_small_reports() {
    for (int place = 1; place <= 500; place++) {
      assertThat(batch.isFull()).isFalse();
      batch.add(place, "application/json", new byte[2]);
    }
    assertThat(batch.isFull()).isTrue();
  }

  @Test
  void is_full_with_4_mib() {
    batch.add(1, "application/json", new byte[(4 << 20) - 1]);
    assertThat(batch.isFull()).isFalse();
    batch.add(2, "application/json", new byte[1]);
    assertThat(batch.isFull()).isTrue();
  }
}
