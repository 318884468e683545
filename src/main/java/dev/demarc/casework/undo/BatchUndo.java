package dev.demarc.casework.undo;

import dev.demarc.casework.changes.ChangeLog;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Ids;
import dev.demarc.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
  public record Refused(String key, @Nullable String detail) {}

  /** So long it is offered on the list; over the API it goes as long as for single changes. */
  private static final Duration OFFERED_FOR = Duration.ofMinutes(2);

  private final Undo undo;
  private final ChangeLog log;
  private final Clock clock;

  BatchUndo(Undo undo, ChangeLog log, Clock clock) {
    this.undo = undo;
    this.log = log;
    this.clock = clock;
  }

  /** What somebody did last to several cases, where that was a moment ago. */
  @Transactional
  public Optional<ChangeLog.Batch> offered(Actor actor) {
    return log.latestBatch(actor, Ids.firstOf(clock.instant().minus(OFFERED_FOR)));
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
