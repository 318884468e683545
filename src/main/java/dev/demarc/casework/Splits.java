package dev.demarc.casework;

import dev.demarc.casework.correlation.Subjects;
import dev.demarc.reading.ReadReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.AssessmentContext;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Indicator;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Takes reports that do not belong to a case out of it, into a case of their own. */
@ApplicationScoped
public class Splits {

  /** How many reports can be split off at once. */
  public static final int AT_MOST = 200;

  /** Which reports, and why; the reason may be null. */
  public record Split(Set<UUID> reports, String reason) {

    public Split {
      reason = TypedText.clean(reason);
      if (reports == null
          || reports.isEmpty()
          || reports.size() > AT_MOST
          || reports.stream().anyMatch(Objects::isNull)) {
        throw Problem.invalid("reports", "name 1 to " + AT_MOST + " reports of the case");
      }
      if (reason != null && reason.length() > 4000) {
        throw Problem.invalid("reason", "must have at most 4,000 characters");
      }
    }
  }

  private final Cases cases;
  private final CaseOpening opening;
  private final Rereading rereading;
  private final EngineInForce engines;
  private final CaseIndicators indicators;
  private final Deadlines deadlines;
  private final Participants participants;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  Splits(
      Cases cases,
      CaseOpening opening,
      Rereading rereading,
      EngineInForce engines,
      CaseIndicators indicators,
      Deadlines deadlines,
      Participants participants,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.opening = opening;
    this.rereading = rereading;
    this.engines = engines;
    this.indicators = indicators;
    this.deadlines = deadlines;
    this.participants = participants;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens a case for the reports, decided anew by the engine. Subjects that only they name go with
   * them, and so do later reports about these; what remaining reports name too stays.
   *
   * @return the new case
   * @throws Problem NOT_FOUND; INVALID where a report is not the case's, or all are; CONFLICT where
   *     the case is closed; OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public CaseKey split(CaseKey key, Split split, ExpectedVersion expected, Actor actor) {
    var from = cases.takeOpen(key, expected);
    var moved = moved(from, split.reports());
    requireRest(from, split.reports());
    var reread = moved.stream().map(row -> rereading.read(row.reportId)).toList();
    var opened = open(reread.get(0));
    reread.forEach(one -> opened.statedTlp = Tlp.stricter(opened.statedTlp, Tlp.of(one.parsed())));
    opened.tlp = opened.statedTlp;
    moveReports(moved, from, opened);
    moveParticipants(moved, from, opened);
    moveSubjects(moved, reread, from, opened);
    indicators.move(from.id, opened.id, counted(reread));
    count(from, opened, moved);
    opening.begin(opened, assess(reread.get(0)));
    reread.forEach(one -> deadlines.take(opened, SourceStatement.of(one.parsed()), true, true));
    tell(from, opened, moved.size(), split.reason(), actor);
    return new CaseKey(opened.key);
  }

  private List<CaseReport> moved(IncidentCase from, Set<UUID> ids) {
    var rows =
        database
            .createQuery(
                "from CaseReport where caseId = :id and reportId in :ids order by reportId",
                CaseReport.class)
            .setParameter("id", from.id)
            .setParameter("ids", ids)
            .getResultList();
    if (rows.size() != ids.size()) {
      var missing = new TreeSet<>(ids);
      rows.forEach(row -> missing.remove(row.reportId));
      throw Problem.invalid("reports", missing.first() + " is no report of " + from.key);
    }
    return rows;
  }

  private void requireRest(IncidentCase from, Set<UUID> ids) {
    boolean all =
        database
            .createQuery(
                "select reportId from CaseReport where caseId = :id and reportId not in :ids")
            .setParameter("id", from.id)
            .setParameter("ids", ids)
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
    if (all) {
      throw Problem.invalid("reports", "at least one report must stay on " + from.key);
    }
  }

  private IncidentCase open(ReadReport first) {
    var holdings = rereading.holdings(first.parsed(), first.report().receivedAt());
    return opening.open(first.report(), first.parsed(), assess(first), holdings);
  }

  private Assessment assess(ReadReport first) {
    var holdings = rereading.holdings(first.parsed(), first.report().receivedAt());
    return engines.engine().assess(first.parsed(), AssessmentContext.of(holdings));
  }

  private void moveReports(List<CaseReport> moved, IncidentCase from, IncidentCase to) {
    for (var row : moved) {
      row.caseId = to.id;
      row.joinedBecause = "split off from " + from.key;
    }
    moved.get(0).joinedBecause = null;
    database.flush();
  }

  private void moveParticipants(List<CaseReport> moved, IncidentCase from, IncidentCase to) {
    var going =
        moved.stream().map(row -> row.reporter).filter(Objects::nonNull).distinct().toList();
    var lower = going.stream().map(address -> address.toLowerCase(Locale.ROOT)).toList();
    var staying =
        database
            .createQuery(
                "select distinct reporter from CaseReport where caseId = :id and lower(reporter) in"
                    + " :going",
                String.class)
            .setParameter("id", from.id)
            .setParameter("going", lower)
            .getResultList();
    participants.split(from.id, to.id, going, staying);
  }

  /**
   * By what was said of them when they were filed too: the inventory may say something else now.
   */
  private void moveSubjects(
      List<CaseReport> moved, List<ReadReport> reread, IncidentCase from, IncidentCase to) {
    var named = new TreeSet<String>();
    moved.forEach(row -> named.addAll(List.of(row.subjects)));
    for (var one : reread) {
      var holdings = rereading.holdings(one.parsed(), one.report().receivedAt());
      Subjects.of(one.report(), one.parsed(), to.category(), holdings)
          .forEach(subject -> named.add(subject.key()));
      Subjects.of(one.report(), one.parsed(), from.category(), holdings)
          .forEach(subject -> named.add(subject.key()));
    }
    database
        .createNativeQuery(
            "with gone as (delete from case_subject s where s.case_id = :from and s.subject ="
                + " any(:named) and not exists (select 1 from case_report r where r.case_id = :from"
                + " and s.subject = any(r.subjects)) returning s.*) insert into"
                + " case_subject (case_id, subject, named_as, role, basis, strong) select :to,"
                + " subject, named_as, role, basis, strong from gone on conflict do nothing")
        .setParameter("from", from.id)
        .setParameter("to", to.id)
        .setParameter("named", named.toArray(String[]::new))
        .executeUpdate();
  }

  private static Map<Indicator, Integer> counted(List<ReadReport> reread) {
    var counts = new HashMap<Indicator, Integer>();
    for (var one : reread) {
      one.parsed().indicators().stream()
          .distinct()
          .forEach(indicator -> counts.merge(indicator, 1, Integer::sum));
    }
    return counts;
  }

  private void count(IncidentCase from, IncidentCase to, List<CaseReport> moved) {
    to.reportCount = moved.size();
    to.lastReportAt =
        moved.stream().map(row -> row.receivedAt).max(Instant::compareTo).orElseThrow();
    from.reportCount = Math.max(1, from.reportCount - moved.size());
    from.lastReportAt =
        database
            .createQuery("select max(receivedAt) from CaseReport where caseId = :id", Instant.class)
            .setParameter("id", from.id)
            .getSingleResult();
    from.changed(clock.instant());
  }

  private void tell(IncidentCase from, IncidentCase to, int reports, String reason, Actor actor) {
    var what = reports == 1 ? "one report" : reports + " reports";
    var why = reason == null || reason.isBlank() ? null : reason;
    timeline.add(
        from.id, "split", actor, "split off " + what + " as " + to.key, why, Visibility.INTERNAL);
    timeline.add(
        to.id,
        "split",
        actor,
        "split this case off from " + from.key + ", with " + what,
        why,
        Visibility.INTERNAL);
  }
}
