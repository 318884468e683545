package dev.demarc.triage;

import dev.demarc.responsibility.Assessment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one report has come.
 *
 * @param setAside why it is filed without a case; null where it has one
 * @param error why filing failed the last time; null where it did not
 */
public record FilingState(
    UUID reportId,
    FilingStatus status,
    @Nullable String format,
    @Nullable Reading reading,
    boolean joined,
    @Nullable Assessment assessment,
    @Nullable String setAside,
    @Nullable String error,
    int attempts,
    Instant updatedAt) {

  static FilingState of(Filing filing) {
    return new FilingState(
        filing.reportId,
        filing.status,
        filing.format,
        filing.reading,
        Boolean.TRUE.equals(filing.joined),
        filing.assessment,
        filing.setAside,
        filing.error,
        filing.attempts,
        filing.updatedAt);
  }
}
