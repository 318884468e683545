package dev.demarc.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnCallRotaTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<String> THREE = List.of("kim", "okafor", "vega");

  /** From Monday, 28 September 2026, 8:00 in Berlin on, a week each. */
  private static final OnCallRota WEEKLY =
      new OnCallRota(THREE, 168, Instant.parse("2026-09-28T06:00:00Z"), BERLIN);

  private static Absence away(String who, String from, String until, String standsIn) {
    return new Absence(
        UUID.randomUUID(), who, Instant.parse(from), Instant.parse(until), standsIn, null);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-28T06:00:00Z, kim",
    "2026-10-05T05:59:59Z, kim",
    "2026-10-05T06:00:00Z, okafor",
    // clocks were set back on 25 October: 8:00 is 7:00Z from then on
    "2026-10-26T06:30:00Z, kim",
    "2026-10-26T07:00:00Z, okafor",
    "2026-11-02T06:59:59Z, okafor",
    "2026-11-02T07:00:00Z, vega",
    // and forward on 28 March
    "2027-03-29T05:59:59Z, okafor",
    "2027-03-29T06:00:00Z, vega",
    // before the first turn it went round just so
    "2026-09-28T05:59:59Z, vega",
    "2026-09-14T05:00:00Z, kim",
  })
  void a_turn_changes_at_the_same_time_of_day_also_when_clocks_are_moved(String at, String first) {
    assertThat(WEEKLY.orderAt(Instant.parse(at)).get(0)).isEqualTo(first);
  }

  @Test
  void the_next_change_is_told() {
    assertThat(WEEKLY.changesAfter(Instant.parse("2026-10-22T12:00:00Z")))
        .contains(Instant.parse("2026-10-26T07:00:00Z"));
    assertThat(new OnCallRota(THREE, null, null, null).changesAfter(Instant.EPOCH)).isEmpty();
    assertThat(
            new OnCallRota(List.of("kim"), 24, Instant.EPOCH, BERLIN).changesAfter(Instant.EPOCH))
        .isEmpty();
  }

  @Test
  void turns_of_hours_go_by_the_clock() {
    var rota = new OnCallRota(THREE, 8, Instant.parse("2026-11-28T00:00:00Z"), BERLIN);
    assertThat(rota.orderAt(Instant.parse("2026-11-28T07:59:59Z")).get(0)).isEqualTo("kim");
    assertThat(rota.orderAt(Instant.parse("2026-11-28T08:00:00Z")).get(0)).isEqualTo("okafor");
    assertThat(rota.orderAt(Instant.parse("2026-11-29T00:00:00Z")).get(0)).isEqualTo("kim");
  }

  @Test
  void each_comes_round_alike_over_two_years() {
    var at = Instant.parse("2026-01-01T00:00:00Z");
    String before = null;
    int changes = 0;
    for (int hour = 0; hour < 24 * 730; hour++) {
      var first = WEEKLY.orderAt(at.plus(Duration.ofHours(hour))).get(0);
      if (before != null && !first.equals(before)) {
        changes++;
        assertThat(THREE.indexOf(first)).isEqualTo((THREE.indexOf(before) + 1) % 3);
        var local = at.plus(Duration.ofHours(hour)).atZone(BERLIN);
        assertThat(local.getHour()).isEqualTo(8);
        assertThat(local.getDayOfWeek().getValue()).isEqualTo(1);
      }
      before = first;
    }
    assertThat(changes).isEqualTo(104);
  }

  @Test
  void for_who_is_away_whoever_stands_in_is_called() {
    var at = Instant.parse("2026-09-29T12:00:00Z");
    var absences = List.of(away("kim", "2026-09-29T00:00:00Z", "2026-09-30T00:00:00Z", "vega"));

    assertThat(WEEKLY.chainAt(at, absences)).containsExactly("vega", "okafor");
    assertThat(WEEKLY.chainAt(Instant.parse("2026-09-30T00:00:00Z"), absences))
        .containsExactly("kim", "okafor", "vega");
  }

  @Test
  void who_stands_in_and_is_away_too_is_not_called() {
    var at = Instant.parse("2026-09-29T12:00:00Z");
    var absences =
        List.of(
            away("kim", "2026-09-29T00:00:00Z", "2026-09-30T00:00:00Z", "vega"),
            away("vega", "2026-09-29T00:00:00Z", "2026-09-30T00:00:00Z", null));

    assertThat(WEEKLY.chainAt(at, absences)).containsExactly("okafor");
  }

  @Test
  void who_is_away_is_told_with_who_stands_in() {
    var at = Instant.parse("2026-09-29T06:00:00Z");
    var absences =
        List.of(
            away("kim", "2026-09-28T00:00:00Z", "2026-10-02T00:00:00Z", "vega"),
            away("okafor", "2026-09-28T00:00:00Z", "2026-10-01T00:00:00Z", "kim"));
    assertThat(WEEKLY.callsAt(at, absences))
        .containsExactly(
            new OnCall.Call("kim", Instant.parse("2026-10-02T00:00:00Z"), "vega"),
            new OnCall.Call("okafor", Instant.parse("2026-10-01T00:00:00Z"), null),
            new OnCall.Call("vega", null, null));
  }
}
