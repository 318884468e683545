package dev.demarc.casework.views;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.demarc.casework.CaseMarks;
import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.NextClock;
import dev.demarc.casework.WaitingOn;
import dev.demarc.casework.WorkStatus;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One case in a list.
 *
 * @param unsure whether the decision in force was too uncertain, by the threshold that was in force
 *     when it was made, to route its work by itself
 * @param priority the highest that the routing rules gave to a part; normal where they gave none
 * @param dueAt when its next clock runs out, or did; null where none runs
 * @param nextClock that clock; null where none runs
 * @param workStatus how far its parts have come together
 * @param waitingOn on whom parts wait; empty where none does
 * @param waitingUntil when the first of them comes back by itself; null where none waits
 */
public record CaseLine(
    @JsonIgnore UUID id,
    String key,
    String title,
    CaseStatus status,
    Category category,
    String service,
    List<String> layers,
    Responsibility responsibility,
    double confidence,
    @JsonIgnore boolean unsure,
    Severity severity,
    Priority priority,
    String accountId,
    String owner,
    int reportCount,
    Instant openedAt,
    Instant updatedAt,
    Instant dueAt,
    @Nullable NextClock nextClock,
    int version,
    List<String> queues,
    List<String> assignees,
    WorkStatus workStatus,
    List<WaitingOn> waitingOn,
    Instant waitingUntil,
    CaseMarks marks) {

  /** Since when the clock that is shown runs. */
  @JsonIgnore
  public Instant getGaugeFrom() {
    return nextClock == null ? openedAt : nextClock.startedAt();
  }
}
