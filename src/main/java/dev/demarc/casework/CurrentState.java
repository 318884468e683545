package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Side;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a case is that somebody wanted to change as they had read it before: enough to see whether
 * the change is still wanted.
 *
 * @param updatedBy who wrote the latest entry of its timeline
 */
record CurrentState(
    int version,
    CaseStatus status,
    WorkStatus workStatus,
    Instant updatedAt,
    String updatedBy,
    List<Part> workItems) {

  record Part(
      Side side,
      WorkStatus status,
      List<WorkStatus> next,
      @Nullable String assignee,
      Instant dueAt,
      @Nullable WaitingOn waitingOn,
      @Nullable Instant waitingUntil) {}

  static CurrentState of(IncidentCase now, List<WorkItem> items, EntityManager database) {
    return new CurrentState(
        now.version,
        now.status,
        now.workStatus,
        now.updatedAt,
        lastActor(now, database),
        items.stream().map(CurrentState::part).toList());
  }

  private static String lastActor(IncidentCase of, EntityManager database) {
    return database
        .createQuery(
            "select e.actor from TimelineEntry e where e.caseId = :id order by e.id desc",
            String.class)
        .setParameter("id", of.id)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse("somebody");
  }

  private static Part part(WorkItem item) {
    return new Part(
        item.side,
        item.status,
        item.status.next(),
        item.assignee,
        item.dueAt,
        item.waitingOn,
        item.waitingUntil);
  }
}
