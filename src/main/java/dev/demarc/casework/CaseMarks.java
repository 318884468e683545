package dev.demarc.casework;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Tuple;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of a case at a glance.
 *
 * @param regressedAt since when its matter is back, after it had been over; null where it is not
 * @param regressedAfter when it had been over
 * @param growingSince since when many more reports come; null where they do not
 * @param growingFrom how many it had before
 * @param growingBaseAt when it had these
 * @param snoozedAt since when it is snoozed; null where it is not
 * @param snoozedUntil null where no time ends the snooze
 * @param snoozedReports the snooze ends with more reports than these; null where none end it
 * @param disputedAt since when somebody who reported disagrees with how it ended, and no person did
 *     anything on it; null where nobody does
 */
public record CaseMarks(
    @Nullable Instant regressedAt,
    @Nullable Instant regressedAfter,
    @Nullable Instant growingSince,
    @Nullable Integer growingFrom,
    @Nullable Instant growingBaseAt,
    @Nullable Instant snoozedAt,
    @Nullable Instant snoozedUntil,
    @Nullable Integer snoozedReports,
    @Nullable String snoozedBy,
    @Nullable Instant disputedAt) {

  /**
   * @param back whether whoever asks may know that its matter is back
   */
  public static CaseMarks of(IncidentCase on, boolean back, @Nullable Instant disputedAt) {
    return new CaseMarks(
        back ? on.regressedAt : null,
        back ? on.regressedAfter : null,
        on.growingSince,
        on.growingFrom,
        on.growingBaseAt,
        on.snoozedAt,
        on.snoozedUntil,
        on.snoozedReports,
        on.snoozedBy,
        disputedAt);
  }

  public static CaseMarks of(Tuple row) {
    boolean back = row.get("regressed", Boolean.class);
    return new CaseMarks(
        back ? row.get("regressed_at", Instant.class) : null,
        back ? row.get("regressed_after", Instant.class) : null,
        row.get("growing_since", Instant.class),
        row.get("growing_from", Integer.class),
        row.get("growing_base_at", Instant.class),
        row.get("snoozed_at", Instant.class),
        row.get("snoozed_until", Instant.class),
        row.get("snoozed_reports", Integer.class),
        row.get("snoozed_by", String.class),
        row.get("disputed_at", Instant.class));
  }

  @JsonIgnore
  public boolean isRegressed() {
    return regressedAt != null;
  }

  @JsonIgnore
  public boolean isGrowing() {
    return growingSince != null;
  }

  @JsonIgnore
  public boolean isSnoozed() {
    return snoozedAt != null;
  }

  @JsonIgnore
  public boolean isDisputed() {
    return disputedAt != null;
  }
}
