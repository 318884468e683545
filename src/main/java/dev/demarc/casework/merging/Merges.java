package dev.demarc.casework.merging;

import dev.demarc.casework.CaseProgress;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.Cases;
import dev.demarc.casework.Changes;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.Tlp;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.filing.Deadlines;
import dev.demarc.casework.merging.MergeCandidates.Found;
import dev.demarc.casework.merging.MergeChanges.Terms;
import dev.demarc.casework.participants.ParticipantList;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.casework.timeline.Visibility;
import dev.demarc.casework.volume.JoinTimeline;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one case of some. Their reports move, each thing that they name is there once, and the old
 * keys lead to the one that is left. No text is glued together: what was written on a case stays on
 * its own timeline, which is shown with that of the case it went into.
 */
@ApplicationScoped
public class Merges {

  /** So many who come with merged cases, and so many keys, are named on the timeline. */
  private static final int NAMED = 20;

  private final MergeCandidates candidates;
  private final MergedContents contents;
  private final MergeRecords records;
  private final Changes changes;
  private final Cases cases;
  private final JoinTimeline joins;
  private final Deadlines deadlines;
  private final ParticipantList participants;
  private final Timeline timeline;
  private final Clock clock;

  /** As many as a merge has sides to it: what moves, what ends, whom it tells. */
  Merges(
      MergeCandidates candidates,
      MergedContents contents,
      MergeRecords records,
      Changes changes,
      Cases cases,
      JoinTimeline joins,
      Deadlines deadlines,
      ParticipantList participants,
      Timeline timeline,
      Clock clock) {
    this.candidates = candidates;
    this.contents = contents;
    this.records = records;
    this.changes = changes;
    this.cases = cases;
    this.joins = joins;
    this.deadlines = deadlines;
    this.participants = participants;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Merges those that can be; one that cannot does not hold up the others.
   *
   * @throws Problem NOT_FOUND, CONFLICT or OUT_OF_DATE where nothing can go into the case that was
   *     named; CONFLICT where none of the others can go
   */
  @Transactional
  public MergeResult merge(MergeWish wish, Actor actor) {
    var found = candidates.of(wish, true);
    return recorded(found, wish.reason(), actor);
  }

  /**
   * Puts one case into another.
   *
   * @throws Problem INVALID where it would go into itself; NOT_FOUND; CONFLICT where one of them is
   *     closed or merged; OUT_OF_DATE, PRECONDITION_FAILED; FORBIDDEN where a part of another
   *     team's is open
   */
  @Transactional
  public void merge(
      CaseKey key, CaseKey into, String reason, ExpectedVersion expected, Actor actor) {
    if (key.equals(into)) {
      throw Problem.invalid("into", "a case cannot be merged into itself");
    }
    var pair = cases.takeBoth(key, expected, into);
    recorded(candidates.one(pair.get(0), pair.get(1)), MergeWish.reason(reason), actor);
  }

  /** As a change of the case that is left, which {@link MergeReversal} takes back. */
  private MergeResult recorded(Found found, @Nullable String reason, Actor actor) {
    var made = new MergeResult[1];
    changes.record(
        found.into(),
        MergeReversal.KIND,
        actor,
        () -> {
          made[0] = put(found, reason, actor);
          return MergeReversal.details(made[0].id());
        });
    return made[0];
  }

  /** Puts a case, which the caller holds with the other, back into the one it was split off. */
  void back(IncidentCase from, IncidentCase into, Actor actor) {
    put(candidates.one(from, into), "The split is taken back.", actor);
  }

  private MergeResult put(Found found, @Nullable String reason, Actor actor) {
    var now = clock.instant();
    var batch = Ids.next();
    var into = found.into();
    var why = reason == null || reason.isEmpty() ? null : reason;
    found.from().forEach(joins::settle);
    joins.settle(into);
    var takePart = participants.takingPart(found.fromIds(), NAMED);
    var was = Terms.of(into, cases.workItems(into));
    raise(found, now);
    records.add(batch, into, changes(found, was), actor, why, now);
    contents.move(found.fromIds(), into.id);
    end(found, now);
    record(found, takePart, why, actor);
    return new MergeResult(
        batch,
        into.key,
        found.from().stream().map(one -> one.key).toList(),
        found.refused(),
        found.from().stream().mapToInt(one -> one.reportCount).sum());
  }

  /** What is worse, stricter or earlier on one of them holds for all. */
  private void raise(Found found, Instant now) {
    var into = found.into();
    into.severity = found.worst().severity;
    into.tlp = found.strictest();
    for (var one : found.from()) {
      into.statedTlp = Tlp.stricter(into.statedTlp, one.statedTlp);
      into.reportCount += one.reportCount;
      if (one.lastReportAt.isAfter(into.lastReportAt)) {
        into.lastReportAt = one.lastReportAt;
      }
    }
    into.changed(now);
    found.from().stream()
        .filter(one -> one.replyBy != null)
        .min(Comparator.comparing(one -> one.replyBy))
        .ifPresent(earliest -> deadlines.takeFrom(earliest, into));
  }

  private Map<UUID, MergeChanges> changes(Found found, Terms was) {
    var now = Terms.of(found.into(), cases.workItems(found.into()));
    var changes = new LinkedHashMap<UUID, MergeChanges>();
    for (var one : found.from()) {
      var ended =
          found.items().stream()
              .filter(item -> item.caseId.equals(one.id) && item.status.isOpen())
              .collect(Collectors.toMap(item -> item.id, MergeChanges.Ended::of));
      changes.put(one.id, new MergeChanges(ended, was, now));
    }
    return changes;
  }

  private static void end(Found found, Instant now) {
    for (var item : found.items()) {
      if (item.status.isOpen()) {
        item.become(WorkStatus.WITHDRAWN, now);
      }
    }
    for (var one : found.from()) {
      one.status = CaseStatus.MERGED;
      one.mergedInto = found.into().id;
      one.closedAt = now;
      one.wake();
      one.dueAt = null;
      one.workStatus =
          CaseProgress.of(
              found.items().stream()
                  .filter(item -> item.caseId.equals(one.id))
                  .map(item -> item.status)
                  .toList());
      one.changed(now);
    }
  }

  private void record(Found found, List<String> takePart, @Nullable String why, Actor actor) {
    var into = found.into();
    for (var one : found.from()) {
      add(one, actor, "merged the case into " + into.key, why);
    }
    var keys = found.from().stream().limit(NAMED).map(one -> one.key).toList();
    int more = found.from().size() - keys.size();
    add(
        into,
        actor,
        "merged "
            + String.join(", ", keys)
            + (more == 0 ? "" : " and " + more + " more")
            + " into this case"
            + (takePart.isEmpty() ? "" : ", with those who take part there: ")
            + String.join(", ", takePart),
        why);
  }

  private void add(IncidentCase on, Actor actor, String summary, @Nullable String why) {
    timeline.add(on.id, "merged", actor, summary, why, Visibility.INTERNAL);
  }
}
