package dev.demarc.casework.undo;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.changes.CaseFields;
import dev.demarc.casework.changes.ChangeLog;
import dev.demarc.casework.changes.ChangeView;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.RestoredListener;
import dev.demarc.casework.changes.Reversal;
import dev.demarc.casework.changes.UndoRule;
import dev.demarc.casework.dispatch.RecalledWork;
import dev.demarc.casework.timeline.FieldChange;
import dev.demarc.casework.timeline.Timeline;
import dev.demarc.notification.MailsOfChange;
import dev.demarc.notification.MailsOfChange.MailOfChange;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes back what somebody changed on a case: its fields are again as they were, what hangs on them
 * is set anew, and mails that have not left stay. All of it or nothing.
 */
@ApplicationScoped
public class Undo {

  static final String NOTE = "note";

  private final Cases cases;
  private final CaseVisibility visibility;
  private final CaseFields fields;
  private final ChangeLog log;
  private final UndoRule rule;
  private final MailsOfChange mails;
  private final RecalledWork recalled;
  private final Timeline timeline;
  private final Instance<Reversal> reversals;
  private final Instance<RestoredListener> listeners;
  private final Clock clock;

  /** Each of its steps is another's; it only holds their order. */
  Undo(
      Cases cases,
      CaseVisibility visibility,
      CaseFields fields,
      ChangeLog log,
      UndoRule rule,
      MailsOfChange mails,
      RecalledWork recalled,
      Timeline timeline,
      @Any Instance<Reversal> reversals,
      @Any Instance<RestoredListener> listeners,
      Clock clock) {
    this.cases = cases;
    this.visibility = visibility;
    this.fields = fields;
    this.log = log;
    this.rule = rule;
    this.mails = mails;
    this.recalled = recalled;
    this.timeline = timeline;
    this.reversals = reversals;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * @throws Problem NOT_FOUND, also where they see the case no more and did not make the change;
   *     FORBIDDEN where another made it; CONFLICT where it is too late, was changed again since, or
   *     a mail that cannot be recalled has left
   */
  @Transactional
  public void undo(CaseKey key, UUID id, Actor actor) {
    hold(log.involved(id));
    var on =
        cases.takeByKey(key).orElseThrow(() -> Problem.notFound("There is no case " + key + "."));
    var change = log.find(on.id, id);
    boolean own = change.filter(c -> UndoRule.isBy(c, actor)).isPresent();
    if (!own) {
      // whoever moved a case out of their own sight by mistake gets it back
      visibility.require(on);
      var by = change.orElseThrow(() -> Problem.notFound(key + " has no such change."));
      throw new Problem(
          ProblemType.FORBIDDEN,
          by.actor().name() + " made this change, and only they can take it back.");
    }
    takeBack(change.get(), actor);
  }

  /** The mails before the cases, as delivery does; and all cases together. */
  private void hold(List<RecordedChange> changes) {
    mails.hold(changes.stream().map(RecordedChange::id).toList());
    cases.hold(
        changes.stream()
            .flatMap(
                change ->
                    Stream.concat(
                        Stream.of(change.caseId()),
                        reversal(change).stream().flatMap(r -> r.otherCases(change).stream())))
            .distinct()
            .toList());
  }

  private void takeBack(RecordedChange change, Actor actor) {
    var all = new ArrayList<>(log.ofBatch(change.id()));
    all.add(change);
    all.forEach(this::require);
    var left = all.stream().flatMap(c -> mails.withdraw(c.id()).stream()).toList();
    if (change.kind().equals(NOTE) && !left.isEmpty()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The mail to "
              + recipients(left)
              + " has left, and cannot be taken back. Write another.");
    }
    all.forEach(one -> restore(one, actor, one == change ? left : List.of()));
  }

  private void require(RecordedChange change) {
    var refusal =
        rule.tooLate(change, clock.instant())
            .or(() -> reversal(change).flatMap(r -> r.refusal(change)))
            .or(() -> UndoRule.overtaken(change, fields.of(change.caseId())));
    if (refusal.isPresent()) {
      throw new Problem(ProblemType.CONFLICT, refusal.get());
    }
  }

  private void restore(RecordedChange change, Actor actor, List<MailOfChange> left) {
    fields.set(change.caseId(), change.fields().before());
    reversal(change).ifPresent(r -> r.takeBack(change, actor));
    var on = cases.takeById(change.caseId()).orElseThrow();
    cases.updateClock(on);
    on.changed(clock.instant());
    log.markUndone(change.id());
    listeners.forEach(listener -> listener.restored(on.id));
    var told = left.isEmpty() ? "" : "; a mail about it had left to " + recipients(left);
    timeline.add(
        on.id,
        "undone",
        actor,
        "took back: " + change.summary() + told,
        null,
        new FieldChange(
            new TreeMap<>(ChangeView.texts(change.fields().after())),
            new TreeMap<>(ChangeView.texts(change.fields().before()))));
    recalled.notifyTeams(on, left, actor);
  }

  private Optional<Reversal> reversal(RecordedChange change) {
    return reversals.stream().filter(r -> r.kind().equals(change.kind())).findFirst();
  }

  private static String recipients(List<MailOfChange> mails) {
    return mails.stream()
        .map(MailOfChange::recipient)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.joining(", "));
  }

  /** What one action did to several cases, in the order in which it is to be taken back. */
  @Transactional
  List<RecordedChange> ofBatch(UUID batch, Actor actor) {
    return log.ofBatch(batch).stream().filter(c -> UndoRule.isBy(c, actor)).toList();
  }

  /** The key of a case, for telling whoever changed it. */
  @Transactional
  CaseKey keyOf(UUID caseId) {
    return new CaseKey(cases.findById(caseId).key);
  }
}
