package dev.demarc.casework.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.Reversal;
import dev.demarc.shared.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes a merge back as any other change of the case that is left. */
@ApplicationScoped
class MergeReversal implements Reversal {

  static final String KIND = "merge";

  private static final String BATCH = "batch";

  private final MergeUndo undo;

  MergeReversal(MergeUndo undo) {
    this.undo = undo;
  }

  static JsonNode details(UUID batch) {
    return JsonNodeFactory.instance.objectNode().put(BATCH, batch.toString());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<UUID> otherCases(RecordedChange change) {
    return undo.cases(batch(change));
  }

  @Override
  public Optional<String> refusal(RecordedChange change) {
    return undo.refusal(batch(change));
  }

  @Override
  public void takeBack(RecordedChange change, Actor actor) {
    undo.undo(batch(change), actor);
  }

  private static UUID batch(RecordedChange change) {
    return UUID.fromString(change.requireDetails().path(BATCH).textValue());
  }
}
