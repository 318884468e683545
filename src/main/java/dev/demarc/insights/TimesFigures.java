package dev.demarc.insights;

import dev.demarc.insights.Times.Measured;
import dev.demarc.insights.Times.Row;
import dev.demarc.shared.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads times and clocks out of the kept sums. Pure. */
final class TimesFigures {

  static final List<String> KINDS = List.of("severity", "time", "target", "clock", "late");

  /** Whose keys end with a number. */
  private static final Set<String> NUMBERED = Set.of("time", "target");

  private static final double FIRST = 60;

  private TimesFigures() {}

  static Times of(Map<String, List<KeptSum>> sums) {
    var indexed = index(sums);
    return new Times(
        Arrays.stream(Severity.values())
            .sorted(Collections.reverseOrder())
            .flatMap(severity -> row(severity, indexed).stream())
            .toList());
  }

  /** By kind, severity and what is measured: each sum is looked at once. */
  private static Map<String, List<KeptSum>> index(Map<String, List<KeptSum>> sums) {
    var indexed = new HashMap<String, List<KeptSum>>();
    for (var kind : KINDS) {
      for (var sum : sums.getOrDefault(kind, List.of())) {
        var about = NUMBERED.contains(kind) ? sum.withoutMeasure() : sum.key();
        indexed.computeIfAbsent(kind + '|' + about, any -> new ArrayList<>()).add(sum);
      }
    }
    return indexed;
  }

  private static List<KeptSum> of(
      Map<String, List<KeptSum>> indexed, String kind, Severity severity) {
    return indexed.getOrDefault(kind + '|' + severity, List.of());
  }

  private static List<KeptSum> of(
      Map<String, List<KeptSum>> indexed, String kind, Severity severity, String measure) {
    return indexed.getOrDefault(kind + '|' + severity + '|' + measure, List.of());
  }

  private static List<Row> row(Severity severity, Map<String, List<KeptSum>> sums) {
    return of(sums, "severity", severity).stream()
        .filter(cases -> cases.n() > 0)
        .map(
            cases ->
                new Row(
                    severity,
                    cases.n(),
                    cases.y(),
                    measured(sums, severity, "ACKNOWLEDGE"),
                    measured(sums, severity, "FIRST_ACTION"),
                    measured(sums, severity, "RESOLVE")))
        .toList();
  }

  private static Measured measured(
      Map<String, List<KeptSum>> sums, Severity severity, String measure) {
    var times = new TreeMap<Long, Long>();
    of(sums, "time", severity, measure).forEach(s -> times.merge(s.measure(), s.n(), Long::sum));
    var targets = new TreeMap<Long, Long>();
    of(sums, "target", severity, measure)
        .forEach(s -> targets.merge(s.measure(), s.n(), Long::sum));
    var clocks = of(sums, "clock", severity, measure);
    long kept = clocks.stream().mapToLong(KeptSum::n).sum();
    long missed = clocks.stream().mapToLong(KeptSum::x).sum();
    return new Measured(
        measure.toLowerCase(Locale.ROOT).replace('_', '-'),
        quantile(times, 0.5),
        quantile(times, 0.9),
        median(targets),
        kept + missed == 0 ? null : (double) kept / (kept + missed),
        of(sums, "late", severity, measure).stream().mapToLong(KeptSum::n).sum());
  }

  /**
   * @param counts by a quarter of an octave from a minute on, as {@code figure_bucket} has it; what
   *     is under a minute is in the first
   */
  static @Nullable Duration quantile(TreeMap<Long, Long> counts, double share) {
    double wanted = share * counts.values().stream().mapToLong(n -> Math.max(0, n)).sum();
    double before = 0;
    for (var entry : counts.entrySet()) {
      long n = Math.max(0, entry.getValue());
      if (n > 0 && before + n >= wanted) {
        double within = (wanted - before) / n;
        double seconds =
            entry.getKey() == 0
                ? within * FIRST * Math.pow(2, 0.25)
                : FIRST * Math.pow(2, (entry.getKey() + within) / 4);
        return Duration.ofSeconds(Math.round(seconds));
      }
      before += n;
    }
    return null;
  }

  private static @Nullable Duration median(TreeMap<Long, Long> counts) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long before = 0;
    for (var entry : counts.entrySet()) {
      before += entry.getValue();
      if (entry.getValue() > 0 && before * 2 >= all) {
        return Duration.ofSeconds(entry.getKey());
      }
    }
    return null;
  }
}
