package dev.demarc.casework.volume;

import dev.demarc.casework.CaseFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Counts a case's reports for its page. Two statements on the index of the case's reports, whatever
 * their number; the case has been read, and so is seen, before.
 */
@ApplicationScoped
public class ReportVolume {

  /** So many reports are told as a storm and no longer one by one. */
  public static final int STORM = 10;

  private static final int REPORTERS = 5;
  private static final int BARS_AT_MOST = 48;

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7));

  private final EntityManager database;
  private final Clock clock;

  ReportVolume(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param reporters how many addresses reported
   * @param start where the first bar begins
   * @param width of a bar
   * @param bars reports in each, the last one not over yet
   * @param most those who reported most
   */
  public record Volume(
      int reports,
      int reporters,
      Instant first,
      Instant last,
      Instant start,
      Duration width,
      List<Integer> bars,
      List<FromReporter> most) {

    public boolean isStorm() {
      return reports >= STORM;
    }

    /** Reports of those who are not among {@link #most}. */
    public int ofOthers() {
      return reports - most.stream().mapToInt(FromReporter::reports).sum();
    }
  }

  /**
   * @param address null for reports that name nobody
   */
  public record FromReporter(
      @org.jspecify.annotations.Nullable String address,
      int reports,
      Instant last,
      List<Integer> bars) {}

  @Transactional
  public Volume of(CaseFile file) {
    var whole =
        (Object[])
            database
                .createNativeQuery(
                    "select count(*), count(distinct reporter), min(received_at),"
                        + " max(received_at) from case_report where case_id = :id",
                    Object[].class)
                .setParameter("id", file.id())
                .getSingleResult();
    int reports = ((Number) whole[0]).intValue();
    var first = whole[2] == null ? file.openedAt() : (Instant) whole[2];
    var last = whole[3] == null ? file.openedAt() : (Instant) whole[3];
    var width = width(first);
    var start =
        first
            .minusSeconds(first.getEpochSecond() % width.toSeconds())
            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    int bars = (int) Math.min(200, Duration.between(start, clock.instant()).dividedBy(width) + 1);
    var most = mostFrom(file.id(), start, width, bars);
    return new Volume(
        reports,
        ((Number) whole[1]).intValue(),
        first,
        last,
        start,
        width,
        reports < STORM ? List.of() : bars(file.id(), start, width, bars),
        most);
  }

  private Duration width(Instant first) {
    var length = Duration.between(first, clock.instant());
    return WIDTHS.stream()
        .filter(width -> width.multipliedBy(BARS_AT_MOST).compareTo(length) >= 0)
        .findFirst()
        .orElse(WIDTHS.get(WIDTHS.size() - 1));
  }

  private List<Integer> bars(UUID caseId, Instant start, Duration width, int bars) {
    List<?> rows =
        database
            .createNativeQuery(
                "select width_bucket(extract(epoch from received_at), cast(:from as float8),"
                    + " cast(:to as float8), :bars) as bar, count(*) from case_report where"
                    + " case_id = :id group by bar",
                Object[].class)
            .setParameter("id", caseId)
            .setParameter("from", (double) start.getEpochSecond())
            .setParameter("to", (double) start.plus(width.multipliedBy(bars)).getEpochSecond())
            .setParameter("bars", bars)
            .getResultList();
    var counts = new int[bars];
    for (var row : rows) {
      var values = (Object[]) row;
      int bar = Math.max(1, Math.min(bars, ((Number) values[0]).intValue()));
      counts[bar - 1] += ((Number) values[1]).intValue();
    }
    return Arrays.stream(counts).boxed().toList();
  }

  private List<FromReporter> mostFrom(UUID caseId, Instant start, Duration width, int bars) {
    List<?> rows =
        database
            .createNativeQuery(
                "select reporter, sum(n), max(latest), array_agg(bar), array_agg(n) from (select"
                    + " reporter, width_bucket(extract(epoch from received_at), cast(:from as"
                    + " float8), cast(:to as float8), :bars) as bar, cast(count(*) as int) as n,"
                    + " max(received_at) as latest from case_report where case_id = :id group by"
                    + " reporter, bar) of_bar group by reporter order by sum(n) desc, reporter"
                    + " limit "
                    + REPORTERS,
                Object[].class)
            .setParameter("id", caseId)
            .setParameter("from", (double) start.getEpochSecond())
            .setParameter("to", (double) start.plus(width.multipliedBy(bars)).getEpochSecond())
            .setParameter("bars", bars)
            .getResultList();
    var most = new ArrayList<FromReporter>();
    for (var row : rows) {
      var values = (Object[]) row;
      var counts = new int[bars];
      var at = (Integer[]) values[3];
      var n = (Integer[]) values[4];
      for (int i = 0; i < at.length; i++) {
        counts[Math.max(1, Math.min(bars, at[i])) - 1] += n[i];
      }
      most.add(
          new FromReporter(
              (String) values[0],
              ((Number) values[1]).intValue(),
              (Instant) values[2],
              Arrays.stream(counts).boxed().toList()));
    }
    return most;
  }
}
