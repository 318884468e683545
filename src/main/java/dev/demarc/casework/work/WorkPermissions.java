package dev.demarc.casework.work;

import dev.demarc.access.CurrentActor;
import dev.demarc.access.Viewer;
import dev.demarc.casework.WorkItem;
import dev.demarc.routing.Absences;
import dev.demarc.routing.Queue;
import dev.demarc.shared.Actor;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What not everybody who works cases may change on a part of one. */
@ApplicationScoped
public class WorkPermissions {

  private final CurrentActor actor;
  private final Viewer viewer;
  private final Absences absences;

  WorkPermissions(CurrentActor actor, Viewer viewer, Absences absences) {
    this.absences = absences;
    this.viewer = viewer;
    this.actor = actor;
  }

  /** Whether a part is in a queue of theirs; a case that they see may have another. */
  boolean has(WorkItem item) {
    return viewer.sight().has(item.queueId, item.side.name());
  }

  /** Whether a queue's name may be told: theirs, and those where people decide whose work it is. */
  boolean mayName(Queue queue) {
    return queue.side() == null || viewer.sight().hasQueue(queue.id());
  }

  /**
   * Whoever works one part of a case changes and ends no other.
   *
   * @throws Problem FORBIDDEN
   */
  public void requireAll(Collection<WorkItem> items) {
    var other = items.stream().filter(item -> item.status.isOpen() && !has(item)).findFirst();
    if (other.isPresent()) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "The "
              + other.get().side.word()
              + " part is another team's; leave them a note, or ask somebody who sees both"
              + " queues.");
    }
  }

  /**
   * An analyst gives away what is theirs and takes what nobody has.
   *
   * @throws Problem FORBIDDEN
   */
  void requireToReassign(WorkItem item) {
    if (item.assignee != null && isNoLead() && !item.assignee.equals(actor.username())) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "This work is "
              + item.assignee
              + "'s; ask them to hand it on, or a lead or an administrator to reassign it.");
    }
  }

  /**
   * @param assignee null for nobody
   * @throws Problem INVALID where they are away
   */
  void requireHere(@Nullable String assignee, Actor by) {
    if (assignee != null) {
      absences.requireHere(assignee, by);
    }
  }

  /**
   * @throws Problem FORBIDDEN
   */
  void requireToSetClock() {
    if (isNoLead()) {
      throw new Problem(
          ProblemType.FORBIDDEN, "A lead or an administrator moves clocks; ask one of them.");
    }
  }

  /** What Demarc changes by itself is nobody's. */
  private boolean isNoLead() {
    return actor.isSignedIn() && !actor.isLead();
  }
}
