package dev.demarc.replies;

import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.WorkStatus;
import dev.demarc.casework.participants.Notes;
import dev.demarc.casework.views.CaseAccess;
import dev.demarc.casework.work.Wait;
import dev.demarc.casework.work.WorkItems;
import dev.demarc.notification.FilesToSend;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Writes to those who reported and waits for their answer: one change, taken back by one word. */
@ApplicationScoped
public class AwaitedReplies {

  private static final WorkItems.Change WAITS =
      new WorkItems.Change(WorkStatus.WAITING, null, null, null, null, Wait.of("reporter", null));

  private final CaseAccess cases;
  private final Notes notes;
  private final WorkItems workItems;

  AwaitedReplies(CaseAccess cases, Notes notes, WorkItems workItems) {
    this.cases = cases;
    this.notes = notes;
    this.workItems = workItems;
  }

  /**
   * @throws Problem as {@link Notes#add} and {@link WorkItems#changeOpenParts}; nothing is sent
   *     then
   */
  @Transactional
  public void send(
      CaseKey key, Notes.Note note, FilesToSend files, ExpectedVersion expected, Actor actor) {
    var on = cases.takeOpen(key, expected);
    cases.recordChange(
        on.id(),
        "note",
        actor,
        () -> {
          notes.add(key, note, files, ExpectedVersion.ANY, actor);
          workItems.changeOpenParts(key, WAITS, ExpectedVersion.ANY, actor);
          return null;
        });
  }
}
