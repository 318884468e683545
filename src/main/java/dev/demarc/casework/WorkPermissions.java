package dev.demarc.casework;

import dev.demarc.access.CurrentActor;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** What not everybody who works cases may change on a part of one. */
@ApplicationScoped
class WorkPermissions {

  private final CurrentActor actor;

  WorkPermissions(CurrentActor actor) {
    this.actor = actor;
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
