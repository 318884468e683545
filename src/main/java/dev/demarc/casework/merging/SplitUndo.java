package dev.demarc.casework.merging;

import dev.demarc.casework.Cases;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.contents.CaseReport;
import dev.demarc.casework.contents.Rereading;
import dev.demarc.casework.merging.SplitRecords.SplitRecord;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes splits back: the reports return to the case that they were taken out of. */
@ApplicationScoped
public class SplitUndo {

  private final Cases cases;
  private final SplitRecords records;
  private final Merges merges;
  private final ReportMoves moves;
  private final Rereading rereading;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  /** As many as both ways back have sides to them. */
  SplitUndo(
      Cases cases,
      SplitRecords records,
      Merges merges,
      ReportMoves moves,
      Rereading rereading,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.records = records;
    this.merges = merges;
    this.moves = moves;
    this.rereading = rereading;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Takes back the latest split from one case to another. A case that it opened is merged back; its
   * key leads to the first then.
   *
   * @throws Problem NOT_FOUND; CONFLICT where there is no split between them that holds, one of
   *     them is not open, or something rests on it; FORBIDDEN where a part of another team's would
   *     end; OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public void undo(CaseKey key, CaseKey other, ExpectedVersion expected, Actor actor) {
    var pair = both(key, other, expected);
    var from = pair.get(0);
    var to = pair.get(1);
    var split = undoable(from, to);
    if (split.opened()) {
      merges.back(to, from, actor);
    } else {
      moveBack(split, from, to, actor);
    }
    records.undone(split, actor);
  }

  /** Those that taking it back changes. */
  List<UUID> cases(CaseKey key, CaseKey other) {
    return cases.idsOf(List.of(key, other));
  }

  /** Why it cannot be taken back; empty where it can. */
  Optional<String> refusal(CaseKey key, CaseKey other) {
    try {
      var pair = both(key, other, ExpectedVersion.ANY);
      undoable(pair.get(0), pair.get(1));
      return Optional.empty();
    } catch (Problem refused) {
      return Optional.of(refused.getMessage());
    }
  }

  private List<IncidentCase> both(CaseKey key, CaseKey other, ExpectedVersion expected) {
    if (key.equals(other)) {
      throw new Problem(ProblemType.CONFLICT, "Nothing was split off from " + key + " to itself.");
    }
    return cases.takeBoth(key, expected, other);
  }

  private SplitRecord undoable(IncidentCase from, IncidentCase to) {
    var split =
        records
            .latest(from, to)
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.CONFLICT,
                        "Nothing was taken out of " + from.key + " into " + to.key + "."));
    requireUndoable(split, to);
    return split;
  }

  private static void requireUndoable(SplitRecord split, IncidentCase to) {
    if (split.left() < split.reports().size()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Some of these reports are not on " + to.key + " any more; take that back first.");
    }
    if (split.opened() && split.others()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "Other reports came to " + to.key + " since; merge it where it belongs instead.");
    }
    if (!split.opened() && !split.others()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "These are the last reports of " + to.key + "; merge it where it belongs instead.");
    }
  }

  private void moveBack(SplitRecord split, IncidentCase from, IncidentCase to, Actor actor) {
    var moved =
        database
            .createQuery(
                "from CaseReport where reportId in :ids order by reportId", CaseReport.class)
            .setParameter("ids", split.reports())
            .getResultList();
    var reread = moved.stream().map(row -> rereading.read(row.reportId)).toList();
    moves.move(moved, reread, to, from, false, "taken back from " + to.key);
    from.changed(clock.instant());
    add(from, actor, "took back the reports that were moved to " + to.key);
    add(to, actor, "took the reports back that were moved here from " + from.key);
  }

  private void add(IncidentCase on, Actor actor, String summary) {
    timeline.add(on.id, "split-undone", actor, summary);
  }
}
