package dev.demarc.console.queue;

import dev.demarc.access.CurrentActor;
import dev.demarc.casework.changes.ChangeLog;
import dev.demarc.casework.undo.BatchUndo;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** What whoever is signed in just did to several cases, for the list to offer its undoing. */
@Named("latestBatch")
@RequestScoped
public class LatestBatch {

  private final BatchUndo batches;
  private final CurrentActor actor;

  LatestBatch(BatchUndo batches, CurrentActor actor) {
    this.batches = batches;
    this.actor = actor;
  }

  /** Null where they did nothing of that kind within the last minutes. */
  public ChangeLog.@Nullable Batch getOffered() {
    return batches.offered(actor.get()).orElse(null);
  }
}
