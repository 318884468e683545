package dev.demarc.casework.filing;

import dev.demarc.access.Viewer;
import dev.demarc.casework.SeverityOf;
import dev.demarc.casework.contents.CaseReports;
import dev.demarc.casework.correlation.Subject;
import dev.demarc.casework.rules.OpeningRule;
import dev.demarc.casework.rules.OpeningRules;
import dev.demarc.formats.ParsedReport;
import dev.demarc.intake.Channel;
import dev.demarc.intake.StoredReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.routing.ReporterRecords;
import dev.demarc.shared.Category;
import dev.demarc.shared.EmailAddress;
import dev.demarc.shared.NewestFirst;
import dev.demarc.shared.Page;
import dev.demarc.shared.Problem;
import dev.demarc.shared.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reports that wait, as too few about their matter came to open a case by the desk's rule. They are
 * filed without a case, and people see them; when enough came, or somebody says so, each is filed
 * once more and waits no second time.
 */
@Named("waitingReports")
@ApplicationScoped
public class WaitingReports {

  /**
   * @param wanted how many reports the rule asked for when it came
   * @param together how many wait about the same now, it included
   */
  public record WaitingReport(
      UUID reportId,
      Category category,
      String title,
      @Nullable String reporter,
      Instant since,
      int wanted,
      int together) {}

  /** What is known of a report that would open a case. */
  record Opener(
      StoredReport report,
      String title,
      @Nullable String reporter,
      Category category,
      Severity severity,
      List<Subject> subjects) {

    static Opener of(
        StoredReport report, ParsedReport parsed, Assessment assessment, Candidates found) {
      return new Opener(
          report,
          CaseReports.title(parsed),
          CaseReports.reporter(parsed).map(EmailAddress::value).orElse(null),
          assessment.category(),
          SeverityOf.report(parsed, assessment.category()),
          found.subjects());
    }

    String[] keys() {
      return subjects.stream().filter(Subject::sought).map(Subject::key).toArray(String[]::new);
    }

    /** What is urgent, what a person here typed, and what cannot be counted opens at once. */
    boolean opensAtOnce() {
      return severity == Severity.CRITICAL
          || category == Category.CHILD_ABUSE
          || report.sample()
          || report.channel() == Channel.REST && report.submitterKey() == null
          || keys().length == 0;
    }
  }

  private static final String WAITS =
      "released_at is null and not exists (select 1 from case_report r where r.report_id ="
          + " w.report_id)";

  private final EntityManager database;
  private final OpeningRules rules;
  private final ReporterRecords records;
  private final SetAsideReports setAside;
  private final Viewer viewer;
  private final Clock clock;

  WaitingReports(
      EntityManager database,
      OpeningRules rules,
      ReporterRecords records,
      SetAsideReports setAside,
      Viewer viewer,
      Clock clock) {
    this.database = database;
    this.rules = rules;
    this.records = records;
    this.setAside = setAside;
    this.viewer = viewer;
    this.clock = clock;
  }

  /**
   * Has a report wait where too few came; where it makes them enough, those before it are filed
   * after it. Reports about one thing are filed one after the other, so that each counts once.
   *
   * @return why it waits, for people; empty where it opens a case
   */
  Optional<String> take(Opener opener) {
    var rule = ruleFor(opener).orElse(null);
    if (rule == null || wasReleased(opener.report().id())) {
      return Optional.empty();
    }
    var before = waiting(opener, rule);
    if (before.size() + 1 < rule.reports()) {
      put(opener, rule.reports());
      return Optional.of(waits(before.size() + 1, rule));
    }
    release(before);
    return Optional.empty();
  }

  /** Why a report would wait that came now; changes nothing. */
  Optional<String> tried(Opener opener) {
    return ruleFor(opener)
        .flatMap(
            rule -> {
              int together = waiting(opener, rule).size() + 1;
              return together < rule.reports()
                  ? Optional.of(waits(together, rule))
                  : Optional.empty();
            });
  }

  private Optional<OpeningRule> ruleFor(Opener opener) {
    return rules
        .of(opener.category())
        .filter(rule -> !opener.opensAtOnce() && isFor(rule, opener.reporter()));
  }

  private List<UUID> waiting(Opener opener, OpeningRule rule) {
    return waiting(opener.keys(), clock.instant().minus(rule.within()));
  }

  private static String waits(int together, OpeningRule rule) {
    return "It waits for more: "
        + together
        + " of "
        + rule.reports()
        + " reports about it within "
        + rule.withinHours()
        + " hours.";
  }

  private boolean isFor(OpeningRule rule, @Nullable String reporter) {
    return rule.falseShare() == null
        || reporter != null && records.of(reporter).falseShare() * 100 >= rule.falseShare();
  }

  private boolean wasReleased(UUID reportId) {
    return !database
        .createNativeQuery(
            "select 1 from waiting_report where report_id = :id and released_at is not null")
        .setParameter("id", reportId)
        .getResultList()
        .isEmpty();
  }

  private List<UUID> waiting(String[] keys, Instant since) {
    List<?> rows =
        database
            .createNativeQuery(
                "select w.report_id from waiting_report w where w.subjects && cast(:keys as text[])"
                    + " and w.at > :since and "
                    + WAITS
                    + " order by w.report_id limit 1000",
                UUID.class)
            .setParameter("keys", keys)
            .setParameter("since", since)
            .getResultList();
    return rows.stream().map(UUID.class::cast).toList();
  }

  private void put(Opener opener, int wanted) {
    database
        .createNativeQuery(
            "insert into waiting_report (report_id, category, title, reporter, wanted, subjects,"
                + " at) values (:id, :category, :title, nullif(:reporter, ''), :wanted, :keys, :at)"
                + " on conflict (report_id) do nothing")
        .setParameter("id", opener.report().id())
        .setParameter("category", opener.category().slug())
        .setParameter("title", opener.title())
        .setParameter("reporter", opener.reporter() == null ? "" : opener.reporter())
        .setParameter("wanted", wanted)
        .setParameter("keys", opener.keys())
        .setParameter("at", clock.instant())
        .executeUpdate();
  }

  /** Holds the filing of each before it says that it was released, as whoever files one does. */
  private List<UUID> release(List<UUID> reports) {
    var released = setAside.fileAgain(reports);
    if (!released.isEmpty()) {
      database
          .createNativeQuery(
              "update waiting_report set released_at = :now where report_id in (:ids)")
          .setParameter("now", clock.instant())
          .setParameter("ids", released)
          .executeUpdate();
    }
    return released;
  }

  /** Newest first; none where whoever asks does not see reports without a case. */
  @Transactional
  public Page<WaitingReport> list(@Nullable Integer limit, @Nullable String cursor) {
    if (!viewer.seesAll()) {
      return new Page<>(List.of(), null);
    }
    return NewestFirst.page(
        database,
        "select w.report_id, w.category, w.title, w.reporter, w.at, w.wanted, (select"
            + " count(*) from waiting_report o where o.released_at is null and o.subjects"
            + " && w.subjects) from waiting_report w where w.report_id < :before and "
            + WAITS
            + " order by w.report_id desc",
        limit,
        cursor,
        WaitingReports::waiting,
        WaitingReport::reportId);
  }

  /** How many whoever asks sees, not counted beyond a hundred. */
  @Transactional
  public int getCount() {
    return viewer.seesAll()
        ? ((Number)
                database
                    .createNativeQuery(
                        "select count(*) from (select 1 from waiting_report w where "
                            + WAITS
                            + " limit 100) waiting")
                    .getSingleResult())
            .intValue()
        : 0;
  }

  private static WaitingReport waiting(Tuple row) {
    return new WaitingReport(
        row.get(0, UUID.class),
        Category.of(row.get(1, String.class)).orElse(Category.OTHER),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, Instant.class),
        row.get(5, Integer.class),
        ((Number) row.get(6)).intValue());
  }

  /**
   * Files a report that waits: it opens a case, whatever the rule says.
   *
   * @throws Problem NOT_FOUND, also where it does not wait, or they see no reports without a case
   */
  @Transactional
  public void open(UUID reportId) {
    List<?> waits =
        !viewer.seesAll()
            ? List.of()
            : database
                .createNativeQuery(
                    "select w.report_id from waiting_report w where w.report_id = :id and " + WAITS,
                    UUID.class)
                .setParameter("id", reportId)
                .getResultList();
    if (waits.isEmpty() || release(List.of(reportId)).isEmpty()) {
      throw Problem.notFound("No report " + reportId + " waits for more.");
    }
  }
}
