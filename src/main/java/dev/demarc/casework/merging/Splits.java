package dev.demarc.casework.merging;

import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.contents.Rereading;
import dev.demarc.casework.contents.SourceStatement;
import dev.demarc.casework.filing.CaseOpening;
import dev.demarc.casework.filing.Deadlines;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.reading.ReadReport;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.AssessmentContext;
import dev.demarc.responsibility.EngineInForce;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes reports that do not belong to a case out of it, into a case of their own. */
@ApplicationScoped
public class Splits {

  /** How many reports can be split off at once. */
  public static final int AT_MOST = 200;

  /**
   * Which reports, and why.
   *
   * @param into the open case that they belong to; null for one of their own
   * @param reason may be null
   */
  public record Split(Set<UUID> reports, @Nullable CaseKey into, String reason) {

    public Split {
      if (reports == null
          || reports.isEmpty()
          || reports.size() > AT_MOST
          || reports.stream().anyMatch(Objects::isNull)) {
        throw Problem.invalid("reports", "name 1 to " + AT_MOST + " reports of the case");
      }
      reason = TypedText.atMost(4000, "reason", reason);
    }
  }

  private final Cases cases;
  private final CaseOpening opening;
  private final Rereading rereading;
  private final EngineInForce engines;
  private final ReportMoves moves;
  private final SplitRecords records;
  private final Changes changes;
  private final Deadlines deadlines;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  /** As many as opening a case for what was read before has sides to it. */
  Splits(
      Cases cases,
      CaseOpening opening,
      Rereading rereading,
      EngineInForce engines,
      ReportMoves moves,
      SplitRecords records,
      Changes changes,
      Deadlines deadlines,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.opening = opening;
    this.rereading = rereading;
    this.engines = engines;
    this.moves = moves;
    this.records = records;
    this.changes = changes;
    this.deadlines = deadlines;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Takes reports out of the case: into a case of their own, decided anew by the engine, or into
   * another that is open. Subjects that only they name go with them, and so do later reports about
   * these; what remaining reports name too stays.
   *
   * @return the case that they are in then
   * @throws Problem NOT_FOUND, also of the other; INVALID where a report is not the case's, or all
   *     are; CONFLICT where one of the cases is closed; OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public CaseKey split(CaseKey key, Split split, ExpectedVersion expected, Actor actor) {
    if (key.equals(split.into())) {
      throw Problem.invalid("into", "is the case that the reports are in");
    }
    var pair =
        split.into() == null
            ? List.of(cases.takeOpen(key, expected))
            : cases.takeBoth(key, expected, split.into());
    var from = pair.get(0);
    var moved = moved(from, split.reports());
    requireRest(from, split.reports());
    var reread = moved.stream().map(row -> rereading.read(row.reportId)).toList();
    var to = split.into() == null ? open(reread.get(0)) : pair.get(1);
    changes.record(
        from,
        SplitReversal.KIND,
        actor,
        () -> {
          move(from, to, moved, reread, split, actor);
          return SplitReversal.details(from, to);
        });
    return new CaseKey(to.key);
  }

  private void move(
      IncidentCase from,
      IncidentCase to,
      List<CaseReport> moved,
      List<ReadReport> reread,
      Split split,
      Actor actor) {
    boolean opens = split.into() == null;
    var stated = opens ? null : to.statedTlp;
    for (var one : reread) {
      stated = Tlp.stricter(stated, Tlp.of(one.parsed()));
    }
    to.statedTlp = stated;
    to.tlp = opens ? stated : Tlp.stricter(to.tlp, stated);
    database.flush();
    records.add(from, to, opens, split.reports(), actor);
    moves.move(moved, reread, from, to, opens, because(from, split, opens));
    if (opens) {
      opening.begin(to, assess(reread.get(0)));
    } else {
      to.changed(clock.instant());
    }
    reread.forEach(one -> deadlines.take(to, SourceStatement.of(one.parsed()), true, true));
    record(from, to, opens, moved.size(), split.reason(), actor);
  }

  private static String because(IncidentCase from, Split split, boolean opens) {
    var why = split.reason() == null || split.reason().isEmpty() ? "" : ": " + split.reason();
    return opens ? "split off from " + from.key : "moved here from " + from.key + why;
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

  private void record(
      IncidentCase from, IncidentCase to, boolean opens, int reports, String reason, Actor actor) {
    var what = reports == 1 ? "one report" : reports + " reports";
    var why = TypedText.orNull(reason);
    add(
        from,
        actor,
        opens ? "split off " + what + " as " + to.key : "moved " + what + " to " + to.key,
        why);
    add(
        to,
        actor,
        opens
            ? "split this case off from " + from.key + ", with " + what
            : "moved " + what + " here from " + from.key,
        why);
  }

  private void add(IncidentCase on, Actor actor, String summary, @Nullable String why) {
    timeline.add(on.id, "split", actor, summary, why, Visibility.INTERNAL);
  }
}
