package dev.demarc.insights;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who reports how much, how right and how quick. */
@ApplicationScoped
public class ReporterFigures {

  /**
   * @param reports in cases that were opened in the period
   * @param cases that their reports are in, of those opened in the period
   * @param closed of these, those that are closed
   * @param wrong of the closed ones, those that were a false positive
   * @param delay the median from when it happened, as the reports say, to when they came; null
   *     where none says, or it was not measured
   */
  public record Reporter(
      String address, long reports, long cases, long closed, long wrong, @Nullable Duration delay) {
    /** The share of false reports, 0..1; null where none of their cases is closed. */
    public @Nullable Double falseShare() {
      return closed == 0 ? null : (double) wrong / closed;
    }

    /** Whether a lead should look at who this is. */
    public boolean oftenFalse() {
      return closed >= 5 && wrong * 5 >= closed;
    }
  }

  /** So many are measured for the page; the CSV has more. */
  public static final int SHOWN = 10;

  static final int MOST = 200;

  /** Of so many of their newest reports each. */
  private static final int NEWEST = 100;

  private static final String QUICKNESS =
      """
      select who.address,
             percentile_cont(0.5) within group (order by extract(epoch from newest.received_at - newest.said_at))
        from unnest(cast(:addresses as text[])) who(address)
        cross join lateral (select r.received_at, r.said_at from case_report r
            where lower(r.reporter) = who.address and r.reporter is not null and r.said_at is not null
              and r.received_at >= :since%s
            order by r.received_at desc limit %d) newest
       group by who.address\
      """;

  private static final String SEEN =
      " and exists (select from case_figure f where f.case_id = r.case_id"
          + " and f.scope = any(cast(:seen as int[])))";

  private final KeptFigures kept;
  private final CaseScopeSql scope;

  ReporterFigures(KeptFigures kept, CaseScopeSql scope) {
    this.kept = kept;
    this.scope = scope;
  }

  /**
   * @param measured of so many it is measured how quick they are
   */
  List<Reporter> of(KeptFigures.Asked asked, int measured) {
    var found =
        kept.sums(asked, List.of("reporter"), MOST).stream()
            .filter(sum -> sum.n() > 0)
            .sorted(Comparator.comparingLong(KeptSum::x).reversed())
            .toList();
    var quickness = quickness(asked, found.stream().limit(measured).map(KeptSum::key).toList());
    return found.stream()
        .map(
            sum ->
                new Reporter(
                    sum.key(), sum.x(), sum.n(), sum.y(), sum.z(), quickness.get(sum.key())))
        .toList();
  }

  private Map<String, Duration> quickness(KeptFigures.Asked asked, List<String> addresses) {
    var of = new HashMap<String, Duration>();
    if (!addresses.isEmpty()) {
      var parameters = new HashMap<String, Object>();
      parameters.put("addresses", addresses.toArray(String[]::new));
      parameters.put("since", asked.period().since());
      if (asked.seen() != null) {
        parameters.put("seen", asked.seen());
      }
      scope
          .rows(QUICKNESS.formatted(asked.seen() == null ? "" : SEEN, NEWEST), null, parameters)
          .forEach(
              row -> of.put((String) row[0], Duration.ofSeconds(((Number) row[1]).longValue())));
    }
    return of;
  }
}
