package dev.demarc.casework.views;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.outcomes.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report: the state of the case it was filed in.
 *
 * @param outcome how the case ended; null while it is open
 */
public record ReportDisposition(CaseStatus status, @Nullable Outcome outcome, Instant updatedAt) {}
