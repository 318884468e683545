package dev.demarc.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimesFiguresTest {

  private static KeptSum sum(String kind, String key, long n, long x, long y) {
    return new KeptSum(kind, key, null, n, x, y, 0, 0);
  }

  @Test
  void medians_out_of_steps_are_within_a_tenth_of_the_exact_ones() {
    var random = new Random(7);
    var seconds =
        random
            .doubles(2_000)
            .mapToLong(u -> (long) (60 * Math.exp(u * u * 9)))
            .sorted()
            .boxed()
            .toList();
    var counts = new TreeMap<Long, Long>();
    seconds.forEach(
        s -> counts.merge((long) Math.floor(4 * Math.log(s / 60.0) / Math.log(2)), 1L, Long::sum));
    for (double share : List.of(0.5, 0.9)) {
      long exact = seconds.get((int) (seconds.size() * share));
      assertThat((double) TimesFigures.quantile(counts, share).toSeconds() / exact)
          .isBetween(0.9, 1.1);
    }
  }

  @Test
  void a_severity_tells_what_its_clocks_measured_and_whether_they_were_kept() {
    var sums =
        List.of(
                sum("severity", "HIGH", 10, 14, 3),
                sum("time", "HIGH|RESOLVE|8", 4, 0, 0),
                sum("target", "HIGH|RESOLVE|3600", 4, 0, 0),
                sum("target", "HIGH|RESOLVE|7200", 1, 0, 0),
                sum("clock", "HIGH|RESOLVE", 3, 1, 0),
                sum("late", "HIGH|RESOLVE", 1, 0, 0))
            .stream()
            .collect(Collectors.groupingBy(KeptSum::kind));
    var row = TimesFigures.of(sums).rows().get(0);
    assertThat(row.cases()).isEqualTo(10);
    assertThat(row.open()).isEqualTo(3);
    assertThat(row.acknowledge().median()).isNull();
    assertThat(row.acknowledge().kept()).isNull();
    assertThat(row.resolve().median()).hasMinutes(4);
    assertThat(row.resolve().policy()).hasHours(1);
    assertThat(row.resolve().kept()).isEqualTo(0.75);
    assertThat(row.resolve().lateCases()).isEqualTo(1);
    assertThat(TimesFigures.of(Map.of()).rows()).isEmpty();
  }
}
