package dev.demarc.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.casework.TimedCase.Part;
import dev.demarc.casework.WorkStatus;
import dev.demarc.responsibility.matrix.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where the end of a part is taken back a moment later, its clocks go on. */
class RevivedClocksTest {

  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final Instant STOPPED = NOW.minusSeconds(60);
  private static final Instant DUE = NOW.plus(Duration.ofHours(4));

  private static CaseClock clock(Measure measure, Instant stopped) {
    var clock = new CaseClock();
    clock.measure = measure;
    clock.state = CaseClock.State.MET;
    clock.startedAt = NOW.minus(Duration.ofHours(1));
    clock.stoppedAt = stopped;
    clock.dueAt = DUE;
    clock.partDue = DUE;
    return clock;
  }

  private static TimedPart part(List<CaseClock> clocks) {
    var part =
        new Part(
            Side.CUSTOMER, UUID.randomUUID(), WorkStatus.IN_PROGRESS, "kim", null, null, NOW, DUE);
    return new TimedPart(null, part, null, List.of(), new ArrayList<>(clocks), NOW);
  }

  @Test
  void all_that_stopped_together_go_on_wherever_the_one_to_the_end_stands() {
    for (int at = 0; at < 3; at++) {
      var clocks =
          new ArrayList<>(
              List.of(clock(Measure.UPDATE, STOPPED), clock(Measure.FIRST_ACTION, STOPPED)));
      clocks.add(at, clock(Measure.RESOLVE, STOPPED));

      assertThat(RevivedClocks.takeBack(part(clocks))).isTrue();
      assertThat(clocks).allMatch(CaseClock::isLive);
    }
  }

  @Test
  void what_ended_at_another_time_or_long_ago_stays_as_it_is() {
    var earlier = clock(Measure.ACKNOWLEDGE, NOW.minusSeconds(600));
    var resolve = clock(Measure.RESOLVE, STOPPED);
    assertThat(RevivedClocks.takeBack(part(List.of(earlier, resolve)))).isTrue();
    assertThat(earlier.isLive()).isFalse();

    var old = clock(Measure.RESOLVE, NOW.minus(Duration.ofMinutes(16)));
    assertThat(RevivedClocks.takeBack(part(List.of(old)))).isFalse();
    assertThat(old.isLive()).isFalse();
  }
}
