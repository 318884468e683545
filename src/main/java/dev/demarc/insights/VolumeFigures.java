package dev.demarc.insights;

import dev.demarc.insights.Volume.Count;
import dev.demarc.insights.Volume.Day;
import dev.demarc.insights.Volume.SideCount;
import dev.demarc.responsibility.Responsibility;
import dev.demarc.shared.Category;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how many cases there were of what kind out of the kept sums. Pure. */
final class VolumeFigures {

  static final List<String> KINDS =
      List.of("side", "category", "service", "format", "channel", "outcome");

  /** Beyond these, kinds are told together. */
  static final int MOST = 200;

  private VolumeFigures() {}

  /**
   * @param days the sums of kind {@code side} of each day
   * @param accounts those with most cases
   * @param outcomes names by slug
   */
  static Volume of(
      Period period,
      Map<String, List<Sum>> sums,
      List<Sum> days,
      List<Sum> accounts,
      Map<String, String> outcomes) {
    return new Volume(
        days(period, days),
        sides(sums.getOrDefault("side", List.of())),
        counts(sums.get("category"), key -> Category.of(key).map(Category::title).orElse(key)),
        counts(sums.get("service"), key -> key.equals("unknown") ? "not named" : key),
        counts(accounts, key -> key),
        counts(sums.get("format"), key -> key),
        counts(sums.get("channel"), key -> key),
        counts(sums.get("outcome"), key -> outcomes.getOrDefault(key, key)));
  }

  private static List<Day> days(Period period, List<Sum> sums) {
    var byDay = new HashMap<LocalDate, long[]>();
    for (var sum : sums) {
      byDay
              .computeIfAbsent(sum.day(), day -> new long[3])[
              Responsibility.valueOf(sum.key()).ordinal()] =
          sum.n();
    }
    return period
        .first()
        .datesUntil(period.today().plusDays(1))
        .map(
            day -> {
              var of = byDay.getOrDefault(day, new long[3]);
              return new Day(
                  day,
                  of[Responsibility.CUSTOMER.ordinal()],
                  of[Responsibility.SHARED.ordinal()],
                  of[Responsibility.AWS.ordinal()]);
            })
        .toList();
  }

  private static List<SideCount> sides(List<Sum> sums) {
    long all = sums.stream().mapToLong(Sum::n).sum();
    return Stream.of(Responsibility.CUSTOMER, Responsibility.SHARED, Responsibility.AWS)
        .map(
            side -> {
              var of = sums.stream().filter(sum -> sum.key().equals(side.name())).toList();
              long cases = of.stream().mapToLong(Sum::n).sum();
              long before = of.stream().mapToLong(Sum::before).sum();
              return new SideCount(side, cases, before, all == 0 ? 0 : (double) cases / all);
            })
        .toList();
  }

  private static List<Count> counts(@Nullable List<Sum> sums, UnaryOperator<String> name) {
    return sums == null
        ? List.of()
        : sums.stream()
            .filter(sum -> sum.n() > 0)
            .sorted(Comparator.comparingLong(Sum::n).reversed())
            .limit(MOST)
            .map(s -> new Count(s.key(), name.apply(s.key()), s.n(), s.x(), s.before()))
            .toList();
  }
}
