package dev.demarc.casework.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.casework.ExpectedVersion;
import dev.demarc.casework.IncidentCase;
import dev.demarc.casework.changes.RecordedChange;
import dev.demarc.casework.changes.Reversal;
import dev.demarc.shared.Actor;
import dev.demarc.shared.CaseKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes a split back as any other change of the case that reports were taken out of. */
@ApplicationScoped
class SplitReversal implements Reversal {

  static final String KIND = "split";

  private static final String FROM = "from";
  private static final String INTO = "into";

  private final SplitUndo undo;

  SplitReversal(SplitUndo undo) {
    this.undo = undo;
  }

  static JsonNode details(IncidentCase from, IncidentCase to) {
    return JsonNodeFactory.instance.objectNode().put(FROM, from.key).put(INTO, to.key);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<UUID> otherCases(RecordedChange change) {
    return undo.cases(key(change, FROM), key(change, INTO));
  }

  @Override
  public Optional<String> refusal(RecordedChange change) {
    return undo.refusal(key(change, FROM), key(change, INTO));
  }

  @Override
  public void takeBack(RecordedChange change, Actor actor) {
    undo.undo(key(change, FROM), key(change, INTO), ExpectedVersion.ANY, actor);
  }

  private static CaseKey key(RecordedChange change, String which) {
    return new CaseKey(change.requireDetails().path(which).textValue());
  }
}
