package dev.demarc.insights;

import dev.demarc.insights.Volume.Count;
import dev.demarc.insights.Volume.Day;
import dev.demarc.insights.Volume.Peak;
import dev.demarc.insights.Volume.SideCount;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how many cases there were of what kind out of the kept sums. Pure. */
final class VolumeFigures {

  static final List<String> KINDS =
      List.of("side", "category", "service", "format", "channel", "outcome");

  /** Beyond these, kinds are told together. */
  static final int MOST = 200;

  private static final int LEAST_OF_PEAK = 5;

  private VolumeFigures() {}

  /**
   * @param days the sums of kind {@code side} of each day
   * @param on reads the sums of kind {@code category} of single days
   * @param accounts those with most cases
   * @param outcomes names by slug
   */
  static Volume of(
      Period period,
      Map<String, List<KeptSum>> sums,
      List<KeptSum> days,
      Function<List<LocalDate>, List<KeptSum>> on,
      List<KeptSum> accounts,
      Map<String, String> outcomes) {
    var told = days(period, days);
    return new Volume(
        told,
        peaks(told, sums.getOrDefault("category", List.of()), on),
        sides(sums.getOrDefault("side", List.of())),
        counts(sums.get("category"), VolumeFigures::title),
        counts(sums.get("service"), key -> key.equals("unknown") ? "not named" : key),
        counts(accounts, key -> key),
        counts(sums.get("format"), key -> key),
        counts(sums.get("channel"), key -> key),
        counts(sums.get("outcome"), key -> outcomes.getOrDefault(key, key)));
  }

  private static List<Day> days(Period period, List<KeptSum> sums) {
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

  private static String title(String category) {
    return Category.of(category).map(Category::title).orElse(category);
  }

  private static List<Peak> peaks(
      List<Day> days, List<KeptSum> categories, Function<List<LocalDate>, List<KeptSum>> on) {
    long usual = median(days.stream().map(Day::all).toList());
    var peaks =
        days.stream()
            .filter(day -> day.all() >= LEAST_OF_PEAK && day.all() * 2 >= usual * 3)
            .sorted(Comparator.comparingLong(Day::all).reversed())
            .limit(2)
            .toList();
    var then = on.apply(peaks.stream().map(Day::day).toList());
    return peaks.stream()
        .map(
            day ->
                new Peak(
                    day.day(),
                    day.all(),
                    mostMore(
                        then.stream().filter(sum -> day.day().equals(sum.day())).toList(),
                        days.size(),
                        categories)))
        .toList();
  }

  /**
   * The category that had most more cases on a day than it has on one of the period.
   *
   * @param then its cases on that day
   * @param categories its cases in the whole period
   */
  private static String mostMore(List<KeptSum> then, int days, List<KeptSum> categories) {
    var usual = new HashMap<String, Double>();
    categories.forEach(sum -> usual.put(sum.key(), (double) sum.n() / days));
    return then.stream()
        .max(Comparator.comparingDouble(sum -> sum.n() - usual.getOrDefault(sum.key(), 0.0)))
        .map(most -> title(most.key()))
        .orElse("");
  }

  private static long median(List<Long> counts) {
    return counts.stream().sorted().skip(counts.size() / 2).findFirst().orElse(0L);
  }

  private static List<SideCount> sides(List<KeptSum> sums) {
    long all = sums.stream().mapToLong(KeptSum::n).sum();
    return Stream.of(Responsibility.CUSTOMER, Responsibility.SHARED, Responsibility.AWS)
        .map(
            side -> {
              var of = sums.stream().filter(sum -> sum.key().equals(side.name())).toList();
              long cases = of.stream().mapToLong(KeptSum::n).sum();
              long before = of.stream().mapToLong(KeptSum::before).sum();
              return new SideCount(side, cases, before, all == 0 ? 0 : (double) cases / all);
            })
        .toList();
  }

  private static List<Count> counts(@Nullable List<KeptSum> sums, UnaryOperator<String> name) {
    return sums == null
        ? List.of()
        : sums.stream()
            .filter(sum -> sum.n() > 0)
            .sorted(Comparator.comparingLong(KeptSum::n).reversed())
            .limit(MOST)
            .map(s -> new Count(s.key(), name.apply(s.key()), s.n(), s.x(), s.before()))
            .toList();
  }
}
