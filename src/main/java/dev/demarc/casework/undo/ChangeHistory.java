package dev.demarc.casework.undo;

import dev.demarc.casework.CaseVisibility;
import dev.demarc.casework.Cases;
import dev.demarc.casework.changes.ChangeLog;
import dev.demarc.casework.changes.ChangeView;
import dev.demarc.casework.changes.ChangeView.MailLine;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.UndoRule;
import dev.demarc.notification.MailsOfChange;
import dev.demarc.notification.MailsOfChange.MailOfChange;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Cursor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what people changed on a case, and what of it whoever asks can take back. */
@ApplicationScoped
public class ChangeHistory {

  private static final int UNDOABLE = 10;

  private final Cases cases;
  private final ChangeLog log;
  private final UndoRule rule;
  private final MailsOfChange mails;
  private final CaseVisibility visibility;
  private final Clock clock;

  ChangeHistory(
      Cases cases,
      ChangeLog log,
      UndoRule rule,
      MailsOfChange mails,
      CaseVisibility visibility,
      Clock clock) {
    this.cases = cases;
    this.log = log;
    this.rule = rule;
    this.mails = mails;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** Newest first. */
  @Transactional
  public Page<ChangeView> of(CaseKey key, @Nullable Integer limit, String cursor) {
    int size = Page.limit(limit);
    var after = Cursor.decode(cursor);
    var rows = log.before(cases.read(key).id, after == null ? null : after.id(), size + 1);
    return Page.of(views(rows), size, view -> new Cursor("", view.id()).encode());
  }

  /** What that person or program can take back now of what they changed, the latest first. */
  public List<ChangeView> undoable(UUID caseId, Actor by) {
    var first = Ids.firstOf(rule.since(clock.instant()));
    return views(
        log.since(caseId, first, UNDOABLE * 5).stream()
            .filter(change -> UndoRule.isBy(change, by) && change.undoneAt() == null)
            .limit(UNDOABLE)
            .toList());
  }

  private List<ChangeView> views(List<RecordedChange> changes) {
    var sent = mails.of(changes.stream().map(RecordedChange::id).toList());
    return changes.stream().map(change -> view(change, sent)).toList();
  }

  private ChangeView view(RecordedChange change, Map<UUID, List<MailOfChange>> sent) {
    var lines =
        sent.getOrDefault(change.id(), List.of()).stream()
            .map(mail -> new MailLine(mail.recipient(), mail.leavesAt(), mail.left()))
            .toList();
    boolean lost =
        rule.tooLate(change, clock.instant()).isPresent()
            || change.kind().equals(Undo.NOTE) && lines.stream().anyMatch(MailLine::left);
    return ChangeView.of(
        change,
        visibility.withoutUnseen(change.summary()),
        lost ? null : rule.until(change.at()),
        lines);
  }
}
