package dev.demarc.casework.views;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.outcomes.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a report has come, for whoever sent it. No time is before that of its filing: what was
 * done on its case before then would tell that others reported.
 *
 * @param caseId where it is worked on now: of a merged case, the one it was merged into
 * @param cases those that it was in: the first, and those that this one was merged into
 * @param outcome how that ended; null while it is open
 * @param readAt when somebody first did anything on it; null where nobody has yet
 * @param begunAt since when it is worked on; null where nobody has begun
 * @param passedOnAt when it was first passed to the customer, to AWS or to somebody else outside;
 *     null where it was not
 * @param changedAt when people last began with it, passed it on, waited for somebody or went on
 * @param waitsForReporter whether it is the reporter's turn
 * @param closedAt null while it is open
 * @param others how many others reported the same, in steps of which the lowest is 5; 0 for fewer,
 *     and where nothing may be told of it
 */
public record ReportProgress(
    UUID caseId,
    List<UUID> cases,
    CaseStatus status,
    @Nullable Outcome outcome,
    Instant filedAt,
    @Nullable Instant readAt,
    @Nullable Instant begunAt,
    @Nullable Instant passedOnAt,
    @Nullable Instant changedAt,
    boolean waitsForReporter,
    @Nullable Instant closedAt,
    int others) {

  public boolean isClosed() {
    return status == CaseStatus.CLOSED;
  }
}
