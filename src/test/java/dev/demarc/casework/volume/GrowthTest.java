package dev.demarc.casework.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(9));

  @Test
  void a_case_that_has_many_times_the_reports_of_a_day_ago_grows() {
    assertThat(Growth.of(40, 37, LONG_AGO, NOW).orElseThrow().inWords())
        .isEqualTo("from 3 to 40 reports since 2026-11-19T10:00:00Z");
  }

  @Test
  void a_case_that_was_opened_within_the_day_grows_from_its_first_report() {
    var opened = NOW.minus(Duration.ofHours(2));
    assertThat(Growth.of(11, 10, opened, NOW).orElseThrow().inWords())
        .isEqualTo("from 1 to 11 reports since 2026-11-20T08:00:00Z");
  }

  @Test
  void few_new_reports_are_no_growth_and_neither_are_many_beside_many() {
    assertThat(Growth.of(10, 9, LONG_AGO, NOW)).isEmpty();
    assertThat(Growth.of(100, 60, LONG_AGO, NOW)).isEmpty();
    assertThat(Growth.of(90, 60, LONG_AGO, NOW)).isPresent();
  }

  @Test
  void reports_that_were_split_off_leave_at_least_one_to_grow_from() {
    assertThat(Growth.of(12, 30, LONG_AGO, NOW).orElseThrow().from()).isEqualTo(1);
  }
}
