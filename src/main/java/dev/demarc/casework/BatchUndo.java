package dev.demarc.casework;

import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes back what one action changed on several cases, each by itself. */
@ApplicationScoped
public class BatchUndo {

  /**
   * @param undone keys of the cases that are as they were
   */
  public record Result(List<String> undone, List<Refused> refused) {}

  /**
   * @param detail why this case is not as it was
   */
  public record Refused(String key, String detail) {}

  private final Undo undo;

  BatchUndo(Undo undo) {
    this.undo = undo;
  }

  /**
   * @throws Problem NOT_FOUND where they made no such changes
   */
  public Result undo(UUID batch, Actor actor) {
    var changes = undo.ofBatch(batch, actor);
    if (changes.isEmpty()) {
      throw Problem.notFound("There is no such batch of yours.");
    }
    var done = new ArrayList<String>();
    var refused = new ArrayList<Refused>();
    for (var change : changes) {
      var key = undo.keyOf(change.caseId());
      try {
        undo.undo(key, change.id(), actor);
        done.add(key.value());
      } catch (Problem problem) {
        refused.add(new Refused(key.value(), problem.getMessage()));
      }
    }
    return new Result(done, refused);
  }
}
