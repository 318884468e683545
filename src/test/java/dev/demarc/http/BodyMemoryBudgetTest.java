package dev.demarc.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryBudgetTest {

  private final BodyMemoryBudget room = new BodyMemoryBudget(100);

  @Test
  void one_address_has_at_most_half_and_all_have_no_more_than_there_is() {
    assertThat(room.take("a", 50)).isTrue();
    assertThat(room.take("a", 1)).isFalse();
    assertThat(room.take("b", 40)).isTrue();
    assertThat(room.take("c", 11)).isFalse();
    assertThat(room.take("c", 10)).isTrue();
    room.giveBack("a", 50);
    assertThat(room.used()).isEqualTo(50);
    assertThat(room.take("a", 50)).isTrue();
  }
}
