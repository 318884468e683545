package dev.demarc.casework;

import dev.demarc.responsibility.matrix.Side;
import dev.demarc.shared.Category;
import dev.demarc.shared.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as its clocks need it.
 *
 * @param wanted until when its source wants an answer, or granted more time; null where it does not
 * @param granted whether {@code wanted} is a later time than was asked for at first
 */
public record TimedCase(
    UUID caseId,
    boolean open,
    Category category,
    Severity severity,
    Instant openedAt,
    @Nullable Instant wanted,
    boolean granted,
    List<Part> parts) {

  /**
   * @param waitingOn null where it does not wait
   * @param dueAt when it is to be done as casework has it now
   */
  public record Part(
      Side side,
      UUID queueId,
      WorkStatus status,
      @Nullable String assignee,
      @Nullable WaitingOn waitingOn,
      @Nullable Instant waitingUntil,
      @Nullable Instant startedAt,
      Instant dueAt) {}

  static TimedCase of(IncidentCase on, List<WorkItem> items) {
    return new TimedCase(
        on.id,
        on.status == CaseStatus.OPEN,
        on.category(),
        on.severity,
        on.openedAt,
        on.extendedTo == null ? on.replyBy : on.extendedTo,
        on.extendedTo != null,
        items.stream()
            .map(
                item ->
                    new Part(
                        item.side,
                        item.queueId,
                        item.status,
                        item.assignee,
                        item.waitingOn,
                        item.waitingUntil,
                        item.startedAt,
                        item.dueAt))
            .toList());
  }
}
