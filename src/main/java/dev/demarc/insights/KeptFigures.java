package dev.demarc.insights;

import static dev.demarc.insights.CaseScopeSql.number;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the figures that are kept by day and by ten days ({@code figure_tally}, and over all scopes
 * {@code figure_total}), with what has changed since they were last folded, of the cases that
 * whoever asks sees.
 */
@ApplicationScoped
class KeptFigures {

  /** Where the counting of ten days begins; {@code fold_figures} begins there, too. */
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  private static final int TEN = 10;

  /** Of all scopes together, and of some of them. */
  private static final String ALL = within("figure_total");

  private static final String SOME = within("figure_tally");

  private static final String SUMS =
      """
      select kind, key, null, coalesce(sum(n) filter (where day >= :first), 0) as cases,
             coalesce(sum(x) filter (where day >= :first), 0),
             coalesce(sum(y) filter (where day >= :first), 0),
             coalesce(sum(z) filter (where day >= :first), 0),
             coalesce(sum(n) filter (where day < :first), 0) from (
      %s1 and t.day >= :from1 and t.day < :until1%s
      union all %1$s1 and t.day >= :from2 and t.day < :until2%2$s
      union all %1$s10 and t.day >= :from3 and t.day < :until3%2$s
      union all %1$s10 and t.day >= :from4%2$s
      union all select t.kind, t.key, t.day, t.n, t.x, t.y, t.z from figure_change t
       where t.kind = any(cast(:kinds as text[])) and t.day >= :from1%2$s) t
       group by kind, key having sum(n) <> 0 or sum(x) <> 0\
      """;

  private static final String OF_PERIOD =
      """
      select kind, key, null, sum(n) as cases, sum(x), sum(y), sum(z), 0 from (
      %s1 and t.day >= :first and t.day < :tens%s
      union all %1$s10 and t.day >= :tens%2$s
      union all select t.kind, t.key, t.day, t.n, t.x, t.y, t.z from figure_change t
       where t.kind = any(cast(:kinds as text[])) and t.day >= :first%2$s) t
       group by kind, key having sum(n) <> 0 or sum(x) <> 0 order by cases desc, key limit :most\
      """;

  private static final String BEFORE =
      """
      select kind, key, null, 0, 0, 0, 0, sum(n) from (
      %s1 and t.day = any(cast(:days as date[])) and t.key = any(cast(:keys as text[]))%s
      union all %1$s10 and t.day = any(cast(:tens as date[])) and t.key = any(cast(:keys as text[]))%2$s
      union all select t.kind, t.key, t.day, t.n, t.x, t.y, t.z from figure_change t
       where t.kind = any(cast(:kinds as text[])) and t.key = any(cast(:keys as text[]))
         and t.day >= :before and t.day < :first%2$s) t
       group by kind, key\
      """;

  private static final String DAYS =
      """
      select kind, key, day, sum(n), sum(x), sum(y), sum(z), 0 from (
      %s1 and t.day >= :first%s
      union all select t.kind, t.key, t.day, t.n, t.x, t.y, t.z from figure_change t
       where t.kind = any(cast(:kinds as text[])) and t.day >= :first%2$s) t
       group by kind, key, day having sum(n) <> 0 or sum(x) <> 0\
      """;

  private static final String WEEKS =
      """
      select kind, '', cast(date_trunc('week', cast(day as timestamp)) as date) as week, sum(n),
             sum(x), sum(y), sum(z), 0 from (
      %s1 and t.day >= :first%s
      union all select t.kind, t.key, t.day, t.n, t.x, t.y, t.z from figure_change t
       where t.kind = any(cast(:kinds as text[])) and t.day >= :first%2$s) t
       group by kind, week having sum(n) <> 0 or sum(x) <> 0\
      """;

  private static final String ON_DAYS =
      """
      select kind, key, day, sum(n), sum(x), sum(y), sum(z), 0 from (
      %s1 and t.day in (:days)%s
      union all select t.kind, t.key, t.day, t.n, t.x, t.y, t.z from figure_change t
       where t.kind = any(cast(:kinds as text[])) and t.day in (:days)%2$s) t
       group by kind, key, day having sum(n) <> 0 or sum(x) <> 0\
      """;

  /**
   * @param scopes whose sums count; null for all there are
   * @param seen the same, whatever queue is asked for
   */
  record Asked(Period period, Integer @Nullable [] scopes, Integer @Nullable [] seen) {}

  private final EntityManager database;
  private final FigureScopes scopes;

  KeptFigures(EntityManager database, FigureScopes scopes) {
    this.database = database;
    this.scopes = scopes;
  }

  /**
   * What all figures of a page are asked by, in its transaction.
   *
   * @param queue the slug of the one that cases and parts are of; null for all
   */
  Asked ask(Period period, @Nullable String queue) {
    // more processes would begin more slowly than one is done
    database
        .createNativeQuery("select set_config('max_parallel_workers_per_gather', '0', true)")
        .getSingleResult();
    var seen = scopes.of(null);
    return new Asked(period, queue == null ? seen : scopes.of(queue), seen);
  }

  private static String within(String table) {
    return "select t.kind, t.key, t.day, t.n, t.x, t.y, t.z from "
        + table
        + " t where t.kind = any(cast(:kinds as text[])) and t.days = ";
  }

  /** As {@link #sums}, with what each was in the period before. */
  List<KeptSum> mostCompared(Asked asked, String kind, int most) {
    var kinds = List.of(kind);
    var sums = sums(asked, kinds, most);
    var period = asked.period();
    var first = period.first();
    var before = first.minusDays(period.days());
    var tens = upToTen(before);
    var tensUntil = downToTen(first);
    boolean any = tens.isBefore(tensUntil);
    var query =
        query(BEFORE, asked, kinds)
            .setParameter("keys", sums.stream().map(KeptSum::key).toArray(String[]::new))
            .setParameter("before", Date.valueOf(before))
            .setParameter("first", Date.valueOf(first))
            .setParameter(
                "days",
                any
                    ? dates(Stream.concat(before.datesUntil(tens), tensUntil.datesUntil(first)))
                    : dates(before.datesUntil(first)))
            .setParameter(
                "tens",
                dates(
                    any ? tens.datesUntil(tensUntil, java.time.Period.ofDays(TEN)) : Stream.of()));
    var of = rows(query).stream().collect(Collectors.toMap(KeptSum::key, KeptSum::before));
    return sums.stream().map(sum -> sum.comparedWith(of.getOrDefault(sum.key(), 0L))).toList();
  }

  private static Date[] dates(Stream<LocalDate> days) {
    return days.map(Date::valueOf).toArray(Date[]::new);
  }

  /**
   * The sums of the period.
   *
   * @param most so many, those with most cases first
   */
  List<KeptSum> sums(Asked asked, Collection<String> kinds, int most) {
    var period = asked.period();
    return rows(
        query(OF_PERIOD, asked, kinds)
            .setParameter("first", Date.valueOf(period.first()))
            .setParameter("tens", Date.valueOf(upToTen(period.first())))
            .setParameter("most", most));
  }

  /** All sums of the period, with those of the one before. */
  List<KeptSum> compared(Asked asked, Collection<String> kinds) {
    var period = asked.period();
    var first = period.first();
    var before = first.minusDays(period.days());
    // whole tens of days, and single ones where a period begins within ten
    var tensBefore = upToTen(before);
    var tensUntil = downToTen(first);
    boolean any = tensBefore.isBefore(tensUntil);
    var query =
        query(SUMS, asked, kinds)
            .setParameter("first", Date.valueOf(first))
            .setParameter("from1", Date.valueOf(before))
            .setParameter("until1", Date.valueOf(any ? tensBefore : before))
            .setParameter("from2", Date.valueOf(any ? tensUntil : before))
            .setParameter("until2", Date.valueOf(upToTen(first)))
            .setParameter("from3", Date.valueOf(any ? tensBefore : first))
            .setParameter("until3", Date.valueOf(any ? tensUntil : first))
            .setParameter("from4", Date.valueOf(upToTen(first)));
    return rows(query);
  }

  /** The same of each day of the period by itself. */
  List<KeptSum> days(Asked asked, Collection<String> kinds) {
    return rows(
        query(DAYS, asked, kinds).setParameter("first", Date.valueOf(asked.period().first())));
  }

  /** All keys of a kind together, by the Monday of the weeks of the period. */
  List<KeptSum> weeks(Asked asked, Collection<String> kinds) {
    return rows(
        query(WEEKS, asked, kinds).setParameter("first", Date.valueOf(asked.period().first())));
  }

  /** The same of single days. */
  List<KeptSum> on(Asked asked, Collection<LocalDate> days, Collection<String> kinds) {
    return days.isEmpty()
        ? List.of()
        : rows(
            query(ON_DAYS, asked, kinds)
                .setParameter("days", days.stream().map(Date::valueOf).toList()));
  }

  private Query query(String sql, Asked asked, Collection<String> kinds) {
    var seen = asked.scopes();
    var narrowed = seen == null ? "" : " and t.scope = any(cast(:scopes as int[]))";
    var query =
        database
            .createNativeQuery(sql.formatted(seen == null ? ALL : SOME, narrowed), Object[].class)
            .setParameter("kinds", kinds.toArray(String[]::new));
    if (seen != null) {
      query.setParameter("scopes", seen);
    }
    return query;
  }

  private static List<KeptSum> rows(Query query) {
    var sums = new ArrayList<KeptSum>();
    for (Object found : query.getResultList()) {
      var row = (Object[]) found;
      sums.add(
          new KeptSum(
              (String) row[0],
              (String) row[1],
              (LocalDate) row[2],
              number(row[3]),
              number(row[4]),
              number(row[5]),
              number(row[6]),
              number(row[7])));
    }
    return sums;
  }

  private static LocalDate downToTen(LocalDate day) {
    return day.minusDays(Math.floorMod(day.toEpochDay() - EPOCH.toEpochDay(), TEN));
  }

  private static LocalDate upToTen(LocalDate day) {
    var down = downToTen(day);
    return down.equals(day) ? day : down.plusDays(TEN);
  }

  /** Adds what changed since to the sums; a job does. */
  @Transactional
  void fold() {
    database.createNativeQuery("select 1 from fold_figures()").getResultList();
  }
}
