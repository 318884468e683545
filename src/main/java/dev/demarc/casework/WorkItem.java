package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Side;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of a case that one side does. */
@Entity
@Table(name = "work_item")
public class WorkItem {

  public @Id UUID id;

  @Column(name = "case_id")
  public UUID caseId;

  @Enumerated(EnumType.STRING)
  public Side side;

  @Column(name = "queue_id")
  public UUID queueId;

  @Enumerated(EnumType.STRING)
  public WorkKind kind;

  public @Nullable String rule;
  public @Nullable String task;

  @Enumerated(EnumType.STRING)
  public WorkStatus status;

  public @Nullable String assignee;

  @Column(name = "created_at")
  public Instant createdAt;

  @Column(name = "started_at")
  public @Nullable Instant startedAt;

  @Column(name = "done_at")
  public @Nullable Instant doneAt;

  @Column(name = "due_at")
  public Instant dueAt;

  /** Whose turn it is while it waits; else null. */
  @Enumerated(EnumType.STRING)
  @Column(name = "waiting_on")
  public @Nullable WaitingOn waitingOn;

  /** When it comes back by itself while it waits; else null. */
  @Column(name = "waiting_until")
  public @Nullable Instant waitingUntil;

  /** Sets the status; what is no longer waited for is forgotten. */
  public void become(WorkStatus next, Instant now) {
    status = next;
    if (next != WorkStatus.WAITING) {
      waitingOn = null;
      waitingUntil = null;
    }
    doneAt = next.isDone() ? (doneAt == null ? now : doneAt) : null;
  }
}
