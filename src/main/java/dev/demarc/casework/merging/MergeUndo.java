package dev.demarc.casework.merging;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.WorkItem;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.merging.MergeRecords.MergeRecord;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.volume.JoinTimeline;
import dev.demarc.casework.work.Wait;
import dev.demarc.casework.work.Waits;
import dev.demarc.casework.work.WorkPermissions;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes merges back: the reports that went along go home with what they name, the work waits as
 * before. What came to the case since stays there.
 */
@ApplicationScoped
public class MergeUndo {

  private final Cases cases;
  private final CaseVisibility visibility;
  private final MergeRecords records;
  private final UnmergedContents contents;
  private final WorkPermissions permissions;
  private final Waits waits;
  private final JoinTimeline joins;
  private final Timeline timeline;
  private final EntityManager database;
  private final Clock clock;

  /** As many as a merge has sides to it. */
  MergeUndo(
      Cases cases,
      CaseVisibility visibility,
      MergeRecords records,
      UnmergedContents contents,
      WorkPermissions permissions,
      Waits waits,
      JoinTimeline joins,
      Timeline timeline,
      EntityManager database,
      Clock clock) {
    this.cases = cases;
    this.visibility = visibility;
    this.records = records;
    this.contents = contents;
    this.permissions = permissions;
    this.waits = waits;
    this.joins = joins;
    this.timeline = timeline;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Takes back that a case was merged.
   *
   * @param key of the case that was merged
   * @throws Problem NOT_FOUND; CONFLICT where it was not merged, or its reports were moved on
   *     since, or the case that it went into is not open; FORBIDDEN where a part would open again
   *     that is another team's; OUT_OF_DATE, PRECONDITION_FAILED
   */
  @Transactional
  public void undo(CaseKey key, ExpectedVersion expected, Actor actor) {
    var merged = cases.read(key);
    records.of(merged.id).ifPresent(record -> hold(List.of(record)));
    // as it is now that both are held: another may have taken it back meanwhile
    var record = records.of(merged.id).orElseThrow(() -> notMerged(merged));
    undo(record, expected, actor);
  }

  private void hold(List<MergeRecord> merges) {
    cases.hold(casesOf(merges));
  }

  private static List<UUID> casesOf(List<MergeRecord> merges) {
    return merges.stream()
        .flatMap(one -> Stream.of(one.fromId(), one.intoId()))
        .distinct()
        .toList();
  }

  /** Those that taking a merge back changes. */
  List<UUID> cases(UUID batch) {
    return casesOf(records.ofBatch(batch));
  }

  /**
   * Takes back all that was merged with one request.
   *
   * @throws Problem NOT_FOUND where there is no such merge, or none of it still holds; else as
   *     {@link #undo(CaseKey, ExpectedVersion, Actor)}, and nothing is taken back then
   */
  @Transactional
  public List<String> undo(UUID batch, Actor actor) {
    hold(records.ofBatch(batch));
    var all = records.ofBatch(batch);
    if (all.isEmpty() || !all.stream().allMatch(one -> visibility.sees(one.fromId()))) {
      throw Problem.notFound("There is no such merge that could be taken back.");
    }
    return all.stream().map(one -> undo(one, ExpectedVersion.ANY, actor)).toList();
  }

  /** Whether a merge still holds, and why it cannot be taken back; empty where it can. */
  Optional<String> refusal(UUID batch) {
    var all = records.ofBatch(batch);
    if (all.isEmpty()) {
      return Optional.of("It was taken back already.");
    }
    try {
      for (var one : all) {
        var held = cases.takeBoth(one.fromId(), one.intoId());
        requireUndoable(one, held.get(0), held.get(1));
      }
      return Optional.empty();
    } catch (Problem refused) {
      return Optional.of(refused.getMessage());
    }
  }

  private static Problem notMerged(IncidentCase found) {
    return new Problem(
        ProblemType.CONFLICT,
        found.status == CaseStatus.MERGED
            ? "It was not kept what " + found.key + " was before it was merged."
            : found.key + " is not merged into another case.");
  }

  private String undo(MergeRecord merge, ExpectedVersion expected, Actor actor) {
    var ids = List.of(merge.fromId(), merge.intoId());
    var held = cases.takeBoth(merge.fromId(), merge.intoId());
    var from = held.get(0);
    var into = held.get(1);
    cases.require(from, expected);
    requireUndoable(merge, from, into);
    var now = clock.instant();
    joins.settle(into);
    var others = records.othersSince(merge);
    boolean joinedSince = contents.hasJoinedSince(merge);
    records.undone(merge, actor, now);
    contents.moveBack(merge, others);
    reopen(from, merge, now);
    if (others.isEmpty() && !joinedSince) {
      restore(into, merge.changes());
    }
    into.reportCount = Math.max(1, into.reportCount - from.reportCount);
    into.lastReportAt = contents.lastReportOf(into);
    into.changed(now);
    database.flush();
    cases.updateClock(from);
    cases.updateClock(into);
    record(from, into, joinedSince, actor);
    return from.key;
  }

  private void requireUndoable(MergeRecord merge, IncidentCase from, IncidentCase into) {
    if (!visibility.sees(into.id)) {
      throw new Problem(
          ProblemType.CONFLICT,
          from.key + " went into a case of another team's; ask somebody who sees both.");
    }
    if (into.status != CaseStatus.OPEN) {
      throw new Problem(
          ProblemType.CONFLICT,
          into.status == CaseStatus.MERGED
              ? into.key + " was merged itself since; take that back first."
              : into.key + " is closed; reopen it first (DELETE its closure).");
    }
    int gone = merge.reports() - merge.left();
    if (gone > 0) {
      throw new Problem(
          ProblemType.CONFLICT,
          gone
              + " of the reports that came from "
              + from.key
              + " are not on "
              + into.key
              + " any more: they were moved on since. Take that back first.");
    }
  }

  private void reopen(IncidentCase from, MergeRecord merge, Instant now) {
    from.status = CaseStatus.OPEN;
    from.mergedInto = null;
    from.closedAt = null;
    from.changed(now);
    var items = cases.workItems(from);
    for (var item : items) {
      var was = merge.changes().ended().get(item.id);
      if (was != null && item.status == WorkStatus.WITHDRAWN) {
        reopen(item, was, now);
      }
    }
    permissions.requireAll(items);
  }

  /** A wait whose time passed meanwhile is over. */
  private void reopen(WorkItem item, MergeChanges.Ended was, Instant now) {
    var until = was.waitingUntil();
    boolean waits = was.status() == WorkStatus.WAITING && until != null && until.isAfter(now);
    item.become(
        was.status() == WorkStatus.WAITING && !waits ? WorkStatus.IN_PROGRESS : was.status(), now);
    if (waits) {
      this.waits.begin(item, new Wait(was.waitingOn(), was.waitingUntil()));
    }
  }

  /** What nobody has changed since becomes what it was. */
  private void restore(IncidentCase into, MergeChanges changes) {
    var was = changes.was();
    var now = changes.now();
    if (into.severity == now.severity()) {
      into.severity = was.severity();
    }
    if (into.tlp == now.tlp() && into.statedTlp == now.statedTlp()) {
      into.tlp = was.tlp();
      into.statedTlp = was.statedTlp();
    }
    if (Objects.equals(into.replyBy, now.replyBy())
        && Objects.equals(into.extendedTo, now.extendedTo())) {
      into.replyBy = was.replyBy();
      into.extendedTo = was.extendedTo();
    }
    restoreClocks(cases.workItems(into), was.due(), now.due());
  }

  private static void restoreClocks(
      List<WorkItem> items, Map<UUID, Instant> was, Map<UUID, Instant> now) {
    for (var item : items) {
      if (was.containsKey(item.id) && item.dueAt.equals(now.get(item.id))) {
        item.dueAt = was.get(item.id);
      }
    }
  }

  private void record(IncidentCase from, IncidentCase into, boolean joinedSince, Actor actor) {
    timeline.add(
        from.id,
        "unmerged",
        actor,
        "took back that this case was merged into "
            + into.key
            + (joinedSince ? "; reports that came since stay there" : ""));
    timeline.add(
        into.id, "unmerged", actor, "took back that " + from.key + " was merged into this");
  }
}
